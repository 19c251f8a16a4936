import type { Card } from '../../../../src/card/card.ts';
import type { Face } from '../../../../src/delivery/decide.ts';
import type { Item, Post } from '../../../../src/delivery/ledger.ts';
import type { Presenter } from '../../../../src/delivery/presenter.ts';
import type { ChannelState } from '../../../../src/disclosure/subscriptions.ts';
import { Disclosure, type DisclosureRevision } from '../../../../src/domain/disclosure.ts';
import type { Place } from '../../../../src/domain/place.ts';

export const PLACE: Place = { platform: 'slack', tenant: 'T1', channel: 'C1' };
export const NOON = new Date('2026-11-25T12:00:00Z');

/** So many milliseconds after noon. */
export function past(milliseconds: number): Date {
  return new Date(NOON.getTime() + milliseconds);
}

export interface Saying {
  readonly id?: string;
  readonly revision?: number;
  readonly state?: DisclosureRevision['state'];
  readonly severity?: Disclosure['severity'];
  readonly tlp?: Disclosure['tlp'];
  readonly at?: Date;
}

/** A revision; its headline names it: `D-00001 r2`. */
export function revision(saying: Saying = {}): DisclosureRevision {
  const { id = 'D-00001', revision: number = 1, severity = 'medium', tlp = 'CLEAR' } = saying;
  const source = { publisher: 'Agency', title: 'A title', url: 'https://example.org/' };
  const disclosure = Disclosure.parse({
    ...{ id, kind: 'new', severity, headline: `${id} r${number}`, body: 'What happened.', tlp },
    sources: [{ ...source, publishedOn: null, tier: 'press' }],
  });
  return {
    disclosure,
    revision: number,
    state: saying.state ?? 'published',
    reason: number === 1 ? undefined : 'It was wrong.',
    at: saying.at ?? NOON,
    embargo: undefined,
    by: { id: 'U1', name: 'Ada' },
  };
}

export function item(saying: Saying = {}, more: Partial<Item> = {}): Item {
  const current = revision(saying);
  return {
    ...{ current, history: [current], shown: undefined, wantedBy: ['S-00001'] },
    unwanted: undefined,
    ...more,
  };
}

export function channel(more: Partial<ChannelState> = {}): ChannelState {
  return { place: PLACE, name: 'alerts', threads: false, rest: undefined, ...more };
}

export const RESTING = channel({
  rest: { why: 'archived', reason: 'the channel is archived', since: NOON },
});

export function post(more: Partial<Post> = {}): Post {
  return {
    id: '1',
    key: 'k1',
    place: PLACE,
    kind: 'disclosure',
    state: 'waiting',
    dueAt: NOON,
    channel: channel(),
    items: [item()],
    card: undefined,
    about: undefined,
    thread: undefined,
    mention: undefined,
    ref: undefined,
    shownHash: undefined,
    tries: 0,
    begun: undefined,
    behind: undefined,
    ...more,
  };
}

/** A face of which the hash is what it shows: `D-00001 r2 published`. */
export function faceOf(items: readonly Item[]): Face {
  const lines = items.map(
    ({ current }) => `${current.disclosure.id} r${current.revision} ${current.state}`,
  );
  return { hash: lines.length === 0 ? 'withheld' : lines.join(', ') };
}

export function card(title: string): Card {
  return {
    ...{ title, tone: 'alert', blocks: [], sources: [], actions: [] },
    footer: { asOf: [], tlp: 'TLP:CLEAR' },
  };
}

/** Cards whose title is what `faceOf` says. */
export const presenter: Presenter = {
  present: (_, items) => ({ card: card(faceOf(items).hash), commandLine: 'news' }),
  note: (_, items, link) => ({
    card: card(`note: ${faceOf(items).hash}, at ${link}`),
    commandLine: 'news',
  }),
  withheld: () => ({ card: card('withheld'), commandLine: 'news' }),
  restNotice: ({ name, rest }) => card(`${name} rests: ${rest?.reason}`),
};
