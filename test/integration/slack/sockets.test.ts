import { describe, expect, it } from 'vitest';
import type { Inbox } from '../../../src/interaction/ports.ts';
import { startSlackDouble } from '../../doubles/slack/server.ts';
import { memoryStores } from '../../support/memory-stores.ts';
import { connectTo, type Setup, setUp } from './harness.ts';

async function isAnswered(setup: Setup): Promise<void> {
  const message = await setup.alice.command('/tocsin', 'help').nextMessage();
  expect(message.text).toContain('/tocsin stats');
}

async function stateIs(setup: Setup, state: string): Promise<void> {
  await expect.poll(() => setup.platform.health().state).toBe(state);
}

describe('the sockets', () => {
  it('are two, and say so', async () => {
    await using setup = await setUp();
    await stateIs(setup, 'ok');
    expect(setup.platform.health()).toEqual({
      part: 'Slack',
      state: 'ok',
      detail: expect.stringMatching(/^Connected since .+, by 2 sockets; workspace Example\.$/),
    });
  });

  it.each(['warning', 'refresh_requested', 'link_disabled'] as const)(
    'are replaced when Slack says %s, and miss nothing meanwhile',
    async (reason) => {
      await using setup = await setUp({ double: { timings: { disconnect: 50 } } });
      for (let turn = 0; turn < 5; turn += 1) {
        setup.slack.sockets.disconnect(reason);
        const asked = Array.from({ length: 4 }, () => isAnswered(setup));
        await Promise.all(asked);
        await setup.slack.sockets.connected(2);
      }
      await stateIs(setup, 'ok');
    },
  );

  it('acknowledge what is under way before they close', async () => {
    const begun = Promise.withResolvers<void>();
    const slow = Promise.withResolvers<void>();
    await using setup = await setUp({
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
    setup.slack.sockets.disconnect('refresh_requested');
    await setup.slack.sockets.connected(2);
    slow.resolve();
    expect((await asked.nextMessage()).text).toContain('/tocsin stats');
    expect(asked.messages).toHaveLength(1);
  });

  it('are opened again when they break, in the middle of a command too', async () => {
    const begun = Promise.withResolvers<void>();
    const slow = Promise.withResolvers<void>();
    await using setup = await setUp({
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
    setup.slack.sockets.dropAll();
    await setup.slack.sockets.connected(2);
    slow.resolve();
    expect((await asked.nextMessage()).text).toContain('/tocsin stats');
    expect(asked.messages).toHaveLength(1);
  });

  it('that break before a mention is acknowledged do not keep it from its answer', async () => {
    const stores = memoryStores();
    const begun = Promise.withResolvers<void>();
    const slow = Promise.withResolvers<void>();
    const take: Inbox['take'] = async (item) => {
      begun.resolve();
      await slow.promise;
      return await stores.inbox.take(item);
    };
    await using setup = await setUp({
      house: { stores: { ...stores, inbox: { ...stores.inbox, take } } },
    });
    const asked = setup.alice.mention('help');
    await begun.promise;
    setup.slack.sockets.dropAll();
    await setup.slack.sockets.connected(2);
    slow.resolve();
    expect((await asked.nextMessage()).text).toContain('/tocsin stats');
    expect(await asked.outcome).toMatchObject({ acked: true });
    expect(setup.slack.posts(setup.team, setup.alice.scene.channel)).toHaveLength(1);
  });

  it('are opened again when Slack refuses to, many times', async () => {
    await using setup = await setUp();
    setup.slack.sockets.refuseConnections(7);
    setup.slack.fail({ method: 'apps.connections.open', how: { status: 500 }, times: 3 });
    setup.slack.fail({ method: 'apps.connections.open', how: { drop: true }, times: 2 });
    setup.slack.fail({ method: 'apps.connections.open', how: { status: 429, retryAfter: 0 } });
    setup.slack.sockets.dropAll();
    await stateIs(setup, 'failing');
    await setup.slack.sockets.connected(2);
    await isAnswered(setup);
    await stateIs(setup, 'ok');
  });

  it('are opened again when the app token was refused for a while', async () => {
    await using setup = await setUp();
    setup.slack.fail({ method: 'apps.connections.open', how: { error: 'invalid_auth' }, times: 4 });
    setup.slack.sockets.dropAll();
    await expect.poll(() => setup.platform.health().detail).toContain('SLACK_APP_TOKEN');
    await setup.slack.sockets.connected(2);
    await isAnswered(setup);
  });

  it('close when Tocsin stops', async () => {
    await using setup = await setUp();
    await setup.stop();
    await expect.poll(() => setup.slack.sockets.connections.size).toBe(0);
  });
});

describe('at the start', () => {
  it('a bot token that Slack does not take is told, with the setting', async () => {
    await using slack = await startSlackDouble();
    slack.fail({ method: 'auth.test', how: { error: 'invalid_auth' } });
    await expect(connectTo(slack)).rejects.toMatchObject({
      code: 'slack.bad-bot-token',
      where: 'SLACK_BOT_TOKEN',
    });
  });

  it('an app token that Slack does not take is told, with the setting', async () => {
    await using slack = await startSlackDouble();
    slack.fail({ method: 'apps.connections.open', how: { error: 'not_allowed_token_type' } });
    await expect(connectTo(slack)).rejects.toMatchObject({
      code: 'slack.bad-app-token',
      where: 'SLACK_APP_TOKEN',
    });
  });

  it('what may pass is tried again', async () => {
    await using slack = await startSlackDouble();
    slack.fail({ method: 'auth.test', how: { status: 503 }, times: 2 });
    slack.fail({ method: 'apps.connections.open', how: { drop: true }, times: 2 });
    await using setup = await connectTo(slack);
    await isAnswered(setup);
    await stateIs(setup, 'ok');
  });
});
