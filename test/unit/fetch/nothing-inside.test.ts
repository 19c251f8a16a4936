import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { LookupAddress } from 'node:dns';
import { isIPv6 } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createConnector } from '../../../src/fetch/connect.ts';
import { createFetcher } from '../../../src/fetch/create-fetcher.ts';
import type { Fetcher } from '../../../src/fetch/fetcher.ts';
import { openWeb, type Web } from '../../doubles/web/server.ts';
import { textOf } from './support.ts';

/**
 * Two servers on one port: 127.0.0.2 stands for the outside, 127.0.0.1 and ::1 are the inside. The port
 * is one that outside hosts may be asked at, so that nothing but the address decides.
 */
let outside: Web;
const inside: Web[] = [];
let sockets = 0;
const countSocket = (): void => {
  sockets += 1;
};

const OUT: LookupAddress = { address: '127.0.0.2', family: 4 };

function address(text: string): LookupAddress {
  return { address: text, family: isIPv6(text) ? 6 : 4 };
}

beforeAll(async () => {
  outside = await openWeb(
    (request, response) => {
      const to = new URL(request.url ?? '/', outside.url()).searchParams.get('to');
      if (to === null) response.end('outside');
      else response.writeHead(302, { location: Buffer.from(to).toString('latin1') }).end();
    },
    { host: '127.0.0.2' },
  );
  const { port } = outside;
  for (const host of ['127.0.0.1', '::1']) {
    const opened = await openWeb((_, response) => response.end('inside'), { host, port }).catch(
      () => undefined,
    );
    if (opened !== undefined) inside.push(opened);
  }
  subscribe('net.client.socket', countSocket);
});

afterAll(async () => {
  unsubscribe('net.client.socket', countSocket);
  for (const web of [outside, ...inside]) await web[Symbol.asyncDispose]();
});

function fetcherThatFinds(...answers: (readonly LookupAddress[])[]): Fetcher {
  let asked = 0;
  return createFetcher({
    userAgent: 'tocsin-test',
    standIns: [outside.authority],
    resolve: async () => {
      const answer = answers[Math.min(asked, answers.length - 1)] ?? [];
      asked += 1;
      return answer;
    },
  });
}

async function outcomeOf(fetcher: Fetcher, url: string): Promise<string> {
  try {
    const { body } = await fetcher.fetch({ url, timeoutMs: 3000 });
    return await textOf({ body });
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  } finally {
    await fetcher.close();
  }
}

function expectNothingInside(): void {
  expect(inside.length).toBeGreaterThan(0);
  expect(inside.map((web) => web.connections)).toEqual(inside.map(() => 0));
}

test('the servers are there, and the outside one is reached', async () => {
  const url = `http://outside.example:${outside.port}/`;
  expect(await outcomeOf(fetcherThatFinds([OUT]), url)).toBe('outside');
});

