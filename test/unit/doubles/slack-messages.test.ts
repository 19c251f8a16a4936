import type { Block } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { failure, nowhere, plain, reasons, section, start } from './slack-start.ts';

describe('messages', () => {
  it('are posted, changed and deleted; without blocks a change has none', async () => {
    const { slack, team, web, channel, id } = await start();
    const { ts } = await web.chat.postMessage({ channel: id, text: 'a', blocks: [section('a')] });
    const reply = await web.chat.postMessage({ channel: id, text: 'b', thread_ts: ts! });
    expect(slack.posts(team, channel)).toMatchObject([
      { text: 'a', blocks: [section('a')] },
      { text: 'b', threadTs: ts },
    ]);
    await web.chat.update({ channel: id, ts: ts!, text: 'c' });
    await web.chat.delete({ channel: id, ts: reply.ts! });
    expect(slack.posts(team, channel)).toMatchObject([{ text: 'c', blocks: [] }]);
    expect(slack.violations).toEqual([]);
  });

  it('go only where the bot may post', async () => {
    const { slack, team, web, channel, id } = await start();
    const post = () => web.chat.postMessage({ channel: id, text: 'x' });
    channel.botIsMember = false;
    await post();
    team.scopes = ['chat:write'];
    await expect(post()).rejects.toEqual(failure('not_in_channel'));
    channel.isPrivate = true;
    await expect(post()).rejects.toEqual(failure('channel_not_found'));
    channel.botIsMember = true;
    channel.isArchived = true;
    await expect(post()).rejects.toEqual(failure('is_archived'));
    const byName = web.chat.postMessage({ channel: '#soc', text: 'x' });
    await expect(byName).rejects.toEqual(failure('channel_not_found'));
    expect(slack.violations).toEqual([]);
    expect(slack.refusals.map(({ error }) => error)).toEqual([
      'not_in_channel',
      'channel_not_found',
      'is_archived',
      'channel_not_found',
    ]);
  });

  it('for one person are seen by that person, and never change by chat.update', async () => {
    const { slack, team, web, id, alice } = await start();
    const bob = team.addUser({ name: 'bob' });
    const user = alice.scene.user.id;
    const asked = alice.mention('x', nowhere);
    const { message_ts: ts } = await web.chat.postEphemeral({ channel: id, user, text: 'psst' });
    const seen = await asked.nextMessage();
    expect(seen).toMatchObject({ text: 'psst', ephemeralTo: user });
    const other = slack.as({ team, user: bob });
    expect(() => other.press(seen, 'x')).toThrow(`only ${user} sees`);
    const update = web.chat.update({ channel: id, ts: ts!, text: 'x' });
    await expect(update).rejects.toEqual(failure('message_not_found'));
    expect(reasons(slack)).toEqual([expect.stringContaining('response_url only')]);
    team.channels[0]!.members = [bob.id];
    const outside = web.chat.postEphemeral({ channel: id, user, text: 'psst' });
    await expect(outside).rejects.toEqual(failure('user_not_in_channel'));
  });

  const button = { type: 'button', action_id: 'a', text: plain('Go') };
  const many = (length: number, block: Block | object) => Array.from({ length }, () => block);
  const table = (rows: number, text = 'x') => ({
    type: 'table',
    rows: many(rows, [{ type: 'raw_text', text }]),
  });
  it.each<[name: string, error: string, args: object]>([
    ['no text', 'no_text', { blocks: [section('x')] }],
    ['long text', 'msg_too_long', { text: 'x'.repeat(4001) }],
    ['an unknown block', 'invalid_blocks', { blocks: [{ type: 'nope' }] }],
    ['51 blocks', 'invalid_blocks', { blocks: many(51, { type: 'divider' }) }],
    [
      'too many characters of blocks',
      'msg_blocks_too_long',
      { blocks: many(5, section('x'.repeat(2900))) },
    ],
    ['a long section', 'invalid_blocks', { blocks: [section('x'.repeat(3001))] }],
    ['an empty section', 'invalid_blocks', { blocks: [{ type: 'section' }] }],
    ['an unknown field', 'invalid_blocks', { blocks: [{ type: 'divider', text: 'x' }] }],
    [
      'an action id used twice',
      'invalid_blocks',
      { blocks: [{ type: 'actions', elements: [button, button] }] },
    ],
    [
      '26 buttons',
      'invalid_blocks',
      {
        blocks: [
          {
            type: 'actions',
            elements: Array.from({ length: 26 }, (_, i) => ({ ...button, action_id: `${i}` })),
          },
        ],
      },
    ],
    [
      'a long button',
      'invalid_blocks',
      { blocks: [{ type: 'actions', elements: [{ ...button, text: plain('x'.repeat(76)) }] }] },
    ],
    [
      'a block id used twice',
      'invalid_blocks',
      { blocks: many(2, { type: 'divider', block_id: 'd' }) },
    ],
    ['two tables', 'invalid_blocks', { blocks: many(2, table(1)) }],
    ['101 rows', 'invalid_blocks', { blocks: [table(101)] }],
    ['long cells', 'invalid_blocks', { blocks: [table(11, 'x'.repeat(1000))] }],
    [
      'an input',
      'invalid_blocks',
      {
        blocks: [
          {
            type: 'input',
            label: plain('x'),
            element: { type: 'plain_text_input', action_id: 'a' },
          },
        ],
      },
    ],
    ['a picture without origin', 'invalid_blocks', { blocks: [{ type: 'image', alt_text: 'x' }] }],
    [
      'a script address',
      'invalid_blocks',
      { blocks: [{ type: 'image', alt_text: 'x', image_url: 'javascript:x' }] },
    ],
    [
      'a foreign file',
      'invalid_blocks',
      { blocks: [{ type: 'image', alt_text: 'x', slack_file: { id: 'F0' } }] },
    ],
    ['broken blocks', 'invalid_blocks_format', { blocks: '[' }],
    ['half a character', 'invalid_arguments', { blocks: undefined, text: '\ud800' }],
    ['link_names', 'invalid_arguments', { link_names: true }],
    ['an unknown thread', 'thread_not_found', { thread_ts: '1.000000' }],
  ])('with %s are refused', async (name, error, args) => {
    const { slack, web, id } = await start();
    const full = { channel: id, ...(name === 'no text' ? {} : { text: 'x' }), ...args };
    // A form cannot carry half a character: the SDK would send another in its place.
    if (name === 'half a character') {
      const headers = {
        authorization: `Bearer ${slack.teams[0]!.botToken}`,
        'content-type': 'application/json',
      };
      const init = { method: 'POST', headers, body: JSON.stringify(full) };
      const response = await fetch(`${slack.apiUrl}chat.postMessage`, init);
      expect(await response.json()).toMatchObject({ ok: false, error });
      return;
    }
    await expect(web.apiCall('chat.postMessage', full)).rejects.toEqual(failure(error));
    expect(slack.posts(slack.teams[0]!, id)).toEqual([]);
    expect(slack.violations).toHaveLength(error === 'thread_not_found' ? 0 : 1);
  });

  it('that call everyone, or break a house rule, are noted', async () => {
    const { slack, web, id } = await start({ checkMessage: () => ['not ours'] });
    await web.chat.postMessage({ channel: id, text: 'a', blocks: [section('a')] });
    await web.chat.postMessage({ channel: id, text: '<!here> a' });
    expect(reasons(slack)).toEqual([
      'chat.postMessage house rule: not ours',
      'chat.postMessage the message calls everyone',
    ]);
  });
});

