import { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { failure, quiet, start } from './slack-start.ts';

/** Time passes only where a test lets it. */
const atRest = { rateLimits: true, clock: { now: () => new Date(1_795_000_000_000) } };

describe('limits', () => {
  it('let a workspace take three hundred posts in any minute', async () => {
    const { slack, team, web } = await start(atRest);
    const channels = Array.from({ length: 301 }, () => team.addChannel());
    const post = (channel: string) => web.chat.postMessage({ channel, text: 'x' });
    for (const { id } of channels.slice(0, 300)) await post(id);
    const last = channels.at(-1)?.id ?? '';
    await expect(post(last)).rejects.toMatchObject({ retryAfter: 60 });
    slack.advance(60_000);
    await post(last);
    expect(slack.traffic.filter(({ verdict }) => verdict === 'limited')).toMatchObject([
      { method: 'chat.postMessage', team: team.id, channel: last },
    ]);
  });

  it('are those of the method and the workspace for edits and looks', async () => {
    const { slack, web, id } = await start(atRest);
    const { ts = '' } = await web.chat.postMessage({ channel: id, text: 'x' });
    for (let edit = 0; edit < 50; edit += 1) {
      await web.chat.update({ channel: id, ts, text: `x${edit}` });
    }
    const late = web.chat.update({ channel: id, ts, text: 'y' });
    await expect(late).rejects.toMatchObject({ retryAfter: 60 });
    await web.conversations.history({ channel: id });
    expect(slack.traffic.at(-1)).toMatchObject({ method: 'conversations.history', verdict: 'ok' });
  });

  it('are not counted for what was refused for another limit', async () => {
    const { slack, team, web, id } = await start(atRest);
    await web.chat.postMessage({ channel: id, text: 'x' });
    for (let tries = 0; tries < 5; tries += 1) {
      await web.chat.postMessage({ channel: id, text: 'x' }).catch(() => undefined);
    }
    slack.advance(1_000);
    await web.chat.postMessage({ channel: id, text: 'x' });
    expect(slack.posts(team, id)).toHaveLength(2);
  });
});

describe('faults', () => {
  it('strike where they are told to, and one in so many', async () => {
    const { slack, team, web, id } = await start();
    const other = team.addChannel().id;
    const method = 'chat.postMessage';
    const how = { status: 503 } as const;
    slack.fail({ method, channel: other, times: 2, oneIn: 2, how });
    const post = (channel: string) =>
      web.chat.postMessage({ channel, text: 'x' }).then(
        () => 'ok',
        () => 'failed',
      );
    const came = [];
    for (const channel of [id, other, id, other, other, other]) came.push(await post(channel));
    expect(came).toEqual(['ok', 'failed', 'ok', 'ok', 'failed', 'ok']);
    slack.fail({ method, team: 'T0OTHER', how });
    expect(await post(id)).toBe('ok');
    expect(slack.traffic.map(({ verdict }) => verdict)).toEqual([
      ...['ok', 'struck', 'ok', 'ok', 'struck', 'ok'],
      'ok',
    ]);
  });

  it('may leave the app without an answer, before or after it was done', async () => {
    const { slack, team, id } = await start();
    const method = 'chat.postMessage';
    const web = new WebClient(team.botToken, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      timeout: 50,
      logger: quiet,
    });
    slack.fail({ method, how: { hang: true } });
    await expect(web.chat.postMessage({ channel: id, text: 'x' })).rejects.toThrow();
    expect(slack.posts(team, id)).toEqual([]);
    slack.fail({ method, how: { hang: true, done: true } });
    await expect(web.chat.postMessage({ channel: id, text: 'x' })).rejects.toThrow();
    expect(slack.posts(team, id)).toHaveLength(1);
  });
});

it('notes each request in a line, and nothing more of it where it is told so', async () => {
  const { slack, team, web, id } = await start({ keepsBodies: false });
  const { ts = '' } = await web.chat.postMessage({ channel: id, text: 'x' });
  await web.chat.update({ channel: id, ts, text: 'y' });
  const gone = web.chat.update({ channel: 'C0GONE', ts, text: 'y' });
  await expect(gone).rejects.toEqual(failure('channel_not_found'));
  expect(slack.requests).toEqual([]);
  expect(slack.traffic).toMatchObject([
    { method: 'chat.postMessage', team: team.id, channel: id, verdict: 'ok' },
    { method: 'chat.update', team: team.id, channel: id, verdict: 'ok' },
    { method: 'chat.update', team: team.id, channel: 'C0GONE', verdict: 'refused' },
  ]);
  expect(slack.posts(team, id)).toMatchObject([{ text: 'y' }]);
});
