import { styleText } from 'node:util';
import { type Logger as Pino, pino } from 'pino';
import { visibleLine, visibleLines } from './visible.ts';

/** What rooms log through: `log.info({fields}, 'message')`. */
export type Logger = Pino;

export interface LoggerOptions {
  readonly level: string;
  /** One coloured line for people instead of JSON for machines. */
  readonly pretty: boolean;
  /** Takes one finished line with its line end. */
  readonly write: (line: string) => void;
}

const HIDDEN = '[hidden]';

/** Fields whose value is never logged, at the top and one level down. */
const HIDDEN_FIELDS = [
  'authorization',
  'cookie',
  'databaseUrl',
  'password',
  'response_url',
  'secret',
  'signingSecret',
  'token',
];

/** Secrets by their shape, wherever they stand in a line; `$1` keeps the harmless beginning. */
const HIDDEN_SHAPES: readonly [RegExp, string][] = [
  [/\b(?:xox[a-z]|xapp)-[\w-]+/gi, HIDDEN],
  [/\b(Bot|Bearer|Basic) [\w+/=.~-]{16,}/g, `$1 ${HIDDEN}`],
  [/\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g, HIDDEN],
  [/(https:\/\/hooks\.slack(?:-gov)?\.com\/)[^\s"'\\<>]+/gi, `$1${HIDDEN}`],
  [/(\/(?:webhooks|interactions)\/\d+\/)[\w.-]{20,}/g, `$1${HIDDEN}`],
  // Bounded, and begun at a sign that is rare, or a long line would be searched from each character.
  [/(:\/\/[^\s:/@"'\\]{0,256}:)[^\s/"'\\]{1,1024}(?=@)/g, `$1${HIDDEN}`],
  [/([?&](?:password|secret|token)=)[^\s&"'\\]+/gi, `$1${HIDDEN}`],
];

/** Takes out everything that has the shape of a token or of a password in a URL. */
export function hideSecrets(line: string): string {
  return HIDDEN_SHAPES.reduce((text, [shape, shown]) => text.replace(shape, shown), line);
}

const LEVELS: Record<number, { name: string; colour: 'gray' | 'cyan' | 'yellow' | 'red' }> = {
  10: { name: 'trace', colour: 'gray' },
  20: { name: 'debug', colour: 'gray' },
  30: { name: 'info', colour: 'cyan' },
  40: { name: 'warning', colour: 'yellow' },
  50: { name: 'error', colour: 'red' },
  60: { name: 'fatal', colour: 'red' },
};

interface Entry {
  readonly level: number;
  readonly time: string;
  readonly msg?: string;
  /** `remedy` where it is one that is shown to people. */
  readonly err?: {
    readonly message?: string;
    readonly stack?: string;
    readonly where?: string;
    readonly remedy?: string;
  };
}

/** What a person can mend is told with what to do; where in the program it arose helps only with the rest. */
function errorText({ message = '', stack, where, remedy }: NonNullable<Entry['err']>): string {
  if (remedy === undefined) return visibleLines((stack ?? message).trim());
  const at = where === undefined ? '' : ` (${where})`;
  return visibleLine(`${message}${at} do: ${remedy}`);
}

/** A log entry as one line for people: time, level, message, then the fields. */
function prettyLine(json: string): string {
  const { level, time, msg = '', err, ...fields } = JSON.parse(json) as Entry;
  const { name, colour } = LEVELS[level] ?? { name: String(level), colour: 'gray' as const };
  const details = Object.entries(fields).map(([key, value]) =>
    styleText(
      'dim',
      visibleLine(`${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`),
    ),
  );
  if (err !== undefined) {
    details.push(styleText('dim', errorText(err)));
  }
  const head = [styleText('dim', time.slice(11, 19)), styleText(colour, name), visibleLines(msg)];
  return `${[...head, ...details].join(' ')}\n`;
}

/** A logger that hides secrets by field and by shape before a line leaves the process. */
export function createLogger(options: LoggerOptions): Logger {
  const { level, pretty, write } = options;
  const settings = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: HIDDEN_FIELDS.flatMap((name) => [name, `*.${name}`]),
      censor: HIDDEN,
    },
  };
  return pino(settings, {
    write: (line: string) => {
      const safe = hideSecrets(line);
      write(pretty ? prettyLine(safe) : safe);
    },
  });
}
