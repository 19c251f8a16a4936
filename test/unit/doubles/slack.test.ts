import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { type SlackDouble, startSlackDouble } from '../../doubles/slack/server.ts';

const open: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const plain = (text: string) => ({ type: 'plain_text', text }) as const;
const logLevel = LogLevel.ERROR;

async function byHttp(slack: SlackDouble) {
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, port: 0, logLevel });
  const server = await receiver.start(0, {});
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  slack.deliverTo(`http://127.0.0.1:${address.port}/slack/events`);
  open.push(() => receiver.stop());
  return receiver;
}

function bySocket(slack: SlackDouble) {
  const installerOptions = { clientOptions: { slackApiUrl: slack.apiUrl } };
  const receiver = new SocketModeReceiver({ appToken: slack.appToken, logLevel, installerOptions });
  open.push(() => receiver.client.disconnect());
  return receiver;
}

describe.each(['socket', 'http'])('a Bolt app by %s', (transport) => {
  async function start() {
    const slack = await startSlackDouble({ checkMessage: () => [] });
    open.push(() => slack[Symbol.asyncDispose]());
    const team = slack.teams[0]!;
    const receiver = transport === 'http' ? await byHttp(slack) : bySocket(slack);
    const clientOptions = { slackApiUrl: slack.apiUrl };
    const app = new App({ token: team.botToken, receiver, logLevel, clientOptions });
    if (receiver instanceof SocketModeReceiver) await receiver.start();
    return { slack, team, app, alice: slack.as({ team }) };
  }

  it('answers a command by its acknowledgement and by response_url', async () => {
    const { slack, app, alice } = await start();
    app.command('/hunt', async ({ ack, respond, command }) => {
      await ack('working');
      await respond({ response_type: 'in_channel', text: `done ${command.text}` });
    });
    const asked = alice.command('/hunt', 'T1059 & more');
    expect(await asked.acked).toEqual({ text: 'working' });
    const { ephemeralTo } = await asked.nextMessage();
    expect(ephemeralTo).toBe(alice.scene.user.id);
    expect(await asked.nextMessage()).toMatchObject({ text: 'done T1059 &amp; more' });
    expect(slack.posts(alice.scene.team, alice.scene.channel)).toHaveLength(1);
    expect(slack.violations).toEqual([]);
  });

  it('answers a mention in its thread, and a button of the answer', async () => {
    const { slack, app, alice } = await start();
    app.event('app_mention', async ({ event, say }) => {
      const elements = [
        { type: 'button', action_id: 'go', value: 'v', text: plain('Go') } as const,
      ];
      await say({ thread_ts: event.ts, text: event.text, blocks: [{ type: 'actions', elements }] });
    });
    app.action({ action_id: 'go', type: 'block_actions' }, async ({ ack, respond, action }) => {
      await ack();
      const text = action.type === 'button' ? `gone ${action.value}` : '';
      await respond({ replace_original: true, text });
    });
    const message = await alice.mention('see https://a.example').nextMessage();
    expect(message.text).toContain('<https://a.example>');
    expect(() => alice.press(message, 'Stop')).toThrow('0 elements "Stop" among: Go');
    const press = alice.press(message, 'Go');
    expect(await press.nextMessage()).toMatchObject({ ts: message.ts, text: 'gone v', blocks: [] });
    expect(() => alice.press(message, 'Go')).toThrow('0 elements');
    expect(slack.violations).toEqual([]);
  });

  it('shows a form, offers options, finds a fault, and shows the next form', async () => {
    const { slack, app, alice } = await start();
    const element = { type: 'external_select', action_id: 'name', min_query_length: 1 } as const;
    const input = { type: 'input', block_id: 'b', label: plain('Name'), element } as const;
    const modal = { type: 'modal', callback_id: 'm1', title: plain('t') } as const;
    app.shortcut('find', async ({ ack, client, shortcut }) => {
      await ack();
      const view = { ...modal, submit: plain('Go'), blocks: [input] };
      await client.views.open({ trigger_id: shortcut.trigger_id, view });
    });
    app.options('name', async ({ ack, options }) => {
      const { value } = options;
      await ack({ options: ['28', '29'].map((n) => ({ text: plain(`${value}-${n}`), value: n })) });
    });
    app.view('m1', async ({ ack, view }) => {
      const chosen = view.state.values.b?.name?.selected_option?.value;
      if (chosen === '28') await ack({ response_action: 'errors', errors: { b: 'not this' } });
      else {
        const section = { type: 'section', text: plain(`found ${chosen}`) } as const;
        await ack({ response_action: 'update', view: { ...modal, blocks: [section] } });
      }
    });
    const form = await alice.globalShortcut('find').nextView();
    expect(() => alice.submit(form)).toThrow('b must be filled in');
    expect(() => alice.submit(form, { name: '28' })).toThrow('no option "28" among: none');
    expect(await alice.suggest(form, 'name', 'APT')).toHaveLength(2);
    const first = alice.submit(form, { name: 'APT-28' });
    await first.acked;
    expect(first.errors).toEqual({ b: 'not this' });
    const next = await alice.submit(form, { b: { name: '29' } }).nextView();
    expect(next.content.blocks).toMatchObject([{ text: { text: 'found 29' } }]);
    expect(alice.close(next)).toBeUndefined();
    expect(slack.violations).toEqual([]);
  });

  it('looks at a message by shortcut, and fills App Home', async () => {
    const { slack, app, alice } = await start();
    app.shortcut('names', async ({ ack, respond, shortcut }) => {
      await ack();
      if (shortcut.type === 'message_action') await respond(`read ${shortcut.message.text}`);
    });
    app.event('app_home_opened', async ({ client, event }) => {
      const blocks = [{ type: 'section', text: plain(event.view ? 'again' : 'first') } as const];
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
    });
    const shortcut = alice.messageShortcut('names', alice.say('Fancy <Bear>'));
    const { text, ephemeralTo } = await shortcut.nextMessage();
    expect([text, ephemeralTo]).toEqual(['read Fancy &lt;Bear&gt;', alice.scene.user.id]);
    await alice.openHome().nextView();
    expect(alice.home?.content.blocks).toMatchObject([{ text: { text: 'first' } }]);
    await alice.openHome().nextView();
    expect(alice.home?.content.blocks).toMatchObject([{ text: { text: 'again' } }]);
    expect(slack.violations).toEqual([]);
  });

  it('hears of a redelivered event that it is one', async () => {
    const { slack, app, alice } = await start();
    const heard: unknown[] = [];
    app.message(async ({ body, context }) => {
      heard.push([body.event_id, context.retryNum]);
    });
    const asked = alice.directMessage('hello');
    await asked.acked;
    await slack.redeliver(asked);
    expect(heard).toEqual([
      [asked.body.event_id, transport === 'socket' ? 0 : undefined],
      [asked.body.event_id, 1],
    ]);
    expect(slack.violations).toEqual([]);
  });

  it('is told what it did wrong', async () => {
    const { slack, app, alice } = await start();
    app.command('/bad', async ({ ack, respond }) => {
      await ack({ text: 'x', blocks: [{ type: 'section', text: plain('x'.repeat(3001)) }] });
      await respond({ text: 'y', replace_original: true });
    });
    const asked = alice.command('/bad');
    expect(await asked.nextMessage()).toMatchObject({ text: 'y' });
    expect(slack.takeViolations().map(({ reason }) => reason)).toEqual([
      expect.stringContaining('invalid_blocks'),
      'there is no original message to replace or delete',
    ]);
  });
});
