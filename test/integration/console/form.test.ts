import { afterEach, describe, expect, test } from 'vitest';
import type { Place } from '../../../src/command/access.ts';
import { type RunningConsole, startConsole, visitor } from './running-console.ts';

const running: RunningConsole[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function open(...args: Parameters<typeof startConsole>) {
  const server = await startConsole(...args);
  running.push(server);
  const person = visitor(server.address);
  await person.post('/api/session', {});
  return { ...server, person };
}

async function refusal(response: Response) {
  const { error } = (await response.json()) as { error?: string };
  return { status: response.status, error };
}

describe('a line that asks for the form', () => {
  test.each<[line: string, verb: string | null, values?: Record<string, string>]>([
    ['', null],
    ['/tocsin', null],
    ['form', null],
    ['/tocsin form stats', 'stats'],
    ['Form verb:Targets', 'targets'],
    [
      'form targets SolarWinds sector:media',
      'targets',
      { incident: 'SolarWinds', sector: 'media' },
    ],
  ])('"%s" gets it', async (line, verb, values = {}) => {
    const { person, asked } = await open();
    const response = await person.ask(line);
    expect(await response.json()).toEqual({ form: { verb, values } });
    expect(asked).toEqual([]);
    expect(await person.messages()).toEqual([]);
  });

  test.each(['stats', 'forms', 'form nonsense', 'form help', '?'])(
    '"%s" is answered',
    async (line) => {
      const { person, asked } = await open();
      expect(await (await person.ask(line)).json()).toMatchObject({ typed: line });
      expect(asked).toHaveLength(1);
    },
  );
});

test('lists the verbs with what each asks for, but not the form itself', async () => {
  const { person } = await open();
  const { verbs } = (await (await person.get('/api/form')).json()) as {
    verbs: { verb: string; summary: string; fields: object[] }[];
  };
  expect(verbs.map(({ verb }) => verb)).toEqual(['stats', 'targets', 'actor', 'names', 'status']);
  expect(verbs[0]?.summary).toBe('Figures with their scope');
  const fields = (verb: string) => verbs.find((one) => one.verb === verb)?.fields ?? [];
  expect(fields('targets')).toMatchObject([
    { name: 'incident', label: 'Incident', control: 'name', required: false },
    { name: 'actor', control: 'name' },
    { name: 'sector', control: 'choice', choices: ['media', 'political-campaign'] },
    { name: 'since', control: 'text', hint: expect.stringContaining('2019-10') },
    { name: 'most', control: 'text', hint: 'At most this many: 1 to 30' },
    { name: 'public', control: 'tick', label: 'Post to the channel' },
  ]);
  expect(fields('actor')).toMatchObject([{ name: 'actor', required: true }, {}]);
  expect(fields('names')).toMatchObject([{ control: 'long-text', maxLength: 2_000 }, {}]);
  expect(fields('stats')).toContainEqual(expect.objectContaining({ name: 'as-of' }));
});

describe('values of a field', () => {
  test('are offered within what the channel may see', async () => {
    const seen: { verb: string; param: string; where: Place; partial: string }[] = [];
    const { person } = await open({
      completeParam(at, partial) {
        seen.push({ ...at, partial });
        return [{ insert: 'Phosphorus', label: 'Phosphorus', detail: 'actor' }];
      },
    });
    const query = 'verb=actor&param=actor&partial=pho&channel=campaign-security';
    const response = await person.get(`/api/form/values?${query}`);
    expect(await response.json()).toEqual({
      items: [{ insert: 'Phosphorus', label: 'Phosphorus', detail: 'actor' }],
    });
    expect(seen).toEqual([
      {
        verb: 'actor',
        param: 'actor',
        partial: 'pho',
        where: { platform: 'console', tenant: 'local', channel: 'campaign-security' },
      },
    ]);
  });

  test.each([
    ['an unknown verb', { verb: 'dance' }, 'There is no form for “dance”.'],
    ['the form itself', { verb: 'form' }, 'There is no form for “form”.'],
    ['an unknown field', { param: 'shoe' }, 'The form for “actor” has no field “shoe”.'],
    ['what every object has', { param: 'constructor' }, expect.stringContaining('no field')],
    ['an unknown channel', { channel: 'elsewhere' }, expect.stringContaining('not as the page')],
    ['no channel', { channel: undefined }, expect.anything()],
    ['no verb', { verb: undefined }, expect.anything()],
    ['a long text', { partial: 'x'.repeat(301) }, expect.anything()],
  ])('refuses %s', async (_, wrong, error) => {
    const { person } = await open();
    const right = { verb: 'actor', param: 'actor', partial: 'p', channel: 'newsroom' };
    const given = Object.entries({ ...right, ...wrong }).filter(([, value]) => value !== undefined);
    const query = new URLSearchParams(given as [string, string][]);
    const response = await person.get(`/api/form/values?${query}`);
    expect(await refusal(response)).toEqual({ status: 400, error });
  });
});

describe('asking by form', () => {
  test('makes the canonical line, and is answered like a line typed', async () => {
    const { person, asked } = await open();
    const values = { incident: 'Solar "Winds"', sector: 'media', since: '4 Oct 2019', actor: ' ' };
    const response = await person.askForm('targets', values, { channel: 'campaign-security' });
    const typed = 'targets "Solar \\"Winds\\"" sector:media since:"4 Oct 2019"';
    expect(await response.json()).toMatchObject({ typed, mine: true, private: true });
    expect(asked).toMatchObject([
      {
        commandLine: typed,
        where: { platform: 'console', tenant: 'local', channel: 'campaign-security' },
        locale: 'en-GB',
        timeZone: 'Europe/Paris',
      },
    ]);
    expect(asked[0]?.may).toEqual(new Set(['ask', 'subscribe', 'edit', 'administer']));
    expect(await person.messages('campaign-security')).toMatchObject([{ typed }]);
  });

  test('posts to the channel when that is ticked', async () => {
    const { person, address } = await open();
    const other = visitor(address);
    await other.post('/api/session', {});
    await person.askForm('stats', { public: 'true' });
    await person.askForm('stats', {});
    expect(await other.messages()).toMatchObject([{ typed: 'stats public:true', private: false }]);
  });

  test('what is filled in stays one value, whatever it holds', async () => {
    const { person, asked } = await open();
    await person.askForm('actor', { actor: 'x" public:true page:2\n/tocsin stats' });
    expect(asked[0]?.commandLine).toBe('actor "x\\" public:true page:2 /tocsin stats"');
  });

  test.each([
    ['an unknown verb', { verb: 'dance' }, 'There is no form for “dance”.'],
    ['the form itself', { verb: 'form' }, 'There is no form for “form”.'],
    ['an unknown field', { values: { shoe: 'x' } }, 'The form for “stats” has no field “shoe”.'],
    ['paging', { values: { page: '2' } }, 'The form for “stats” has no field “page”.'],
    ['what every object has', { values: { constructor: 'x' } }, expect.anything()],
    ['an unknown channel', { channel: 'elsewhere' }, expect.stringContaining('not as the page')],
    ['values that are no texts', { values: { incident: 7 } }, expect.anything()],
    ['values that are a list', { values: ['x'] }, expect.anything()],
    ['a value that is very long', { values: { incident: 'x'.repeat(2_001) } }, expect.anything()],
    ['no values', { values: undefined }, expect.anything()],
  ])('refuses %s', async (_, wrong, error) => {
    const { person, asked } = await open();
    const response = await person.askForm('stats', {}, wrong);
    expect(await refusal(response)).toEqual({ status: 400, error });
    expect(asked).toEqual([]);
  });

  test('a value cannot reach what every object inherits', async () => {
    const { person, asked } = await open();
    const values = JSON.parse('{"__proto__":"x"}') as object;
    const response = await person.askForm('stats', values);
    if (response.ok) expect(asked[0]?.commandLine).toBe('stats');
    else expect(response.status).toBe(400);
  });

  test('is refused from other sites, as anything but JSON, without a session, and when large', async () => {
    const { person, address, asked } = await open();
    const body = JSON.stringify({ channel: 'newsroom', verb: 'stats', values: {} });
    const json = { 'content-type': 'application/json' };
    const send = (headers: Record<string, string>, sent = body) =>
      person.get('/api/ask-form', { method: 'POST', headers, body: sent });
    expect((await send({ ...json, origin: 'https://example.org' })).status).toBe(403);
    expect((await send({ ...json, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await send({ 'content-type': 'text/plain' })).status).toBe(415);
    expect((await send(json, JSON.stringify({ x: 'x'.repeat(70_000) }))).status).toBe(413);
    expect((await visitor(address).askForm('stats', {})).status).toBe(401);
    expect((await visitor(address).get('/api/form')).status).toBe(401);
    expect(asked).toEqual([]);
  });
});