/** `PORT` is that of both servers. */
const ADDRESSES: readonly string[] = [
  // This machine, in every notation
  'http://127.0.0.1:PORT/',
  'http://127.0.0.53:PORT/',
  'http://127.1:PORT/',
  'http://2130706433:PORT/',
  'http://017700000001:PORT/',
  'http://0177.0.0.1:PORT/',
  'http://0177.0.0.01:PORT/',
  'http://0x7f.0.0.1:PORT/',
  'http://0x7f000001:PORT/',
  'http://0X7F.1:PORT/',
  'http://127.0.0.1.:PORT/',
  'http://%31%32%37.0.0.1:PORT/',
  'http://127%2e0%2e0%2e1:PORT/',
  'http://１２７.０.０.１:PORT/',
  'http://127。0。0。1:PORT/',
  'http://127．0｡0.1:PORT/',
  'http://①②⑦.⓪.⓪.①:PORT/',
  'HTTP://127.0.0.1:PORT/',
  'hTTp:127.0.0.1:PORT/',
  'http:/127.0.0.1:PORT/',
  'http:////127.0.0.1:PORT/',
  'http://0:PORT/',
  'http://0.0.0.0:PORT/',
  'http://[::]:PORT/',
  'http://[::1]:PORT/',
  'http://[0:0:0:0:0:0:0:1]:PORT/',
  'http://[::ffff:127.0.0.1]:PORT/',
  'http://[::ffff:7f00:1]:PORT/',
  'http://[0:0:0:0:0:FFFF:7F00:0001]:PORT/',
  'http://[::127.0.0.1]:PORT/',
  'http://[::ffff:0:127.0.0.1]:PORT/',
  // Names of this machine and its network
  'http://localhost:PORT/',
  'http://LOCALHOST:PORT/',
  'http://localhost.:PORT/',
  'http://ｌｏｃａｌｈｏｓｔ:PORT/',
  'http://feeds.localhost:PORT/',
  'http://localhost.localdomain:PORT/',
  'http://printer.local:PORT/',
  'http://printer.LOCAL.:PORT/',
  'http://metadata.google.internal:PORT/',
  'http://router.home.arpa:PORT/',
  'http://nas.lan:PORT/',
  'http://duskgytldkxiuqc6.onion:PORT/',
  'http://intranet:PORT/',
  'http://ip6-loopback:PORT/',
  // Who is asked is not who is read
  'http://outside.example@127.0.0.1:PORT/',
  'http://reader:secret@outside.example:PORT/',
  'http://:secret@outside.example:PORT/',
  'http://outside.example:PORT\\@127.0.0.1:PORT/',
  'http://127.0.0.1:PORT\\@outside.example:PORT/',
  'http:\\\\127.0.0.1:PORT\\',
  'http://127.0.0\t.1:PORT/',
  'http://127.0.0.1:PORT\r\n/',
  // Other addresses of inside networks and of nobody
  'http://10.0.0.1/',
  'http://172.16.0.1/',
  'http://172.31.255.255/',
  'http://192.168.1.1/',
  'http://169.254.169.254/latest/meta-data/',
  'http://2852039166/latest/meta-data/',
  'http://0xa9fea9fe/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://[fd00:ec2::254]/latest/meta-data/',
  'http://100.64.0.1/',
  'http://100.100.100.200/latest/meta-data/',
  'http://168.63.129.16/',
  'http://192.0.0.192/',
  'http://192.0.2.1/',
  'http://198.51.100.1/',
  'http://203.0.113.1/',
  'http://198.18.0.1/',
  'http://192.88.99.1/',
  'http://224.0.0.1/',
  'http://239.255.255.250/',
  'http://240.0.0.1/',
  'http://255.255.255.255/',
  'http://[fe80::1]/',
  'http://[fe80::1%25eth0]/',
  'http://[fe80::1%eth0]/',
  'http://[fec0::1]/',
  'http://[fc00::1]/',
  'http://[ff02::1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[64:ff9b::a9fe:a9fe]/',
  'http://[64:ff9b:1::a9fe:a9fe]/',
  'http://[2002:7f00:1::]/',
  'http://[2002:a9fe:a9fe::1]/',
  'http://[2001:0:a9fe:a9fe::1]/',
  'http://[2001:2::1]/',
  'http://[2001:db8::1]/',
  'http://[3fff::1]/',
  'http://[100::1]/',
  'http://[5f00::1]/',
  'http://[4000::1]/',
  'http://[2a00:1450:4001:80b:0:5efe:a00:1]/',
  // Other ports, and other than http
  'http://outside.example:22/',
  'http://outside.example:6379/',
  'https://outside.example:8443/',
  'http://outside.example:0/',
  'ftp://outside.example/',
  'file:///etc/passwd',
  'gopher://outside.example:70/_x',
  'data:text/xml,<rss/>',
  'javascript:alert(1)',
  'unix:/var/run/docker.sock',
  '//127.0.0.1:PORT/',
  'outside.example',
  '',
];

describe('is refused, and nothing is opened:', () => {
  test.each(ADDRESSES)('%j', async (address) => {
    const before = sockets;
    const url = address.replaceAll('PORT', String(outside.port));
    expect(await outcomeOf(fetcherThatFinds([OUT]), url)).toBe('fetch.refused');
    expect(sockets).toBe(before);
    expectNothingInside();
  });
});

test.each([
  'http://outside.example:PORT#@127.0.0.1:PORT/',
  'http://outside.example:PORT?@127.0.0.1/',
])('who is named before is who is asked: %j', async (address) => {
  const url = address.replaceAll('PORT', String(outside.port));
  expect(await outcomeOf(fetcherThatFinds([OUT]), url)).toBe('outside');
  expectNothingInside();
});

/** In a redirect these are paths of the host that leads on. */
const PATHS = ['hTTp:127.0.0.1:PORT/', 'http:/127.0.0.1:PORT/', 'outside.example', ''];
/** A header cannot carry these. */
const NO_HEADER = /[\r\n]/;

describe('a redirect is judged as the first address is:', () => {
  test.each(ADDRESSES.filter((one) => !PATHS.includes(one) && !NO_HEADER.test(one)))(
    '%j',
    async (address) => {
      const to = encodeURIComponent(address.replaceAll('PORT', String(outside.port)));
      const before = sockets;
      const url = `http://outside.example:${outside.port}/?to=${to}`;
      expect(await outcomeOf(fetcherThatFinds([OUT]), url)).toBe('fetch.refused');
      expect(sockets).toBe(before + 1);
      expectNothingInside();
    },
  );
});

