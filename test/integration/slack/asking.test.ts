import { describe, expect, it } from 'vitest';
import { setUp } from './harness.ts';
import { buttonsOf } from './seen.ts';

describe.each(['socket', 'http'] as const)('asking by %s', (transport) => {
  it('is answered in the acknowledgement, for the asker alone', async () => {
    await using setup = await setUp({ transport });
    const asked = setup.alice.command('/tocsin', 'actor APT35');
    const message = await asked.nextMessage();
    expect(asked.showings.map(({ via }) => via)).toEqual(['ack']);
    expect(message.ephemeralTo).toBe(setup.alice.scene.user.id);
    expect(message.text).toContain('APT35');
    expect(buttonsOf(message)).toContain('Share to channel');
    expect(await setup.house.inbox.leftOver('slack', new Date(0))).toEqual([]);
  });

  it('is answered for everyone when that was asked for', async () => {
    await using setup = await setUp({ transport });
    const message = await setup.alice.command('/tocsin', 'stats public:true').nextMessage();
    expect(message.ephemeralTo).toBeUndefined();
    expect(buttonsOf(message)).not.toContain('Share to channel');
  });

  it('is acknowledged first when the answer takes its time', async () => {
    const slow = Promise.withResolvers<void>();
    await using setup = await setUp({
      transport,
      pace: { answerInAck: 10 },
      house: {
        wrapAsk: (ask) => async (invocation) => {
          await slow.promise;
          return await ask(invocation);
        },
      },
    });
    const asked = setup.alice.command('/tocsin', 'actor APT35');
    expect(await asked.acked).toBeUndefined();
    slow.resolve();
    const message = await asked.nextMessage();
    expect(asked.showings.map(({ via }) => via)).toEqual(['response_url']);
    expect(message.ephemeralTo).toBe(setup.alice.scene.user.id);
    expect(message.text).toContain('APT35');
  });

  it('in a mention is answered in its thread, for everyone there', async () => {
    await using setup = await setUp({ transport });
    const asked = setup.alice.mention('who is behind Phosphorus?');
    const message = await asked.nextMessage();
    expect(message.ephemeralTo).toBeUndefined();
    expect(message.threadTs).toBe((asked.body.event as { ts: string }).ts);
    expect(message.text).toContain('Phosphorus');
    expect(buttonsOf(message)).not.toContain('Share to channel');
  });

  it('for more than everyone may know is answered in a mention for the asker alone', async () => {
    await using setup = await setUp({ transport });
    const { user } = setup.alice.scene;
    const tenant = { platform: 'slack', tenant: setup.team.id } as const;
    const right = { ...tenant, user: user.id, right: 'administer', grantedBy: 'root' } as const;
    await setup.house.stores.grants.give(right);
    const root = setup.alice.say('Who changed that?');
    const message = await setup.alice.mention('audit', { threadTs: root.ts }).nextMessage();
    expect([message.ephemeralTo, message.threadTs]).toEqual([user.id, root.ts]);
    const aside = await setup.alice.mention('grant').nextMessage();
    expect([aside.ephemeralTo, aside.threadTs]).toEqual([user.id, undefined]);
    expect(aside.text).toContain(user.id);
  });

  it('in a thread is answered in that thread', async () => {
    await using setup = await setUp({ transport });
    const root = setup.alice.say('Look at this');
    const asked = setup.alice.mention('actor APT35', { threadTs: root.ts });
    expect((await asked.nextMessage()).threadTs).toBe(root.ts);
  });

  it('with nothing but a mention is answered with help', async () => {
    await using setup = await setUp({ transport });
    expect((await setup.alice.mention('').nextMessage()).text).toContain('/tocsin stats');
  });
});

it('leaves mentions by bots, and by itself, alone', async () => {
  await using setup = await setUp();
  const { slack, team } = setup;
  const said = { type: 'app_mention', channel: team.channels[0]?.id, ts: '1.1', text: 'stats' };
  const { botUserId } = team;
  const itself = slack.event(team, { ...said, user: botUserId });
  const another = slack.event(team, { ...said, user: 'U0OTHER', bot_id: 'B0OTHER' });
  await Promise.all([itself.acked, another.acked]);
  const asked = setup.alice.mention('stats');
  await asked.nextMessage();
  expect(slack.posts(team, team.channels[0]?.id ?? '')).toHaveLength(1);
});

it('answers whatever the command is called', async () => {
  await using setup = await setUp({ house: { command: '/alarm' } });
  const message = await setup.alice.command('/alarm', 'help').nextMessage();
  expect(message.text).toContain('/alarm stats');
});

it('reads what was typed, not what Slack makes of it', async () => {
  const lines: string[] = [];
  await using setup = await setUp({
    house: {
      wrapAsk: (ask) => async (invocation) => {
        lines.push(invocation.commandLine);
        return await ask(invocation);
      },
    },
  });
  const { user } = setup.alice.scene;
  await setup.alice.command('/tocsin', 'a < b & "c" > d').acked;
  await setup.alice.command('/tocsin', `grant <@${user.id}|alice> right:edit`).acked;
  await setup.alice.mention('what is <3 & more?').nextMessage();
  expect(lines[0]).toBe('a < b & "c" > d');
  expect(lines[1]).toContain(`<@${user.id}>`);
  expect(lines[2]).toBe('what is <3 & more?');
});

it('keeps hostile text inert', async () => {
  await using setup = await setUp();
  const hostile = '<!channel> <@U1|x> *bold* `code` <https://evil.example|click> &amp; \u202e';
  const message = await setup.alice.command('/tocsin', `search ${hostile}`).nextMessage();
  expect(message.text).not.toMatch(/<!|<@|<http/);
});

it('says who asks and where, in the zone and language of their profile', async () => {
  const seen: unknown[] = [];
  await using setup = await setUp({
    double: {
      teams: [{ users: [{ name: 'ada', realName: 'Ada', tz: 'Asia/Tokyo', locale: 'ja-JP' }] }],
    },
    house: {
      wrapAsk: (ask) => async (invocation) => {
        seen.push(invocation);
        return await ask(invocation);
      },
    },
  });
  const { user, team, channel } = setup.alice.scene;
  await setup.alice.mention('stats').nextMessage();
  expect(seen[0]).toMatchObject({
    who: { id: user.id },
    where: { platform: 'slack', tenant: team.id, channel: channel.id },
    locale: 'ja-JP',
    timeZone: 'Asia/Tokyo',
  });
});
