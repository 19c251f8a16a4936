import { expect, it } from 'vitest';
import { setUp } from './harness.ts';
import { partsOf } from './seen.ts';

/** Its card has a chart. */
const CHARTED = 'stats';
/** How Slack refuses a file it does not know yet. */
const NOT_READY = /invalid slack file/;

function uploads(setup: Awaited<ReturnType<typeof setUp>>): number {
  return setup.slack.requests.filter(({ method }) => method === 'files.completeUploadExternal')
    .length;
}

it('are uploaded once, and are in the acknowledgement from then on', async () => {
  await using setup = await setUp();
  const first = setup.alice.command('/tocsin', CHARTED);
  const message = await first.nextMessage();
  expect(first.showings.map(({ via }) => via)).toEqual(['response_url']);
  expect(partsOf(message, 'image')).toHaveLength(1);
  const second = setup.alice.command('/tocsin', CHARTED);
  expect(partsOf(await second.nextMessage(), 'image')).toHaveLength(1);
  expect(second.showings.map(({ via }) => via)).toEqual(['ack']);
  expect(uploads(setup)).toBe(1);
});

it('are waited for while Slack makes a file ready, and left out rather than the answer', async () => {
  await using setup = await setUp({
    pace: { pictureSettles: 200 },
    double: { timings: { file: 100 } },
    tolerates: NOT_READY,
  });
  const message = await setup.alice.mention(CHARTED).nextMessage();
  expect(partsOf(message, 'image')).toHaveLength(1);
});

it('that never get ready are left out', async () => {
  await using setup = await setUp({
    double: { timings: { file: 60_000 } },
    tolerates: NOT_READY,
  });
  const message = await setup.alice.command('/tocsin', CHARTED).nextMessage();
  expect(partsOf(message, 'image')).toEqual([]);
  expect(message.text).toContain('241');
  const again = setup.alice.command('/tocsin', CHARTED);
  await again.nextMessage();
  expect(uploads(setup)).toBe(1);
});

it('are not tried without the scope, and once only when Slack refuses them', async () => {
  const scopes = ['commands', 'chat:write', 'app_mentions:read', 'users:read'];
  await using setup = await setUp({ double: { teams: [{ scopes }] } });
  const asked = setup.alice.command('/tocsin', CHARTED);
  expect(partsOf(await asked.nextMessage(), 'image')).toEqual([]);
  expect(asked.showings.map(({ via }) => via)).toEqual(['ack']);

  await using other = await setUp();
  other.slack.fail({
    method: 'files.getUploadURLExternal',
    how: { error: 'missing_scope' },
    times: 9,
  });
  expect(partsOf(await other.alice.command('/tocsin', CHARTED).nextMessage(), 'image')).toEqual([]);
  expect(partsOf(await other.alice.command('/tocsin', CHARTED).nextMessage(), 'image')).toEqual([]);
  const tries = other.slack.requests.filter(
    ({ method }) => method === 'files.getUploadURLExternal',
  );
  expect(tries).toHaveLength(1);
});

it('come from this server where it has a public address', async () => {
  await using setup = await setUp({ house: { publicUrl: 'https://tocsin.example' } });
  const asked = setup.alice.command('/tocsin', CHARTED);
  const [image] = partsOf(await asked.nextMessage(), 'image');
  expect(String(image?.image_url)).toMatch(/^https:\/\/tocsin\.example\/charts\/\w+\.png$/);
  expect(asked.showings.map(({ via }) => via)).toEqual(['ack']);
  expect(uploads(setup)).toBe(0);
});

it('that take too long are left out, and there the next time', async () => {
  await using setup = await setUp({ pace: { picture: 50 } });
  setup.slack.fail({ method: 'upload', how: { slowMs: 300 } });
  const message = await setup.alice.command('/tocsin', CHARTED).nextMessage();
  expect(partsOf(message, 'image')).toEqual([]);
});