/** What a name of the outside leads to. */
const ANSWERS: readonly (readonly string[])[] = [
  ['127.0.0.1'],
  ['::1'],
  ['::ffff:127.0.0.1'],
  ['::ffff:7f00:1'],
  ['0.0.0.0'],
  ['::'],
  ['fe80::1%lo'],
  ['10.1.2.3'],
  ['169.254.169.254'],
  ['fd00:ec2::254'],
  ['64:ff9b::7f00:1'],
  ['127.0.0.2', '127.0.0.1'],
  ['127.0.0.1', '127.0.0.2'],
  ['127.0.0.2', '127.0.0.2', '192.168.0.1'],
  ['127.0.0.2', '::1'],
  ['no address'],
];

describe('a name that leads inside is refused, and nothing arrives:', () => {
  test.each(ANSWERS)('%s %s %s', async (...found) => {
    const before = outside.connections;
    const fetcher = fetcherThatFinds(found.filter((one) => one !== undefined).map(address));
    const url = `http://outside.example:${outside.port}/`;
    expect(await outcomeOf(fetcher, url)).toBe('fetch.refused');
    expect(outside.connections).toBe(before);
    expectNothingInside();
  });
});

describe('a name that leads elsewhere the second time', () => {
  test('is looked up once for a connection', async () => {
    let asked = 0;
    const fetcher = createFetcher({
      userAgent: 'tocsin-test',
      standIns: [outside.authority],
      resolve: async () => {
        asked += 1;
        return [OUT];
      },
    });
    expect(await outcomeOf(fetcher, `http://outside.example:${outside.port}/`)).toBe('outside');
    expect(asked).toBe(1);
  });

  test('is judged anew by the next fetch, which has a connection of its own', async () => {
    const fetcher = fetcherThatFinds([OUT], [address('127.0.0.1')]);
    const url = `http://outside.example:${outside.port}/`;
    const { body } = await fetcher.fetch({ url });
    expect(await textOf({ body })).toBe('outside');
    expect(await outcomeOf(fetcher, url)).toBe('fetch.refused');
    expectNothingInside();
  });

  test('is judged anew after a redirect to itself', async () => {
    const fetcher = fetcherThatFinds([OUT], [address('::1')]);
    const url = `http://outside.example:${outside.port}/?to=/again`;
    expect(await outcomeOf(fetcher, url)).toBe('fetch.refused');
    expectNothingInside();
  });
});

test('a socket that is connected elsewhere than was judged is closed before a byte is sent', async () => {
  let judged = 0;
  const gate = {
    isAllowed: () => false,
    isUsualPort: () => true,
    isOutside: () => {
      judged += 1;
      return judged === 1;
    },
  };
  const target = new URL(outside.url());
  const asked = outside.requests.length;
  const connect = createConnector(target, gate, async () => [OUT]);
  const { promise, resolve } = Promise.withResolvers<Error | null>();
  const { hostname, port } = target;
  connect({ hostname, protocol: 'http:', port }, (...[error]) => resolve(error));
  expect(await promise).toMatchObject({ code: 'fetch.refused' });
  await expect.poll(() => outside.open.size, { interval: 5 }).toBe(0);
  expect(outside.requests.length).toBe(asked);
});

describe('what whoever runs Tocsin allows', () => {
  test('is reached by the name it was allowed by, and by no other', async () => {
    const { port } = outside;
    const allow = [`127.0.0.2:${port}`];
    const resolve = async (): Promise<LookupAddress[]> => [OUT];
    const open = (): Fetcher => createFetcher({ userAgent: 'tocsin-test', allow, resolve });
    expect(await outcomeOf(open(), `http://127.0.0.2:${port}/`)).toBe('outside');
    expect(await outcomeOf(open(), `http://2130706434:${port}/`)).toBe('outside');
    expect(await outcomeOf(open(), `http://outside.example:${port}/`)).toBe('fetch.refused');
    expect(await outcomeOf(open(), 'http://127.0.0.2:6379/')).toBe('fetch.refused');
    expect(await outcomeOf(open(), 'http://127.0.0.2/')).toBe('fetch.refused');
  });

  test('may be a name, which then may lead inside', async () => {
    const allow = [`feeds:${outside.port}`];
    const resolve = async (): Promise<LookupAddress[]> => [OUT];
    const fetcher = createFetcher({ userAgent: 'tocsin-test', allow, resolve });
    expect(await outcomeOf(fetcher, `http://feeds:${outside.port}/`)).toBe('outside');
  });

  test.each(['http://feeds.example/', 'a b', '', 'me@feeds.example', 'feeds.example:99999'])(
    'is not %j',
    (entry) => {
      expect(() => createFetcher({ userAgent: 'x', allow: [entry] })).toThrow(/cannot|can be/);
    },
  );
});
