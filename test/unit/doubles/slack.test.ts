import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import { type SlackDouble, startSlackDouble } from '../../doubles/slack/server.ts';

const open: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const TRANSPORTS = ['socket', 'http'] as const;

async function startApp(slack: SlackDouble, transport: (typeof TRANSPORTS)[number]) {
  const logLevel = LogLevel.ERROR;
  const clientOptions = { slackApiUrl: slack.apiUrl };
  const receiver =
    transport === 'socket'
      ? new SocketModeReceiver({
          appToken: slack.appToken,
          logLevel,
          installerOptions: { clientOptions },
        })
      : new HTTPReceiver({ signingSecret: slack.signingSecret, port: 0, logLevel });
  const app = new App({
    token: slack.teams[0]!.botToken,
    receiver,
    logLevel,
    clientOptions,
  });
  if (receiver instanceof HTTPReceiver) {
    const server = await receiver.start(0, {});
    const address = server.address();
    slack.deliverTo(
      `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/slack/events`,
    );
    open.push(async () => receiver.stop());
  } else {
    await receiver.start();
    open.push(async () => receiver.client.disconnect());
  }
  return app;
}

describe.each(TRANSPORTS)('a Bolt app by %s', (transport) => {
  async function start() {
    const slack = await startSlackDouble({ checkMessage: () => [] });
    open.push(async () => slack[Symbol.asyncDispose]());
    const team = slack.teams[0]!;
    return { slack, team, app: await startApp(slack, transport), alice: slack.as({ team }) };
  }

  test('answers a command by its acknowledgement and by response_url', async () => {
    const { slack, app, alice } = await start();
    app.command('/hunt', async ({ ack, respond, command }) => {
      await ack('working');
      await respond({ response_type: 'in_channel', text: `done ${command.text}` });
    });
    const asked = alice.command('/hunt', 'T1059');
    expect(await asked.acked).toEqual({ text: 'working' });
    expect(await asked.nextMessage()).toMatchObject({
      text: 'working',
      ephemeralTo: alice.scene.user.id,
    });
    expect(await asked.nextMessage()).toMatchObject({ text: 'done T1059' });
    expect(slack.violations).toEqual([]);
  });

  test('answers a mention, and a button of the answer', async () => {
    const { slack, app, alice } = await start();
    app.event('app_mention', async ({ event, say }) => {
      await say({
        thread_ts: event.ts,
        text: 'hello',
        blocks: [
          {
            type: 'actions',
            elements: [
              {
                type: 'button',
                action_id: 'go',
                value: 'v',
                text: { type: 'plain_text', text: 'Go' },
              },
            ],
          },
        ],
      });
    });
    app.action('go', async ({ ack, respond }) => {
      await ack();
      await respond({ replace_original: true, text: 'gone' });
    });
    const mention = alice.mention('hello');
    const message = await mention.nextMessage();
    const press = alice.press(message, 'Go');
    expect(await press.nextMessage()).toMatchObject({ ts: message.ts, text: 'gone', blocks: [] });
    expect(slack.violations).toEqual([]);
  });

  test('opens a form and refuses what is sent', async () => {
    const { slack, app, alice } = await start();
    app.command('/form', async ({ ack, client, command }) => {
      await ack();
      await client.views.open({
        trigger_id: command.trigger_id,
        view: {
          type: 'modal',
          callback_id: 'm1',
          title: { type: 'plain_text', text: 't' },
          submit: { type: 'plain_text', text: 'Go' },
          blocks: [
            {
              type: 'input',
              block_id: 'b',
              label: { type: 'plain_text', text: 'Name' },
              element: { type: 'external_select', action_id: 'name', min_query_length: 1 },
            },
          ],
        },
      });
    });
    app.options('name', async ({ ack, options }) => {
      await ack({
        options: [{ text: { type: 'plain_text', text: `APT ${options.value}` }, value: 'a' }],
      });
    });
    app.view('m1', async ({ ack, view }) => {
      const chosen = view.state.values.b?.name?.selected_option?.value;
      await ack({ response_action: 'errors', errors: { b: `not ${chosen}` } });
    });
    const asked = alice.command('/form');
    const form = await asked.nextView();
    expect(await alice.suggest(form, 'name', '28')).toMatchObject([{ value: 'a' }]);
    const sent = alice.submit(form, { name: 'APT 28' });
    await sent.acked;
    expect(sent.errors).toEqual({ b: 'not a' });
    expect(slack.violations).toEqual([]);
  });
});
