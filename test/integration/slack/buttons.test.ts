import type { Button } from '@slack/types';
import { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import type { Interaction } from '../../doubles/slack/interaction.ts';
import type { Message } from '../../doubles/slack/screen.ts';
import { connectTo, type Setup, setUp } from './harness.ts';
import { buttonsOf, partsOf, wordsOf } from './seen.ts';

/** Long enough for several pages. */
const LONG = 'sources';
/** Its line does not fit a button's value. */
const WORDY = `search ${'Phosphorus and the campaign '.repeat(9)}`.trim();

function lastShowing(interaction: Interaction) {
  return interaction.showings.at(-1);
}

async function press(setup: Setup, message: Message, label: string): Promise<Message> {
  return await setup.alice.press(message, label).nextMessage();
}

describe.each(['socket', 'http'] as const)('a button by %s', (transport) => {
  it('turns the page in place', async () => {
    await using setup = await setUp({ transport });
    const first = await setup.alice.command('/tocsin', LONG).nextMessage();
    expect(buttonsOf(first)).toContain('Next');
    const second = await press(setup, first, 'Next');
    expect(second.ts).toBe(first.ts);
    expect(second.text).toContain('Page 2');
    expect(buttonsOf(second)).toContain('Previous');
    expect((await press(setup, second, 'Previous')).text).toContain('Page 1');
  });

  it('of the card itself is answered beside it, for the presser alone', async () => {
    await using setup = await setUp({ transport });
    const first = await setup.alice.command('/tocsin', 'stats').nextMessage();
    const [label = ''] = buttonsOf(first);
    const answer = await press(setup, first, label);
    expect(answer.ts).not.toBe(first.ts);
    expect(answer.ephemeralTo).toBe(setup.alice.scene.user.id);
  });

  it('shares the page that is being read', async () => {
    await using setup = await setUp({ transport });
    const first = await setup.alice.command('/tocsin', LONG).nextMessage();
    const second = await press(setup, first, 'Next');
    const shared = await press(setup, second, 'Share to channel');
    expect(shared.ephemeralTo).toBeUndefined();
    expect(shared.text).toContain('Page 2');
    expect(buttonsOf(shared)).not.toContain('Share to channel');
  });

  it('of a message in a thread is answered there, for the presser alone', async () => {
    await using setup = await setUp({ transport });
    const posted = await setup.alice.mention(LONG).nextMessage();
    const bob = setup.slack.as({ team: setup.team, user: setup.team.addUser({ name: 'bob' }) });
    const pressed = bob.press(posted, 'Next');
    const answer = await pressed.nextMessage();
    expect(answer.ephemeralTo).toBe(bob.scene.user.id);
    expect(answer.threadTs).toBe(posted.threadTs);
    expect(answer.text).toContain('Page 2');
    expect(setup.slack.posts(setup.team, posted.channel)[0]?.text).toContain('Page 1');
    const shared = await bob.press(answer, 'Share to channel').nextMessage();
    expect(shared.threadTs).toBe(posted.threadTs);
    expect(lastShowing(pressed)?.via).toBe('response_url');
  });
});

it('with a line too long for it finds the line again, but not from another workspace', async () => {
  await using setup = await setUp({ oauth: true, double: { teams: [{}, {}] } });
  const { slack } = setup;
  const [team, other] = slack.teams;
  if (team === undefined || other === undefined) throw new Error('two teams are needed');
  for (const one of [team, other]) await install(setup, one);
  const asked = await slack.as({ team }).command('/tocsin', WORDY).nextMessage();
  const key = partsOf(asked, 'button').find(({ value }) => String(value).startsWith('k:'));
  expect(key).toBeDefined();
  const answer = slack.as({ team }).press(asked, String(key?.action_id));
  expect((await answer.nextMessage()).text).toContain('Phosphorus');

  // Whoever can post as the app there plants the key that was given out here.
  const { channel } = slack.as({ team: other }).scene;
  await new WebClient(other.botToken, { slackApiUrl: slack.apiUrl }).chat.postMessage({
    channel: channel.id,
    text: 'planted',
    blocks: [{ type: 'actions', elements: [{ ...(key as unknown as Button) }] }],
  });
  const [planted] = slack.posts(other, channel);
  if (planted === undefined) throw new Error('nothing was planted');
  const guessed = slack.as({ team: other }).press(planted, String(key?.action_id));
  expect((await guessed.nextMessage()).text).toContain('no longer works');
});

it('whose line is not kept any more says so', async () => {
  await using setup = await setUp();
  const asked = await setup.alice.command('/tocsin', WORDY).nextMessage();
  const key = partsOf(asked, 'button').find(({ value }) => String(value).startsWith('k:'));
  await using later = await connectTo(setup.slack, {});
  await setup.platform.stop();
  const answer = setup.alice.press(asked, String(key?.action_id));
  expect((await answer.nextMessage()).text).toContain('no longer works');
  expect(wordsOf(asked)).not.toBe('');
  expect(later.house.faults).toEqual([]);
});

async function install(setup: Setup, team: Setup['team']): Promise<void> {
  await setup.house.installations.save(
    { platform: 'slack', tenant: team.id },
    {
      team: { id: team.id, name: team.name },
      user: { id: team.users[0]?.id },
      bot: {
        token: team.botToken,
        scopes: [...team.scopes],
        id: team.botId,
        userId: team.botUserId,
      },
      authVersion: 'v2',
    },
  );
}
