import { describe, expect, it } from 'vitest';
import type { Told } from '../../doubles/slack/admin.ts';
import { failure, start } from './slack-start.ts';

/** The event that the app would be told of; nobody listens in these tests. */
function eventIn(told: Told): unknown {
  return (told?.body as { event?: unknown } | undefined)?.event;
}

async function startSilent(options: Parameters<typeof start>[0] = {}) {
  const started = await start({ timings: { retries: [] }, ...options });
  started.slack.deliverTo('http://127.0.0.1:9/');
  return started;
}

describe('what people do to a channel', () => {
  it('is told by the events of its kind, and shows in what calls give', async () => {
    const { slack, team, web, channel, id } = await startSilent();
    const { admin } = slack;
    const post = () => web.chat.postMessage({ channel: id, text: 'x' });
    expect(eventIn(admin.archive(team, channel))).toMatchObject({
      type: 'channel_archive',
      channel: id,
      is_moved: 0,
    });
    await expect(post()).rejects.toEqual(failure('is_archived'));
    expect(eventIn(admin.unarchive(team, channel))).toMatchObject({ type: 'channel_unarchive' });
    await post();
    expect(eventIn(admin.rename(team, channel, 'alerts'))).toMatchObject({
      type: 'channel_rename',
      channel: { id, name: 'alerts' },
    });
    expect(eventIn(admin.kick(team, channel))).toMatchObject({ type: 'channel_left', channel: id });
    team.scopes = team.scopes.filter((scope) => scope !== 'chat:write.public');
    await expect(post()).rejects.toEqual(failure('not_in_channel'));
    expect(eventIn(admin.invite(team, channel))).toMatchObject({
      type: 'member_joined_channel',
      user: team.botUserId,
      channel: id,
    });
    await post();
    expect(eventIn(admin.deleteChannel(team, channel))).toMatchObject({ type: 'channel_deleted' });
    await expect(post()).rejects.toEqual(failure('channel_not_found'));
    expect(slack.violations).toEqual([]);
  });

  it('is told of private ones by names of their own, and only to members', async () => {
    const { slack, team } = await startSilent();
    const { admin } = slack;
    const channel = team.addChannel({ isPrivate: true });
    const types = [
      admin.archive(team, channel),
      admin.unarchive(team, channel),
      admin.rename(team, channel, 'x'),
      admin.kick(team, channel),
    ].map((told) => (eventIn(told) as { type: string }).type);
    expect(types).toEqual(['group_archive', 'group_unarchive', 'group_rename', 'group_left']);
    expect(admin.deleteChannel(team, channel)).toBeUndefined();
  });

  it('is not told without the scope, nor what the manifest does not ask for', async () => {
    const { slack, team, channel } = await startSilent();
    team.scopes = ['chat:write', 'groups:read'];
    expect(slack.admin.archive(team, channel)).toBeUndefined();
    const kicked = slack.admin.kick(team, team.addChannel({ isPrivate: true }), 'member_left');
    expect(eventIn(kicked)).toMatchObject({ type: 'member_left_channel', user: team.botUserId });
    const { moved, told } = slack.admin.move(team, channel);
    expect(eventIn(told)).toMatchObject({
      type: 'channel_id_changed',
      old_channel_id: channel.id,
      new_channel_id: moved.id,
    });
  });

  it('keeps its messages when its id changes', async () => {
    const { slack, team, web, channel, id } = await startSilent();
    const { ts = '' } = await web.chat.postMessage({ channel: id, text: 'a' });
    const { moved } = slack.admin.move(team, channel);
    await expect(web.chat.update({ channel: id, ts, text: 'b' })).rejects.toEqual(
      failure('channel_not_found'),
    );
    await web.chat.update({ channel: moved.id, ts, text: 'b' });
    expect(slack.posts(team, moved)).toMatchObject([{ text: 'b', ts }]);
  });
});

it('messages are closed to changes, and deleted by people', async () => {
  const { slack, team, web, id } = await start();
  const { ts = '' } = await web.chat.postMessage({ channel: id, text: 'a' });
  const update = () => web.chat.update({ channel: id, ts, text: 'b' });
  slack.admin.closeEditing({ channel: id, ts });
  await expect(update()).rejects.toEqual(failure('edit_window_closed'));
  slack.admin.deleteMessage({ channel: id, ts });
  await expect(update()).rejects.toEqual(failure('message_not_found'));
  const below = web.chat.postMessage({ channel: id, text: 'c', thread_ts: ts });
  await expect(below).rejects.toEqual(failure('thread_not_found'));
  expect(slack.posts(team, id)).toEqual([]);
  expect(slack.violations).toEqual([]);
});

it('a channel keeps posts out in whatever way it is set to', async () => {
  const { slack, web, channel, id } = await start();
  channel.restriction = 'restricted_action_read_only_channel';
  const post = web.chat.postMessage({ channel: id, text: 'a' });
  await expect(post).rejects.toEqual(failure('restricted_action_read_only_channel'));
  expect(slack.violations).toEqual([]);
});

it('an organisation lists its workspaces, in pages', async () => {
  const enterpriseId = 'E0EXAMPLE';
  const teams = [1, 2, 3].map(() => ({ enterpriseId, installed: false }));
  const { slack, connect } = await start({ teams: [...teams, {}] });
  const web = connect(slack.installOrgWide(enterpriseId));
  const first = await web.auth.teams.list({ limit: 2 });
  const cursor = first.response_metadata?.next_cursor ?? '';
  const second = await web.auth.teams.list({ limit: 2, cursor });
  const ids = [first, second].flatMap((page) => page.teams?.map(({ id }) => id));
  expect(ids).toEqual(slack.teams.slice(0, 3).map(({ id }) => id));
  expect(second.response_metadata?.next_cursor).toBe('');
});
