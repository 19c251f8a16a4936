import { type DefaultTreeAdapterMap, parseFragment, defaultTreeAdapter as tree } from 'parse5';
import { chartMount } from '../../../src/http/charts.ts';
import { startHttp } from '../../../src/http/server.ts';
import { consoleApp } from '../../../src/platform/console/console-app.ts';
import { renderBlockKit } from '../../../src/render/block-kit/render.ts';
import { renderComponentsV2 } from '../../../src/render/components-v2/render.ts';
import { renderHtml } from '../../../src/render/html/render.ts';
import { visitor } from '../../integration/console/running-console.ts';
import type { MemoryHouse } from '../../support/memory-house.ts';
import type { PlatformUnderTest, Seen, Someone, Station } from './station.ts';

type Node = DefaultTreeAdapterMap['node'];

interface View {
  readonly id: string;
  readonly private: boolean;
  readonly html: string;
}

interface Page {
  readonly words: string;
  readonly buttons: readonly { readonly label: string; readonly line: string }[];
  readonly pictured: boolean;
}

function walk(node: Node, visit: (node: Node) => boolean): void {
  if (!visit(node)) return;
  if ('childNodes' in node) for (const child of node.childNodes) walk(child, visit);
}

function textOf(node: Node): string {
  let words = '';
  walk(node, (one) => {
    if (tree.isTextNode(one)) words += ` ${one.value}`;
    return true;
  });
  return words.replace(/\s+/g, ' ').trim();
}

function read(html: string): Page {
  const buttons: { label: string; line: string }[] = [];
  let [words, pictured] = ['', false];
  walk(parseFragment(html), (node) => {
    if (tree.isTextNode(node)) words += ` ${node.value}`;
    if (!tree.isElementNode(node)) return true;
    if (node.tagName === 'img') pictured = true;
    const line = node.attrs.find(({ name }) => name === 'data-command-line')?.value;
    if (line === undefined) return true;
    buttons.push({ label: textOf(node), line });
    return false;
  });
  return { words: words.replace(/\s+/g, ' ').trim(), buttons, pictured };
}

async function toSeen(response: Response): Promise<Seen> {
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  const view = (await response.json()) as View;
  const { words, buttons, pictured } = read(view.html);
  return {
    words,
    audience: view.private ? 'asker' : 'channel',
    buttons: buttons.map(({ label }) => label),
    id: view.id,
    pictured,
    raw: view,
  };
}

function someoneAt(address: string): Someone {
  const browser = visitor(address);
  const session = browser.post('/api/session', {});
  async function signedIn() {
    await session;
    return browser;
  }
  return {
    ask: async (line) => toSeen(await (await signedIn()).ask(line)),
    async press(seen, label) {
      const button = read((seen.raw as View).html).buttons.find((one) => one.label === label);
      if (button === undefined) throw new Error(`no button ${label}`);
      return toSeen(await (await signedIn()).ask(button.line, { origin: 'button' }));
    },
    fillIn: async (verb, values) => toSeen(await (await signedIn()).askForm(verb, values)),
    async complete(verb, param, partial) {
      const query = new URLSearchParams({ verb, param, partial, channel: 'newsroom' });
      const response = await (await signedIn()).get(`/api/form/values?${query}`);
      const { items } = (await response.json()) as { items: { label: string }[] };
      return items.map(({ label }) => label);
    },
    askDeliveredTwice: () => Promise.reject(new Error('a browser sends once')),
  };
}

async function open(house: MemoryHouse): Promise<Station> {
  const mount = consoleApp({
    dispatch: house.ask,
    complete: () => ({ from: 0, to: 0, items: [] }),
    commands: house.commands,
    completeParam: house.completeParam,
    formAsked: house.formAsked,
    renderHtml,
    previews: { slack: renderBlockKit, discord: renderComponentsV2 },
    charts: house.chartStore,
    clock: house.clock,
    version: house.version,
    command: house.command.slice(1),
  });
  const mounts = [chartMount(house.chartStore), mount];
  const server = await startHttp({ host: '127.0.0.1', port: 0, mounts, logger: house.log });
  const people = new Map<string, Someone>();
  return {
    someone(name) {
      const known = people.get(name) ?? someoneAt(server.address);
      people.set(name, known);
      return known;
    },
    idOf: () => ({
      user: 'a browser without a name',
      place: { platform: 'console', tenant: 'local', channel: 'newsroom' },
    }),
    askSlowly: () => {
      throw new Error('a browser waits for its answer');
    },
    restart: () => Promise.reject(new Error('nothing is acknowledged before it is answered')),
    violations: () => [],
    [Symbol.asyncDispose]: () => server.close(),
  };
}

export function consoleUnderTest(): PlatformUnderTest {
  return {
    name: 'Console',
    deliversAgain: false,
    hasTenants: false,
    pages: 'none',
    typesFreely: true,
    open,
  };
}
