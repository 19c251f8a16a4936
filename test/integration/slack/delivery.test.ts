import { describe, expect, it } from 'vitest';
import { startSlackDouble } from '../../doubles/slack/server.ts';
import { memoryStores } from '../../support/memory-stores.ts';
import { connectTo, setUp } from './harness.ts';

describe.each(['socket', 'http'] as const)('what %s delivers twice', (transport) => {
  it('is handled once: a mention', async () => {
    await using setup = await setUp({ transport });
    const asked = setup.alice.mention('stats');
    await asked.nextMessage();
    expect(await setup.slack.redeliver(asked)).toMatchObject({ acked: true });
    await setup.alice.mention('help').nextMessage();
    expect(setup.slack.posts(setup.team, setup.alice.scene.channel)).toHaveLength(2);
  });

  it('is handled once: a command, a press, a form', async () => {
    await using setup = await setUp({ transport });
    const asked = setup.alice.command('/tocsin', 'sources');
    const message = await asked.nextMessage();
    await setup.slack.redeliver(asked);
    const pressed = setup.alice.press(message, 'Next');
    await pressed.nextMessage();
    await setup.slack.redeliver(pressed);
    const filling = setup.alice.command('/tocsin', 'form actor');
    const form = await filling.nextView();
    const [option] = await setup.alice.suggest(form, 'field:actor', 'APT35');
    const sent = setup.alice.submit(form, { 'field:actor': String(option?.value) });
    await filling.nextMessage();
    await setup.slack.redeliver(sent);
    await setup.alice.command('/tocsin', 'help').nextMessage();
    for (const one of [asked, pressed]) expect(one.messages).toHaveLength(1);
    expect(filling.messages).toHaveLength(1);
  });

  it('is handled once while the first is under way', async () => {
    const begun = Promise.withResolvers<void>();
    const slow = Promise.withResolvers<void>();
    await using setup = await setUp({
      transport,
      house: {
        wrapAsk: (ask) => async (invocation) => {
          begun.resolve();
          await slow.promise;
          return await ask(invocation);
        },
      },
    });
    const asked = setup.alice.command('/tocsin', 'help');
    await begun.promise;
    const again = setup.slack.redeliver(asked);
    slow.resolve();
    await asked.nextMessage();
    expect(await again).toMatchObject({ acked: true });
    expect(asked.messages).toHaveLength(1);
  });

  it('is handled once though another process took it', async () => {
    await using slack = await startSlackDouble();
    const stores = memoryStores();
    await using first = await connectTo(slack, { transport, house: { stores } });
    const asked = first.alice.mention('help');
    await asked.nextMessage();
    await first.stop();
    await using second = await connectTo(slack, { transport, house: { stores } });
    expect(await slack.redeliver(asked)).toMatchObject({ acked: true });
    await second.alice.mention('stats').nextMessage();
    expect(slack.posts(second.team, second.alice.scene.channel)).toHaveLength(2);
  });
});

describe.each(['socket', 'http'] as const)('what was acknowledged by %s', (transport) => {
  it('is answered by the next process when this one ends first', async () => {
    await using slack = await startSlackDouble();
    let now = Date.now();
    const clock = { now: () => new Date(now) };
    const stores = memoryStores(clock);
    const never = new Promise<never>(() => {});
    await using first = await connectTo(slack, {
      transport,
      pace: { answerInAck: 5, stop: 20 },
      house: { stores, clock, wrapAsk: () => () => never },
    });
    const commanded = first.alice.command('/tocsin', 'actor APT35');
    const mentioned = first.alice.mention('help');
    await Promise.all([commanded.acked, mentioned.acked]);
    await first.stop();
    now += 16_000;
    await using second = await connectTo(slack, { transport, house: { stores, clock } });
    expect((await commanded.nextMessage()).text).toContain('APT35');
    expect((await mentioned.nextMessage()).text).toContain('/tocsin stats');
    expect(second.house.faults).toEqual([]);
  });

  it('is answered though it could not be written down', async () => {
    const stores = memoryStores();
    const broken = { ...stores.inbox, take: () => Promise.reject(new Error('no database')) };
    await using setup = await setUp({ transport, house: { stores: { ...stores, inbox: broken } } });
    expect((await setup.alice.mention('help').nextMessage()).text).toContain('/tocsin stats');
    const first = await setup.alice.command('/tocsin', 'sources').nextMessage();
    expect((await setup.alice.press(first, 'Next').nextMessage()).text).toContain('Page 2');
  });
});

it('what Slack asks to wait for is waited for', async () => {
  await using setup = await setUp();
  setup.slack.fail({ method: 'chat.postMessage', how: { status: 429, retryAfter: 1 } });
  expect((await setup.alice.mention('help').nextMessage()).text).toContain('/tocsin stats');
  setup.slack.fail({ method: 'chat.postMessage', how: { ratelimitedBody: true } });
  expect((await setup.alice.mention('stats').nextMessage()).text).toContain('241');
});

it('what Slack asks to wait too long for is tried again later', async () => {
  let now = Date.now();
  const clock = { now: () => new Date(now) };
  await using setup = await setUp({ pace: { slowDown: 500 }, house: { clock } });
  setup.slack.fail({ method: 'chat.postMessage', how: { status: 429, retryAfter: 30 } });
  const asked = setup.alice.mention('help');
  await asked.acked;
  await expect
    .poll(() => setup.house.logged.some((line) => line.includes('it is tried again later')))
    .toBe(true);
  now += 16_000;
  expect((await asked.nextMessage()).text).toContain('/tocsin stats');
});

it('what cannot be posted is said to have failed, and quotes a reference', async () => {
  await using setup = await setUp();
  setup.slack.fail({ method: 'response_url', how: { status: 500 } });
  const first = await setup.alice.command('/tocsin', 'sources').nextMessage();
  const answer = await setup.alice.press(first, 'Next').nextMessage();
  expect(answer.text).toMatch(/reference|[A-Z0-9]{6}/i);
  expect(setup.house.logged.some((line) => line.includes('could not be sent'))).toBe(true);
});