describe('response URLs', () => {
  const answer = async (url: string | undefined, body: object, type = 'application/json') => {
    const init = { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) };
    return (await fetch(url!, init)).status;
  };

  it('work five times, for thirty minutes, with JSON', async () => {
    const { slack, alice } = await start();
    const { responseUrl } = alice.command('/x', '', nowhere);
    for (const _ of [1, 2, 3, 4, 5]) expect(await answer(responseUrl, { text: 'x' })).toBe(200);
    expect(await answer(responseUrl, { text: 'x' })).toBe(404);
    const late = alice.command('/x', '', nowhere);
    expect(await answer(late.responseUrl, { text: 'x' }, 'text/plain')).toBe(400);
    expect(await answer(late.responseUrl, { txt: 'x' })).toBe(400);
    slack.advance(30 * 60_000 + 1);
    expect(await answer(late.responseUrl, { text: 'x' })).toBe(404);
    expect(reasons(slack)).toHaveLength(4);
  });

  it('replace and delete the message that was pressed, an ephemeral one too', async () => {
    const { slack, web, id, alice } = await start();
    const elements = [{ type: 'button', action_id: 'a', text: plain('Go') } as const];
    const blocks = [{ type: 'actions', elements } as const];
    const user = alice.scene.user.id;
    const asked = alice.mention('x', nowhere);
    await web.chat.postEphemeral({ channel: id, user, text: 'x', blocks });
    const message = await asked.nextMessage();
    const press = alice.press(message, 'Go', nowhere);
    expect(press.body).not.toHaveProperty('message');
    expect(press.body).toMatchObject({ container: { is_ephemeral: true, message_ts: message.ts } });
    await answer(press.responseUrl, { replace_original: true, text: 'y' });
    expect(await press.nextMessage()).toMatchObject({ ts: message.ts, text: 'y' });
    await answer(press.responseUrl, { delete_original: true });
    expect(await press.nextMessage()).toMatchObject({ ts: message.ts, isDeleted: true });
    expect(slack.violations).toEqual([]);
  });
});
