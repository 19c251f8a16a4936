import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFetcher } from '../../../src/fetch/create-fetcher.ts';
import type { Fetcher } from '../../../src/fetch/fetcher.ts';
import { openWeb, type Web } from '../../doubles/web/server.ts';
import { makeCertificate } from '../../support/certificate.ts';
import { fetcherFor, problemWith, textOf } from './support.ts';

/** `/STATUS/STATUS/…` leads on once for each; `/to?URL` elsewhere; anything else is the end. */
function lead(web: () => Web): Parameters<typeof openWeb>[0] {
  return (request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://base.example');
    if (pathname === '/to') {
      response.writeHead(301, { location: decodeURIComponent(search.slice(1)) }).end('moved');
      return;
    }
    const [, status = '', ...rest] = pathname.split('/');
    if (/^30\d$/.test(status)) {
      const location = rest.length === 0 ? {} : { location: `/${rest.join('/')}` };
      response.writeHead(Number(status), location).end('moved');
    } else {
      response.writeHead(200, { 'set-cookie': 'a=b', etag: '"1"' }).end(`end of ${web().port}`);
    }
  };
}

let web: Web;
let other: Web;
let fetcher: Fetcher;

beforeAll(async () => {
  web = await openWeb(lead(() => web));
  other = await openWeb(lead(() => other));
  fetcher = fetcherFor(web, other);
});

afterAll(async () => {
  await fetcher.close();
  await web[Symbol.asyncDispose]();
  await other[Symbol.asyncDispose]();
});

test('three redirects are followed, and a fourth is not', async () => {
  const answer = await fetcher.fetch({ url: web.url('/302/307/303/end') });
  expect(await textOf(answer)).toBe(`end of ${web.port}`);
  expect(answer.url).toBe(web.url('/end'));
  const problem = await problemWith(fetcher, { url: web.url('/302/302/302/302/end') });
  expect(problem.code).toBe('fetch.too-many-redirects');
});

test.each([
  ['/301/308/end', '/end'],
  ['/301/302/end', undefined],
  ['/302/end', undefined],
  ['/end', undefined],
])('%s moved for good to %s', async (path, to) => {
  const answer = await fetcher.fetch({ url: web.url(path) });
  await answer.dispose();
  expect(answer.movedTo).toBe(to === undefined ? undefined : web.url(to));
});

test.each(['/300/end', '/304/end', '/303'])('%s is an answer that leads nowhere', async (path) => {
  const answer = await fetcher.fetch({ url: web.url(path) });
  expect(answer.status).toBe(Number(path.slice(1, 4)));
  expect(answer.url).toBe(web.url(path));
  await answer.dispose();
});

test('what may be a secret stays with the host that it was meant for', async () => {
  const headers = {
    accept: 'application/xml',
    authorization: 'Basic c2VjcmV0',
    cookie: 'session=secret',
    'if-none-match': '"1"',
    'x-api-key': 'secret',
  };
  const away = web.url(`/to?${encodeURIComponent(other.url('/302/end'))}`);
  const url = web.url(`/to?${encodeURIComponent(away)}`);
  expect(await textOf(await fetcher.fetch({ url, headers }))).toBe(`end of ${other.port}`);
  for (const { headers: sent } of web.requests.slice(-2)) expect(sent).toMatchObject(headers);
  for (const { headers: sent } of other.requests.slice(-2)) {
    expect(sent).toMatchObject({ accept: 'application/xml', 'if-none-match': '"1"' });
    expect(JSON.stringify(sent)).not.toMatch(/secret|authorization|cookie/i);
    expect(sent['user-agent']).toBe('tocsin-test/1');
  }
});

test('it does not come back by way of another host', async () => {
  const back = encodeURIComponent(web.url('/end'));
  const away = encodeURIComponent(other.url(`/to?${back}`));
  const headers = { authorization: 'Bearer secret' };
  await textOf(await fetcher.fetch({ url: web.url(`/to?${away}`), headers }));
  expect(web.requests.at(-1)?.headers).not.toHaveProperty('authorization');
});

test('an answer tells its headers, and no cookies', async () => {
  const answer = await fetcher.fetch({ url: web.url('/end') });
  await answer.dispose();
  expect(answer.headers).toMatchObject({ etag: '"1"' });
  expect(answer.headers).not.toHaveProperty('set-cookie');
});

test('no message holds a query, a user name or a secret', async () => {
  const { port } = web;
  const problems = [
    await problemWith(fetcher, { url: 'http://127.0.0.1:1/?token=secret#secret' }),
    await problemWith(fetcher, { url: `http://reader:secret@127.0.0.1:${port}/` }),
    await problemWith(fetcher, { url: `${web.url('/302/302/302/302/end')}?token=secret` }),
    await problemWith(fetcher, { url: 'http://127.0.0.1:1/?token=secret\\' }),
    await problemWith(fetcher, {
      url: web.url(`/to?${encodeURIComponent('http://10.0.0.1/?token=secret')}`),
    }),
  ];
  for (const { code, message, where, remedy } of problems) {
    expect(code).toMatch(/^fetch\./);
    expect([message, where, remedy].join(' ')).not.toMatch(/secret|token/);
  }
});

test('https is asked with its certificate looked at, and never led on to http', async () => {
  const trusted = getCACertificates();
  const { key, cert } = makeCertificate('feeds.example');
  const server = createServer({ key, cert }, (request, response) => {
    if (request.url === '/') response.end(`hello ${request.headers.host}`);
    else response.writeHead(302, { location: `http://127.0.0.1:${web.port}/end` }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const secure = createFetcher({
    userAgent: 'tocsin-test',
    allow: [`feeds.example:${port}`, `other.example:${port}`, web.authority],
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  });
  try {
    const url = `https://feeds.example:${port}/`;
    const untrusted = await problemWith(secure, { url });
    expect(untrusted).toMatchObject({ code: 'fetch.unreachable' });
    expect(untrusted.message).toMatch(/nobody trusted vouches/);
    setDefaultCACertificates([cert]);
    expect(await textOf(await secure.fetch({ url }))).toBe(`hello feeds.example:${port}`);
    const before = web.requests.length;
    expect(await problemWith(secure, { url: `${url}down` })).toMatchObject({
      code: 'fetch.refused',
    });
    expect(web.requests.length).toBe(before);
    const mistaken = await problemWith(secure, { url: `https://other.example:${port}/` });
    expect(mistaken.message).toMatch(/certificate is for another host/);
  } finally {
    setDefaultCACertificates(trusted);
    await secure.close();
    server.closeAllConnections();
    server.close();
  }
});
