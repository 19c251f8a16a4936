import { ApplicationFlags } from 'discord.js';
import type { APIApplication, APIGatewayBotInfo } from 'discord-api-types/v10';
import type { CheckLine } from '../../interaction/checkup.ts';
import type { DiscordSettings } from './options.ts';
import { WINDOW_MS } from './signature.ts';

export function line(
  part: string,
  state: CheckLine['state'],
  detail: string,
  mend?: string,
): CheckLine {
  return { part, state, detail, ...(mend === undefined ? {} : { mend }) };
}

/** Discord's page, by the name of its tab. */
const GENERAL = '"General Information" of the application';

/** Less of a difference is usual. */
const DRIFT_MS = 30_000;

/** New sessions that should be left for a day's accidents. DD gateway */
const FEW_STARTS = 50;

/** Intents that Discord grants on request, and Tocsin has no use for. */
const PRIVILEGED: readonly [ApplicationFlags, string][] = [
  [ApplicationFlags.GatewayPresence | ApplicationFlags.GatewayPresenceLimited, 'Presence'],
  [
    ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited,
    'Server Members',
  ],
  [
    ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited,
    'Message Content',
  ],
];

export function checkApplicationId(
  { applicationId }: DiscordSettings,
  { id }: Pick<APIApplication, 'id'>,
): CheckLine {
  const part = 'Discord application';
  if (applicationId === undefined) return line(part, 'ok', `${id}, as the token says.`);
  if (applicationId === id) return line(part, 'ok', 'The id and the token belong together.');
  return line(
    part,
    'failing',
    `DISCORD_APPLICATION_ID is ${applicationId}, but the token is of ${id}.`,
    `Copy "Application ID" from ${GENERAL} that the token is of.`,
  );
}

export function checkPublicKey(
  { publicKey, transport }: DiscordSettings,
  { verify_key: key }: Pick<APIApplication, 'verify_key'>,
): CheckLine {
  const part = 'Discord public key';
  const mend = `Copy "Public Key" from ${GENERAL} to DISCORD_PUBLIC_KEY.`;
  if (publicKey === undefined) {
    if (transport === 'gateway') return line(part, 'off', 'The gateway does without.');
    return line(part, 'failing', 'None, and no request can be told from a forged one.', mend);
  }
  if (publicKey.toLowerCase() === key.toLowerCase()) {
    return line(part, 'ok', 'The application’s own.');
  }
  return line(part, 'failing', 'It is not that of the application.', mend);
}

export function checkIntents({ flags: given }: Pick<APIApplication, 'flags'>): CheckLine {
  const part = 'Discord intents';
  const flags: number = given ?? 0;
  const granted = PRIVILEGED.filter(([flag]) => (flags & flag) !== 0).map(([, name]) => name);
  if (granted.length === 0) return line(part, 'ok', 'None are privileged, and none need be.');
  return line(
    part,
    'warning',
    `${granted.join(', ')}: switched on, though Tocsin does not use it.`,
    'On the page "Bot" of the application switch it off under "Privileged Gateway Intents".',
  );
}

/** The two ways to install an application. DD resources/application */
const INSTALLS = { 0: 'Guild Install', 1: 'User Install' } as const;

export function checkInstallation({
  integration_types_config: given = {},
}: Pick<APIApplication, 'integration_types_config'>): CheckLine {
  const part = 'Discord installation';
  const lacking = ([0, 1] as const).filter((type) => given[type] === undefined);
  if (lacking.length === 0) return line(part, 'ok', 'By servers, and by people for themselves.');
  const names = lacking.map((type) => `"${INSTALLS[type]}"`).join(' and ');
  return line(
    part,
    'warning',
    `${names} is switched off.`,
    `On the page "Installation" of the application tick ${names}, and save.`,
  );
}

/** Discord sends interactions either way, never both. DD interactions/overview */
export function checkEndpoint(
  { transport }: DiscordSettings,
  { interactions_endpoint_url: url }: Pick<APIApplication, 'interactions_endpoint_url'>,
  publicUrl: string | undefined,
): CheckLine {
  const part = 'Discord interactions';
  const field = `"Interactions Endpoint URL" in ${GENERAL}`;
  if (transport === 'gateway') {
    if (!url) return line(part, 'ok', 'They come by the gateway.');
    return line(
      part,
      'failing',
      'An address is set for them, so the gateway is told of none.',
      `Empty ${field}, or set DISCORD_TRANSPORT=http.`,
    );
  }
  const wanted = `${publicUrl ?? 'https://…'}/discord/interactions`;
  if (!url) return line(part, 'failing', 'No address is set for them.', `Set ${field}: ${wanted}`);
  if (publicUrl === undefined || url === wanted) return line(part, 'ok', `They come to ${url}.`);
  return line(part, 'failing', `They go to ${url}.`, `Set ${field}: ${wanted}`);
}

/** @param theirs what Discord's own answer was dated with */
export function checkClock(now: Date, theirs: Date | undefined): CheckLine {
  const part = 'Discord clock';
  if (theirs === undefined) return line(part, 'warning', 'Discord did not say what time it is.');
  const apart = Math.abs(now.getTime() - theirs.getTime());
  const seconds = Math.round(apart / 1000);
  if (apart <= DRIFT_MS) return line(part, 'ok', 'This machine and Discord agree.');
  return line(
    part,
    apart < WINDOW_MS ? 'warning' : 'failing',
    `This machine and Discord are ${seconds} s apart; from ${WINDOW_MS / 1000} s requests are refused.`,
    'Let this machine set its clock by the network (NTP).',
  );
}

export function checkShards(
  { shardCount }: DiscordSettings,
  { shards, session_start_limit: starts }: APIGatewayBotInfo,
): CheckLine {
  const part = 'Discord gateway';
  const hours = Math.ceil(starts.reset_after / 3_600_000);
  if (starts.remaining < FEW_STARTS) {
    const detail = `${starts.remaining} of ${starts.total} log-ins are left for ${hours} h.`;
    return line(part, 'warning', detail, 'Do not restart it over and over; see the log for why.');
  }
  if (shardCount !== undefined && shardCount < shards) {
    const detail = `${shardCount} shards are set, Discord recommends ${shards}.`;
    return line(part, 'warning', detail, `Set DISCORD_SHARD_COUNT=${shards} or more.`);
  }
  const many = shards === 1 ? 'One shard is enough' : `${shards} shards are recommended`;
  const left = `${starts.remaining} of ${starts.total} log-ins are left`;
  return line(part, 'ok', `${many}; ${left}.`);
}
