import { describe, expect, it } from 'vitest';
import type { OutgoingMessage } from '../../../src/delivery/destination.ts';
import { foundingCard } from '../../support/founding-card.ts';
import { setUp } from './harness.ts';
import { messageOf, placeOf } from './outgoing.ts';
import { partsOf, wordsOf } from './seen.ts';

type Setup = Awaited<ReturnType<typeof setUp>>;

function home({ team, alice }: Setup) {
  return placeOf(team, alice.scene.channel);
}

async function sent(setup: Setup, message: OutgoingMessage, place = home(setup)) {
  const outcome = await setup.platform.destination.post(place, message);
  if (outcome.is !== 'sent') throw new Error(JSON.stringify(outcome));
  return outcome.ref;
}

describe('a post', () => {
  it('shows the card, carries its key unseen, and unfolds no link', async () => {
    await using setup = await setUp();
    const { team, slack, alice } = setup;
    const ref = await sent(setup, messageOf('Three men <!channel> were charged.'));
    const [message] = slack.posts(team, alice.scene.channel);
    expect(message).toMatchObject({ ts: ref.id, channel: ref.channel });
    expect(message?.metadata).toEqual({
      event_type: 'tocsin_post',
      event_payload: { key: 'k-1' },
    });
    expect(message?.text).toContain('&lt;!channel&gt;');
    expect(message?.text).toContain('Three men charged');
    const { args } = slack.requests.findLast(({ method }) => method === 'chat.postMessage') ?? {};
    expect(args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
    expect(args).not.toHaveProperty('thread_ts');
    expect(args).not.toHaveProperty('link_names');
  });

  it('has buttons that are answered like typed lines, the long ones too, and no Share', async () => {
    await using setup = await setUp();
    const { team, slack, alice } = setup;
    await sent(setup, messageOf('x'));
    const [message] = slack.posts(team, alice.scene.channel);
    if (message === undefined) throw new Error('nothing was posted');
    expect(partsOf(message, 'button').map(({ text }) => (text as { text: string }).text)).toEqual([
      'Stop these',
      'Names',
    ]);
    const answer = await alice.press(message, 'Names').nextMessage();
    expect([answer.ephemeralTo, answer.text]).toEqual([
      alice.scene.user.id,
      expect.stringContaining('APT35'),
    ]);
  });

  it('calls one user group by its id, above the card and never by markup', async () => {
    await using setup = await setUp();
    const { team, slack, alice } = setup;
    await sent(setup, messageOf('<!subteam^S0SOC> x', { mention: 'S0SOC' }));
    await sent(setup, messageOf('x', { mention: '<!channel>', key: 'k-2' }));
    const [called, plain] = slack.posts(team, alice.scene.channel);
    expect(called?.blocks[0]).toMatchObject({
      type: 'rich_text',
      elements: [{ elements: [{ type: 'usergroup', usergroup_id: 'S0SOC' }] }],
    });
    expect(called?.text).not.toMatch(/<!|S0SOC(?!&gt;)/);
    expect(plain?.blocks[0]).toMatchObject({ type: 'header' });
    expect(JSON.stringify(plain?.blocks)).not.toContain('usergroup');
    expect(setup.house.logged.join()).toContain('no id of a user group');
  });

  it('goes below another, or stands in the channel where that is gone', async () => {
    await using setup = await setUp();
    const { team, slack, alice } = setup;
    const root = await sent(setup, messageOf('root'));
    await sent(setup, messageOf('reply', { key: 'k-2', replyTo: root }));
    slack.admin.deleteMessage({ channel: root.channel, ts: root.id });
    await sent(setup, messageOf('late', { key: 'k-3', replyTo: root }));
    const posts = slack.posts(team, alice.scene.channel);
    expect(posts.map(({ threadTs }) => threadTs)).toEqual([root.id, undefined]);
  });

  it('keeps within what Slack takes however long the card is', async () => {
    await using setup = await setUp();
    const { team, slack, alice } = setup;
    const blocks = Array.from({ length: 60 }, () => foundingCard.blocks).flat();
    const card = { ...foundingCard, blocks };
    await sent(setup, messageOf('', { card, mention: 'S0SOC' }));
    const [message] = slack.posts(team, alice.scene.channel);
    expect(message?.blocks.length).toBeLessThanOrEqual(50);
    expect(message === undefined ? '' : wordsOf(message)).toContain('Next');
  });

  it('shows charts as pictures, and goes out without them rather than not at all', async () => {
    await using setup = await setUp({ pace: { postPicture: 25_000 } });
    const { team, slack, alice } = setup;
    await sent(setup, messageOf('', { card: foundingCard }));
    const [first] = slack.posts(team, alice.scene.channel);
    expect(partsOf(first ?? neverPosted(), 'image')).toHaveLength(1);

    await using slow = await setUp({
      double: { timings: { file: 60_000 } },
      tolerates: /invalid slack file/,
    });
    await sent(slow, messageOf('', { card: foundingCard }));
    const [plain] = slow.slack.posts(slow.team, slow.alice.scene.channel);
    expect(partsOf(plain ?? neverPosted(), 'image')).toEqual([]);
  });

  it('to a person goes to their messages with Tocsin', async () => {
    await using setup = await setUp();
    const { team, slack, alice } = setup;
    const { id } = alice.scene.user;
    const place = placeOf(team, `@${id}`);
    const ref = await sent(setup, messageOf('for you'), place);
    expect(ref.channel).toBe(team.directMessage(id).id);
    const edited = await setup.platform.destination.edit(place, ref, messageOf('for you alone'));
    expect(edited).toEqual({ is: 'edited' });
    expect(slack.posts(team, ref.channel)[0]?.text).toContain('for you alone');
    const { destination } = setup.platform;
    expect(await destination.post(placeOf(team, '@owner'), messageOf('x'))).toMatchObject({
      is: 'refused',
      what: 'message',
      reason: expect.stringContaining('SLACK_BOT_TOKEN'),
    });
    expect(await destination.post(placeOf(team, '@U0GONE'), messageOf('x'))).toMatchObject({
      is: 'refused',
      what: 'message',
    });
  });
});

function neverPosted(): never {
  throw new Error('nothing was posted');
}

describe('an edit', () => {
  it('puts other words in place, and keeps what the message carries unseen', async () => {
    await using setup = await setUp();
    const { team, slack, alice, platform } = setup;
    const ref = await sent(setup, messageOf('two men', { mention: 'S0SOC' }));
    const edited = await platform.destination.edit(home(setup), ref, messageOf('three men'));
    expect(edited).toEqual({ is: 'edited' });
    const [message, ...others] = slack.posts(team, alice.scene.channel);
    expect(others).toEqual([]);
    expect(message?.text).toContain('three men');
    expect(message?.metadata).toMatchObject({ event_payload: { key: 'k-1' } });
  });

  it('says when the message can no longer be changed, or is gone', async () => {
    await using setup = await setUp();
    const { slack, platform } = setup;
    const ref = await sent(setup, messageOf('x'));
    const edit = () => platform.destination.edit(home(setup), ref, messageOf('y'));
    slack.admin.closeEditing({ channel: ref.channel, ts: ref.id });
    expect(await edit()).toMatchObject({ is: 'cannot-edit' });
    slack.fail({ method: 'chat.update', how: { error: 'cant_update_message' } });
    expect(await edit()).toMatchObject({ is: 'cannot-edit' });
    slack.admin.deleteMessage({ channel: ref.channel, ts: ref.id });
    expect(await edit()).toMatchObject({ is: 'gone' });
  });

  it('follows a channel that goes on under another id', async () => {
    await using setup = await setUp();
    const { slack, team, alice, platform } = setup;
    const ref = await sent(setup, messageOf('x'));
    const { moved } = slack.admin.move(team, alice.scene.channel);
    const there = placeOf(team, moved);
    expect(await platform.destination.edit(there, ref, messageOf('y'))).toEqual({ is: 'edited' });
    expect(slack.posts(team, moved)[0]?.text).toContain('y');
    expect(
      await platform.destination.edit(placeOf(team, ref.channel), ref, messageOf('z')),
    ).toMatchObject({ is: 'refused', what: 'channel', rest: 'deleted' });
  });

  it('of an archived channel says so', async () => {
    await using setup = await setUp();
    const ref = await sent(setup, messageOf('x'));
    await setup.slack.admin.archive(setup.team, setup.alice.scene.channel)?.acked;
    expect(await setup.platform.destination.edit(home(setup), ref, messageOf('y'))).toMatchObject({
      is: 'refused',
      what: 'channel',
      rest: 'archived',
    });
  });
});

it('links to a message without the name of its workspace', async () => {
  await using setup = await setUp();
  const ref = { channel: 'C0EXAMPLE', id: '1795343124.980000' };
  expect(setup.platform.destination.link(home(setup), ref)).toBe(
    `${new URL(setup.slack.apiUrl).origin}/archives/C0EXAMPLE/p1795343124980000`,
  );
});
