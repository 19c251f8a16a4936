import type { HealthLine } from '../../command/context.ts';
import type { Identity } from './install/fixed.ts';
import type { SocketState } from './receive/sockets.ts';

const PART = 'Slack';

/** What health is told of. */
export interface HealthFacts {
  readonly isStarted: boolean;
  /** Undefined by HTTP. */
  readonly sockets: SocketState | undefined;
  /** Undefined where people install Tocsin themselves; `unknown` until Slack was asked. */
  readonly identity: Identity | 'unknown' | undefined;
  /** Why Slack could not be asked. */
  readonly identityTrouble: string | undefined;
  readonly refused: ReadonlyMap<string, string>;
  /** By HTTP: when a request last came. */
  readonly lastAt: Date | undefined;
}

function line(state: HealthLine['state'], detail: string): HealthLine {
  return { part: PART, state, detail };
}

function minute(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function socketLine({ open, wanted, since, trouble, isHopeless }: SocketState): HealthLine {
  const why = trouble === undefined ? '' : `: ${trouble}`;
  if (open === 0) {
    const mend = isHopeless ? '; look at SLACK_APP_TOKEN and Socket Mode of the Slack app' : '';
    return line('failing', `No socket is open${why}${mend}.`);
  }
  const connected = since === undefined ? 'Connected' : `Connected since ${minute(since)}`;
  if (open < wanted) return line('warning', `${connected}, by ${open} of ${wanted} sockets${why}`);
  return line('ok', `${connected}, by ${open} sockets`);
}

function httpLine(lastAt: Date | undefined): HealthLine {
  return lastAt === undefined
    ? line('ok', 'Listens at /slack/events; no request has come yet')
    : line('ok', `Listens at /slack/events; last request ${minute(lastAt)}`);
}

function whereLine(identity: HealthFacts['identity']): string {
  if (identity === undefined) return 'several workspaces';
  return identity === 'unknown' ? '' : `workspace ${identity.teamName}`;
}

/** Anybody may ask for the status: which other workspaces there are is for the log. */
function refusedLine({ identity, refused }: HealthFacts): string {
  const [reason = ''] = refused.values();
  if (identity !== undefined) return `The bot token is refused: ${reason}. Install Tocsin again.`;
  const many = refused.size === 1 ? 'one workspace' : `${refused.size} workspaces`;
  return `The token of ${many} is refused; the log says of which. Install Tocsin there again.`;
}

/** How the connection to Slack does, in one line without a secret. */
export function healthOf(facts: HealthFacts): HealthLine {
  const { sockets, identity, refused } = facts;
  if (!facts.isStarted) return line('off', 'Not started.');
  const transport = sockets === undefined ? httpLine(facts.lastAt) : socketLine(sockets);
  if (transport.state === 'failing') return transport;
  if (identity === 'unknown') {
    const why = facts.identityTrouble === undefined ? '' : `: ${facts.identityTrouble}`;
    return line('failing', `Slack has not said whose the bot token is${why}.`);
  }
  if (refused.size > 0) return line('failing', refusedLine(facts));
  const where = whereLine(identity);
  return line(
    transport.state,
    `${[transport.detail, where].filter((part) => part !== '').join('; ')}.`,
  );
}
