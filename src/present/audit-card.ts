import type { Action, Card } from '../card/card.ts';
import type { Spans } from '../card/span.ts';
import { code, instant, text } from '../card/span.ts';
import { inTenant, type TenantSeen } from './tenant-words.ts';
import type { View } from './view.ts';
import { footer } from './view.ts';
import { capitalise, count } from './words.ts';

/** One act, as the log has it. */
export interface ActSeen {
  readonly at: Date;
  readonly user: string;
  readonly userName: string;
  readonly act: string;
  readonly detail: string;
  readonly channel: string;
  readonly outcome: 'done' | 'refused' | 'failed';
}

/** A page of the log. */
export interface ActsSeen {
  readonly entries: readonly ActSeen[];
  readonly total: number;
  readonly skipped: number;
  readonly where: TenantSeen;
  /** The line that shows the log after this many. */
  skipTo(skip: number): string;
}

/** Acts shown at once. */
export const ACTS_SHOWN = 12;

function who({ user, userName }: ActSeen): Spans {
  return user === userName || userName === '' ? [code(user)] : [text(`${userName} `), code(user)];
}

function what({ act, detail }: ActSeen): Spans {
  if (detail === '') return [text(act)];
  return detail.startsWith(act) ? [code(detail)] : [text(`${act}: `), code(detail)];
}

function row(entry: ActSeen): Spans[] {
  const { at, channel, outcome } = entry;
  const where = channel === '' ? [text('no channel')] : [code(channel)];
  return [[instant(at)], who(entry), what(entry), where, [text(outcome)]];
}

function paging({ skipped, total, skipTo }: ActsSeen): Action[] {
  const next = skipped + ACTS_SHOWN;
  const button = (label: string, skip: number): Action => ({
    label,
    commandLine: skipTo(skip),
    style: 'default',
  });
  return [
    ...(skipped > 0 ? [button('Newer', Math.max(0, skipped - ACTS_SHOWN))] : []),
    ...(next < total ? [button('Older', next)] : []),
  ];
}

function caption({ entries, total, skipped, where }: ActsSeen): string {
  const range =
    entries.length < total ? `, ${skipped + 1} to ${skipped + entries.length} shown` : '';
  return `${capitalise(count(total, 'act'))} ${inTenant(where)}${range}, newest first`;
}

/** Who did what that takes more than asking, when and in which channel of a tenant. */
export function auditCard(acts: ActsSeen, view: View): Card {
  const { entries, total, where } = acts;
  const none =
    total === 0
      ? `Nothing has been done ${inTenant(where)} yet that takes more than asking.`
      : `Only ${count(total, 'act')} ${total === 1 ? 'is' : 'are'} recorded ${inTenant(where)}.`;
  const columns = ['When', 'Who', 'What', 'Channel', 'Outcome'];
  return {
    title: 'Who did what',
    tone: 'answer',
    blocks:
      entries.length === 0
        ? [{ type: 'notice', spans: [text(none)] }]
        : [
            {
              type: 'table',
              caption: caption(acts),
              columns: columns.map((label) => ({ label, align: 'left' as const })),
              rows: entries.map(row),
            },
          ],
    sources: [],
    actions: paging(acts),
    footer: footer(view),
  };
}
