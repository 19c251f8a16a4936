import { COMMANDS } from '../../commands/index.ts';
import { loadSettings } from '../config/env.ts';
import { keptSecretKey } from '../config/secret-key.ts';
import type { Settings } from '../config/settings.ts';
import type { CheckLine } from '../interaction/checkup.ts';
import { systemClock } from '../shared/clock.ts';
import { TocsinError } from '../shared/errors.ts';
import { createSealer } from '../shared/sealing.ts';
import { openStorage, type Storage } from '../storage/open-storage.ts';
import { checkPublicUrl } from './public-url-check.ts';

/** One line for each setting that is wrong; its message has them one a line, as `NAME: what; do that`. */
function settingsFaults(error: unknown): readonly CheckLine[] {
  if (!(error instanceof TocsinError) || error.code !== 'config.bad') {
    return [failing('settings', error)];
  }
  const [, ...faults] = error.message.split('\n');
  return faults.map((fault) => {
    const [detail = '', ...mend] = fault.trim().split('; ');
    return { part: 'settings', state: 'failing', detail: `${detail}.`, mend: mend.join('; ') };
  });
}

/** @throws what is no fault that a person could mend */
function failing(part: string, error: unknown): CheckLine {
  if (!(error instanceof TocsinError)) throw error;
  const where = error.where === undefined ? '' : ` (${error.where})`;
  return { part, state: 'failing', detail: `${error.message}${where}`, mend: error.remedy };
}

function settingsLine({ config, warnings }: Settings): CheckLine {
  const part = 'settings';
  if (warnings.length > 0) {
    const mend = 'Correct the name, or take the line away; .env.example has all there are.';
    return { part, state: 'warning', detail: warnings.join(' '), mend };
  }
  const places = [
    config.slack && 'Slack',
    config.discord && 'Discord',
    config.console && 'console',
  ];
  return { part, state: 'ok', detail: `For ${places.filter(Boolean).join(', ')}.` };
}

/** Shares the database of a Tocsin that runs, or starts it for this look. */
function open({ config, secrets }: Settings): Promise<Storage> {
  const key = secrets.secretKey ?? keptSecretKey(config.dataDir);
  const keys = [key, ...secrets.earlierKeys].map((one) => one.reveal());
  return openStorage({
    dataDir: config.dataDir,
    databaseUrl: secrets.databaseUrl?.reveal(),
    sealer: createSealer(keys as [string, ...string[]]),
  });
}

async function lookAtSlack(
  { config, secrets }: Settings,
  storage: Storage | undefined,
): Promise<readonly CheckLine[]> {
  const { slack, publicUrl } = config;
  if (slack === undefined) return [{ part: 'Slack', state: 'off', detail: 'Not set up.' }];
  const { slackDoctor } = await import('../platform/slack/doctor.ts');
  return slackDoctor({
    config: slack,
    secrets: secrets.slack,
    publicUrl,
    clock: systemClock,
    installations: storage?.installations,
  });
}

async function lookAtDiscord({ config, secrets }: Settings): Promise<readonly CheckLine[]> {
  const { discord, publicUrl, command } = config;
  if (discord === undefined) return [{ part: 'Discord', state: 'off', detail: 'Not set up.' }];
  const { discordDoctor } = await import('../platform/discord/doctor.ts');
  return discordDoctor({
    config: discord,
    token: secrets.discordToken,
    commands: COMMANDS,
    command,
    publicUrl,
    clock: systemClock,
  });
}

/** Whether a platform has to reach this server. */
function isCalled({ slack, discord }: Settings['config']): boolean {
  return (
    slack?.transport === 'http' || slack?.clientId !== undefined || discord?.transport === 'http'
  );
}

async function look(settings: Settings, storage: Storage | undefined): Promise<CheckLine[]> {
  const { config } = settings;
  const found = await Promise.all([
    checkPublicUrl(config.publicUrl, isCalled(config)).then((line) => [line]),
    lookAtSlack(settings, storage),
    lookAtDiscord(settings),
  ]);
  return found.flat();
}

/**
 * Looks over everything that is set up, and changes nothing.
 * @throws what is a bug, and nothing that a person could mend
 */
export async function examine(): Promise<readonly CheckLine[]> {
  let settings: Settings;
  try {
    settings = loadSettings();
  } catch (error) {
    return settingsFaults(error);
  }
  const first = settingsLine(settings);
  let storage: Storage;
  try {
    storage = await open(settings);
  } catch (error) {
    return [first, failing('database', error), ...(await look(settings, undefined))];
  }
  await using opened = storage;
  const { detail } = await opened.health();
  return [first, { part: 'database', state: 'ok', detail }, ...(await look(settings, opened))];
}
