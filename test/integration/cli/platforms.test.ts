import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../commands/index.ts';
import { registerDiscord } from '../../../src/platform/discord/register.ts';
import { type DiscordDouble, startDiscordDouble } from '../../doubles/discord/server.ts';
import { type SlackDouble, startSlackDouble } from '../../doubles/slack/server.ts';
import type { Team } from '../../doubles/slack/team.ts';
import { runTocsin } from '../../support/tocsin-process.ts';

/** The whole program as a process, beside a Slack and a Discord that it really connects to. */

let folder: string;
let slack: SlackDouble;
let discord: DiscordDouble;
let team: Team;

// One data directory for all: making a database takes longer than any of the tests.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-platforms-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  slack = await startSlackDouble();
  discord = await startDiscordDouble();
  team = slack.addTeam();
});

afterEach(async () => {
  expect(slack.violations).toEqual([]);
  await slack[Symbol.asyncDispose]();
  await discord[Symbol.asyncDispose]();
});

function environment(more: Readonly<Record<string, string>> = {}) {
  return {
    TOCSIN_DATA_DIR: join(folder, 'data'),
    PORT: '0',
    SLACK_BOT_TOKEN: team.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN: discord.token,
    DISCORD_APPLICATION_ID: discord.applicationId,
    DISCORD_API_URL: discord.apiUrl,
    ...more,
  };
}

const register = () =>
  registerDiscord({
    apiUrl: discord.apiUrl,
    applicationId: discord.applicationId,
    token: { reveal: () => discord.token },
    commands: COMMANDS,
    command: '/tocsin',
  });

describe('npm start with both platforms', () => {
  test('answers on both, shows them in status, stops cleanly, and logs no secret', async () => {
    await register();
    const guild = discord.addGuild();
    const env = environment({ LOG_LEVEL: 'trace', TOCSIN_CONSOLE: 'off' });
    const running = runTocsin('src/main.ts', [], env);
    await running.says(/Tocsin is ready\. Type \/tocsin stats in Slack or Discord/);
    await slack.sockets.connected(2);

    const person = slack.as({ team });
    const command = person.command('/tocsin', 'stats');
    await command.acked;
    const answer = await command.nextMessage();
    expect(answer.text).toMatch(/241/);
    const pressed = person.press(answer, 'Targets');
    await pressed.acked;
    expect((await pressed.nextMessage()).text).toContain('campaign');
    const mentioned = person.mention('how many accounts were compromised?');
    await mentioned.acked;
    expect((await mentioned.nextMessage()).text).toMatch(/four|4/);

    const asked = await discord.as({ user: 'Editor', guild }).command('stats', {});
    // Slack's library and Discord's each bring an HTTP client of their own: a chart tells whether they
    // stand in each other's way.
    expect((await asked.message()).attachments).toHaveLength(1);
    const status = await discord.as({ user: 'Editor', guild }).command('status', {});
    const words = JSON.stringify((await status.message()).components);
    expect(words).toMatch(/Slack/);
    expect(words).toMatch(/Discord/);

    running.process.kill('SIGTERM');
    const { code, out, err } = await running.ended;
    expect(code).toBe(0);
    const secrets = {
      'bot token': team.botToken,
      'app token': slack.appToken,
      'signing secret': slack.signingSecret,
      'response URL': command.responseUrl ?? 'none',
      'response URL of a button': pressed.responseUrl ?? 'none',
      'Discord token': discord.token,
      'interaction token': asked.token,
    };
    for (const [name, secret] of Object.entries(secrets)) {
      expect(secret.length, name).toBeGreaterThan(8);
      expect((out + err).includes(secret), name).toBe(false);
    }
    // There was something to hide: what went on was logged.
    expect(err.split('\n').length).toBeGreaterThan(5);
    expect(discord.violations).toEqual([]);
  });

  test('says every place to ask in', async () => {
    const running = runTocsin('src/main.ts', [], environment({ TOCSIN_CONSOLE: 'on' }));
    await running.says(/Open http:\S+ and type \/tocsin stats, or type it in Slack or Discord\n/);
    running.process.kill('SIGTERM');
    expect((await running.ended).code).toBe(0);
  });

  test('a token that is refused ends the start with what to mend', async () => {
    const running = runTocsin('src/main.ts', [], environment({ DISCORD_TOKEN: 'not-the-token' }));
    const { code, err } = await running.ended;
    expect(code).toBe(1);
    expect(err).toMatch(/DISCORD_TOKEN/);
    expect(err).toMatch(/do: /);
    expect(err).not.toContain('not-the-token');
  });
});

describe('tocsin doctor', () => {
  test('finds everything right, and says what is missing', async () => {
    await register();
    const { code, out } = await runTocsin('src/cli.ts', ['doctor'], environment()).ended;
    expect(out).not.toContain('WRONG');
    expect(out).toMatch(/right +Slack bot token/);
    expect(out).toMatch(/right +Discord token/);
    expect(out).toMatch(/right +Discord commands/);
    expect(code).toBe(0);
  });

  test('says in one line each what is wrong and how to mend it', async () => {
    const env = environment({ SLACK_BOT_TOKEN: 'xoxb-wrong' });
    const { code, out } = await runTocsin('src/cli.ts', ['doctor'], env).ended;
    expect(code).toBe(1);
    expect(out).toMatch(/WRONG +Slack bot token.*\n +do: /);
    expect(out).toMatch(/(WRONG|look at) +Discord commands.*\n +do: .*tocsin discord register/);
    expect(out).not.toContain('xoxb-wrong');
  });
});

describe('what is set up at the platforms', () => {
  test('the manifest is JSON that can be pasted', async () => {
    const { code, out } = await runTocsin('src/cli.ts', ['slack', 'manifest'], environment()).ended;
    expect(code).toBe(0);
    const manifest = JSON.parse(out);
    expect(manifest.settings.socket_mode_enabled).toBe(true);
    expect(manifest.features.slash_commands[0].command).toBe('/tocsin');
  });

  test('for HTTP it needs the public address, and says so', async () => {
    const args = ['slack', 'manifest', '--transport', 'http'];
    const { code, err } = await runTocsin('src/cli.ts', args, environment()).ended;
    expect(code).toBe(3);
    expect(err).toContain('PUBLIC_URL');
    const env = environment({ PUBLIC_URL: 'https://tocsin.example.org/' });
    const { out } = await runTocsin('src/cli.ts', args, env).ended;
    expect(out).toContain('"https://tocsin.example.org/slack/events"');
  });

  test('Discord commands are written once, and only where they differ', async () => {
    const once = (...more: string[]) =>
      runTocsin('src/cli.ts', ['discord', 'register', ...more], environment()).ended;
    expect((await once('--dry-run')).out).toContain('Nothing was written: that is what would be.');
    expect((await once('--remove')).out).toBe('No commands are registered there.\n');
    const first = await once();
    expect(first.code).toBe(0);
    expect(first.out).toContain('Registered.');
    expect(first.out).toMatch(/https:\/\/discord\.com\/oauth2\/authorize\?client_id=\d+/);
    expect((await once()).out).toContain('as they should be');
    const writes = discord.requests.filter(({ method }) => method === 'PUT');
    expect(writes).toHaveLength(1);
  });
});
