import { describe, expect, it } from 'vitest';
import { failure, nowhere, start } from './slack-start.ts';

const manifest = {
  display_information: { name: 'Tocsin' },
  features: {
    bot_user: { display_name: 'Tocsin' },
    shortcuts: [{ type: 'global', name: 'Ask', callback_id: 'ask', description: 'Ask' }],
    slash_commands: [{ command: '/tocsin', description: 'Ask' }],
  },
  oauth_config: {
    redirect_urls: ['https://tocsin.example/slack/oauth_redirect'],
    scopes: { bot: ['commands', 'app_mentions:read', 'im:history'] },
  },
  settings: {
    event_subscriptions: { bot_events: ['app_mention'] },
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
  },
};

describe('with a manifest', () => {
  it('people do only what it declares', async () => {
    const { team, slack, alice, connect } = await start({ manifest });
    expect(team.scopes).toEqual(manifest.oauth_config.scopes.bot);
    alice.command('/tocsin', '', nowhere);
    alice.globalShortcut('ask', nowhere);
    alice.mention('hello', nowhere);
    expect(() => alice.command('/other')).toThrow('no command /other');
    expect(() => alice.globalShortcut('other')).toThrow('no global shortcut other');
    expect(() => alice.messageShortcut('ask', alice.say('x'))).toThrow('no message shortcut ask');
    expect(() => alice.openHome()).toThrow('does not subscribe to app_home_opened');
    expect(() => alice.directMessage('x')).toThrow('does not subscribe to message.im');
    expect(() => slack.event(team, { type: 'app_uninstalled' })).toThrow('app_uninstalled');
    const link = `${slack.authorizationUrl}?client_id=${slack.clientId}&scope=chat:write`;
    expect(() => slack.approveInstall(link, { team })).toThrow('scopes chat:write');
    expect((await connect(slack.appToken).apps.connections.open()).url).toMatch(/^ws:/);
  });

  it('without Socket Mode, nobody connects', async () => {
    const url = 'https://tocsin.example/slack/events';
    const { features, settings } = manifest;
    const { slack, connect } = await start({
      manifest: {
        ...manifest,
        features: { ...features, slash_commands: [{ ...features.slash_commands[0], url }] },
        settings: {
          event_subscriptions: { ...settings.event_subscriptions, request_url: url },
          interactivity: { is_enabled: true, request_url: url },
        },
      },
    });
    const opened = connect(slack.appToken).apps.connections.open();
    await expect(opened).rejects.toEqual(failure('socket_mode_not_enabled'));
  });

  it.each<[fault: string, more: object]>([
    ['display_information.name', { display_information: { name: 'x'.repeat(36) } }],
    ['need the scope commands', { oauth_config: { scopes: { bot: ['app_mentions:read'] } } }],
    ['app_mention needs the scope', { oauth_config: { scopes: { bot: ['commands'] } } }],
    ['a command needs its url', { settings: { interactivity: { is_enabled: true } } }],
    ['Unrecognized key', { colour: 'red' }],
  ])('a fault is found: %s', async (fault, more) => {
    await expect(start({ manifest: { ...manifest, ...more } })).rejects.toThrow(fault);
  });
});
