import { describe, expect, it } from 'vitest';
import { BOT_EVENTS } from '../../../../src/platform/slack/events.ts';
import { type ManifestOptions, slackManifest } from '../../../../src/platform/slack/manifest.ts';
import { BOT_SCOPES } from '../../../../src/platform/slack/scopes.ts';
import { readManifest } from '../../../doubles/slack/manifest.ts';

const socket: ManifestOptions = {
  transport: 'socket',
  command: '/tocsin',
  publicUrl: undefined,
  severalWorkspaces: false,
};
const http: ManifestOptions = {
  ...socket,
  transport: 'http',
  publicUrl: 'https://tocsin.example',
  severalWorkspaces: true,
};

/** slackapi/manifest-schema 2.0.0, and the manifest reference for what it leaves out. */
describe.each([
  ['by socket', socket],
  ['by HTTP', http],
  ['by socket in several workspaces', { ...http, transport: 'socket' } as const],
])('the manifest %s', (_name, options) => {
  const manifest = slackManifest(options);
  const { display_information: display, features, oauth_config: oauth, settings } = manifest;

  it('keeps within every limit', () => {
    expect(display.name.length).toBeLessThanOrEqual(35);
    expect(display.description?.length).toBeLessThanOrEqual(140);
    expect(display.long_description?.length).toBeGreaterThanOrEqual(175);
    expect(display.long_description?.length).toBeLessThanOrEqual(4_000);
    expect(display.background_color).toMatch(/^#[0-9a-f]{6}$/);
    expect(features?.bot_user?.display_name).toMatch(/^[\w .-]{1,80}$/);
    const commands = features?.slash_commands ?? [];
    expect(commands.map(({ command }) => command)).toEqual(['/tocsin']);
    for (const one of commands) {
      expect(one.command).toMatch(/^\/\S{1,31}$/);
      expect(one.description.length).toBeLessThanOrEqual(2_000);
      expect(one.usage_hint?.length).toBeLessThanOrEqual(1_000);
      expect(one.should_escape).toBe(true);
    }
    for (const { name, description, callback_id } of features?.shortcuts ?? []) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
      expect(callback_id.length).toBeLessThanOrEqual(255);
    }
  });

  it('asks for each scope with its reason, the extras as optional', () => {
    const scopes = oauth?.scopes;
    expect(scopes?.bot).toEqual(BOT_SCOPES.map(({ scope }) => scope));
    expect(scopes?.bot_optional).toEqual([
      'files:write',
      'users:read',
      'chat:write.public',
      'channels:read',
      'groups:read',
      'channels:history',
      'groups:history',
    ]);
    for (const { why } of BOT_SCOPES) expect(why).toMatch(/^to [^.]+[^.]$/);
  });

  it('subscribes to what Slack would take, with the scope that each event needs', () => {
    expect(() => readManifest(manifest)).not.toThrow();
    expect(settings?.event_subscriptions?.bot_events).toEqual(BOT_EVENTS.map(({ event }) => event));
    for (const { why } of BOT_EVENTS) expect(why).toMatch(/^(to|the same) [^.]+[^.]$/);
  });

  it('is JSON', () => {
    expect(JSON.parse(JSON.stringify(manifest))).toEqual(manifest);
  });

  it('names an address exactly where Slack calls one', () => {
    const addresses = JSON.stringify(manifest).match(/https:[^"]+/g) ?? [];
    const events = Array(options.transport === 'http' ? 4 : 0).fill(
      'https://tocsin.example/slack/events',
    );
    const redirects = options.severalWorkspaces
      ? ['https://tocsin.example/slack/oauth_redirect']
      : [];
    expect(addresses.sort()).toEqual([...events, ...redirects].sort());
    expect(settings?.socket_mode_enabled).toBe(options.transport === 'socket');
    expect(settings?.token_rotation_enabled).toBe(options.severalWorkspaces);
  });
});

it('cannot be made without an address that Slack would call', () => {
  for (const publicUrl of [undefined, 'http://tocsin.example']) {
    expect(() => slackManifest({ ...http, publicUrl })).toThrow(
      expect.objectContaining({ where: 'PUBLIC_URL' }),
    );
  }
});
