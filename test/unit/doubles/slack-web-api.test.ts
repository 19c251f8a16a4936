import type { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { failure, reasons, section, start } from './slack-start.ts';

describe('tokens', () => {
  it('tells who a token is, with the scopes it has', async () => {
    const { team, web } = await start();
    expect(await web.auth.test()).toMatchObject({
      team_id: team.id,
      user_id: team.botUserId,
      response_metadata: { scopes: expect.arrayContaining(['chat:write']) },
    });
  });

  it('refuses tokens that are missing, wrong, revoked or of the other kind', async () => {
    const { slack, team, connect, web } = await start();
    await expect(connect('').auth.test()).rejects.toEqual(failure('not_authed'));
    await expect(connect('xoxb-other').auth.test()).rejects.toEqual(failure('invalid_auth'));
    const withAppToken = connect(slack.appToken);
    await expect(withAppToken.auth.test()).rejects.toEqual(failure('not_allowed_token_type'));
    const opened = web.apps.connections.open();
    await expect(opened).rejects.toEqual(failure('not_allowed_token_type'));
    slack.timings.retries = [];
    slack.timings.dispatch = 0;
    slack.revoke(team);
    await expect(web.auth.test()).rejects.toEqual(failure('token_revoked'));
    slack.uninstall(team);
    await expect(web.auth.test()).rejects.toEqual(failure('account_inactive'));
  });

  it('refuses what the scopes do not allow', async () => {
    const { team, web, id } = await start();
    team.scopes = ['commands'];
    const post = web.chat.postMessage({ channel: id, text: 'x' });
    const missing = { needed: 'chat:write', provided: 'commands' };
    await expect(post).rejects.toEqual(failure('missing_scope', missing));
    await expect(web.conversations.info({ channel: id })).rejects.toEqual(
      failure('missing_scope', { needed: 'channels:read' }),
    );
  });

  it('lets an org-wide token act in its own organisation only', async () => {
    const teams = [{ enterpriseId: 'E01' }, { enterpriseId: 'E01' }, {}];
    const { slack, connect } = await start({ teams });
    const web = connect(slack.installOrgWide('E01'));
    const [first, second, other] = slack.teams.map((team) => team.channels[0]!.id);
    expect(await web.auth.test()).toMatchObject({ team_id: 'E01', is_enterprise_install: true });
    for (const channel of [first!, second!]) await web.chat.postMessage({ channel, text: 'x' });
    const there = web.chat.postMessage({ channel: other!, text: 'x' });
    await expect(there).rejects.toEqual(failure('channel_not_found'));
    await expect(web.team.info()).rejects.toEqual(failure('missing_argument'));
    const { id } = slack.teams[1]!;
    expect(await web.apiCall('team.info', { team_id: id })).toMatchObject({ team: { id } });
  });
});

describe('requests', () => {
  it('refuses methods and arguments it does not know', async () => {
    const { slack, web, id } = await start();
    await expect(web.apiCall('chat.nope')).rejects.toEqual(failure('unknown_method'));
    const post = web.apiCall('chat.postMessage', { channel: id, text: 'x', txt: 'y' });
    await expect(post).rejects.toEqual(failure('invalid_arguments'));
    expect(reasons(slack)).toEqual([
      expect.stringContaining('unknown_method'),
      expect.stringContaining('"txt"'),
    ]);
  });

  it('reads JSON too, and refuses what it cannot read', async () => {
    const { slack, team, id } = await start();
    const headers = {
      authorization: `Bearer ${team.botToken}`,
      'content-type': 'application/json',
    };
    const call = async (body: string, more = {}) => {
      const init = { method: 'POST', headers: { ...headers, ...more }, body };
      return (await fetch(`${slack.apiUrl}chat.postMessage`, init)).json();
    };
    expect(
      await call(JSON.stringify({ channel: id, text: 'x', blocks: [section('x')] })),
    ).toMatchObject({ ok: true });
    expect(await call('{')).toMatchObject({ error: 'invalid_json' });
    expect(await call('x', { 'content-type': 'text/plain' })).toMatchObject({
      error: 'invalid_post_type',
    });
    expect(slack.requests.map(({ method, status }) => [method, status])).toEqual(
      Array.from({ length: 3 }, () => ['chat.postMessage', 200]),
    );
    expect((await fetch(`${slack.apiUrl}/..`)).status).toBe(404);
    expect(slack.violations).toHaveLength(3);
  });
});

describe('people and places', () => {
  it('are told of as they are', async () => {
    const { team, web, id, alice } = await start();
    const user = alice.scene.user.id;
    Object.assign(alice.scene.user, { tz: 'Asia/Tokyo', tzOffset: 32_400, locale: 'ja-JP' });
    const person = await web.users.info({ user, include_locale: true });
    expect(person.user).toMatchObject({ tz: 'Asia/Tokyo', tz_offset: 32_400, locale: 'ja-JP' });
    expect((await web.users.info({ user })).user?.locale).toBeUndefined();
    expect((await web.conversations.info({ channel: id })).channel).toMatchObject({
      name: 'soc',
      is_member: true,
    });
    expect((await web.team.info()).team?.id).toBe(team.id);
    const { channel } = await web.conversations.open({ users: user });
    const post = await web.chat.postMessage({ channel: user, text: 'x' });
    expect(post.channel).toBe(channel?.id);
    await expect(web.users.info({ user: 'U0' })).rejects.toEqual(failure('user_not_found'));
  });
});

describe('other methods', () => {
  it('validates blocks and views without a token', async () => {
    const { slack, connect } = await start();
    const web = connect('');
    await web.blocks.validate({ blocks: [section('x')], message: {} });
    const long = web.blocks.validate({ blocks: [section('x'.repeat(3001))] });
    await expect(long).rejects.toEqual(failure('invalid_blocks'));
    const view = { type: 'home' as const, blocks: [section('x'.repeat(3001))] };
    await expect(web.blocks.validate({ view })).rejects.toEqual(failure('invalid_arguments'));
    expect(reasons(slack)).toHaveLength(2);
  });

  it('takes a token back', async () => {
    const { slack, web } = await start();
    await web.auth.revoke({ test: true });
    await web.auth.revoke();
    await expect(web.auth.test()).rejects.toEqual(failure('account_inactive'));
    expect(slack.violations).toEqual([]);
    slack.forget();
    expect([slack.requests, slack.refusals]).toEqual([[], []]);
  });
});

describe('files', () => {
  it('are uploaded, and shown in a picture of their own team', async () => {
    const { slack, team, connect, web, id } = await start({
      teams: [{}, {}],
      timings: { file: 500 },
    });
    const file = Buffer.from('not really a picture');
    await web.filesUploadV2({ file, filename: 'a.png', alt_text: 'A chart' });
    const { file_id } = slack.requests.find(
      ({ method }) => method === 'files.getUploadURLExternal',
    )!.reply as { file_id: string };
    expect(slack.fileBytes(file_id)).toEqual(new Uint8Array(file));
    const blocks = [{ type: 'image', alt_text: 'A chart', slack_file: { id: file_id } }];
    const show = (client: WebClient, channel: string) =>
      client.apiCall('chat.postMessage', { channel, text: 'x', blocks });
    await expect(show(web, id)).rejects.toEqual(failure('invalid_blocks'));
    expect((await web.files.info({ file: file_id })).file?.mimetype).toBe('');
    slack.advance(500);
    expect((await web.files.info({ file: file_id })).file).toMatchObject({
      mimetype: 'image/png',
      alt_txt: 'A chart',
    });
    await show(web, id);
    expect(slack.posts(team, id)).toHaveLength(1);
    const other = slack.teams[1]!;
    const stolen = show(connect(other.botToken), other.channels[0]!.id);
    await expect(stolen).rejects.toEqual(failure('invalid_blocks'));
  });

  it('must be as long as announced, come once, and be there to be completed', async () => {
    const { slack, web } = await start();
    const { upload_url, file_id } = await web.files.getUploadURLExternal({
      filename: 'a.png',
      length: 3,
    });
    const send = (body: string) => fetch(upload_url!, { method: 'POST', body });
    const complete = () => web.files.completeUploadExternal({ files: [{ id: file_id! }] });
    await expect(complete()).rejects.toEqual(failure('file_not_uploaded'));
    expect((await send('ab')).status).toBe(400);
    expect((await send('abc')).status).toBe(200);
    expect((await send('abc')).status).toBe(400);
    await complete();
    await expect(complete()).rejects.toEqual(failure('file_already_completed'));
    expect(reasons(slack)).toHaveLength(4);
  });

  it('are shared with a channel the bot is in', async () => {
    const { slack, team, web, channel, id } = await start();
    const share = () =>
      web.filesUploadV2({
        file: Buffer.from('x'),
        filename: 'a.png',
        channel_id: id,
        initial_comment: 'see',
      });
    await share();
    expect(slack.posts(team, id)).toMatchObject([{ text: 'see', files: [{ name: 'a.png' }] }]);
    channel.botIsMember = false;
    await expect(share()).rejects.toEqual(failure('not_in_channel'));
  });
});

describe('limits and faults', () => {
  it('limits posts to one a second and channel', async () => {
    const { slack, team, web, id } = await start({ rateLimits: true });
    const other = team.addChannel();
    await web.chat.postMessage({ channel: id, text: 'x' });
    await web.chat.postMessage({ channel: other.id, text: 'x' });
    const soon = web.chat.postMessage({ channel: id, text: 'x' });
    await expect(soon).rejects.toMatchObject({ retryAfter: 1 });
    slack.advance(1000);
    await web.chat.postMessage({ channel: id, text: 'x' });
    expect(slack.violations).toEqual([]);
  });

  it('fails as ordered, and as often', async () => {
    const { slack, web, id, team } = await start();
    const post = () => web.chat.postMessage({ channel: id, text: 'x' });
    const method = 'chat.postMessage';
    slack.fail({ method, how: { status: 429, retryAfter: 7 } });
    await expect(post()).rejects.toMatchObject({ retryAfter: 7 });
    slack.fail({ method, how: { status: 429 } });
    await expect(post()).rejects.toThrow('Retry header');
    slack.fail({ method, how: { ratelimitedBody: true } });
    await expect(post()).rejects.toEqual(failure('ratelimited'));
    slack.fail({ method: '*', how: { status: 500 } });
    await expect(post()).rejects.toMatchObject({ statusCode: 500 });
    slack.fail({ method, how: { error: 'token_revoked' }, times: 2 });
    await expect(post()).rejects.toEqual(failure('token_revoked'));
    await expect(post()).rejects.toEqual(failure('token_revoked'));
    slack.fail({ method, how: { drop: true } });
    await expect(post()).rejects.toThrow();
    expect(slack.posts(team, id)).toEqual([]);
    slack.fail({ method, how: { drop: true, done: true } });
    await expect(post()).rejects.toThrow();
    expect(slack.posts(team, id)).toHaveLength(1);
    slack.fail({ method, how: { slowMs: 1 } });
    await post();
    expect(slack.posts(team, id)).toHaveLength(2);
    expect(slack.violations).toEqual([]);
  });
});
