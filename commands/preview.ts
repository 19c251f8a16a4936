import type { Card } from '../src/card/card.ts';
import type { CommandContext } from '../src/command/context.ts';
import { defineCommand } from '../src/command/define.ts';
import { type Frame, frameOf } from '../src/command/follow-frame.ts';
import { FOLLOW_PARAMS } from '../src/command/follow-params.ts';
import { followed } from '../src/command/followed.ts';
import { param, type ValuesOf } from '../src/command/param.ts';
import { createFacets } from '../src/disclosure/facets.ts';
import { filterGiven } from '../src/disclosure/given.ts';
import { createMatcher } from '../src/disclosure/matcher.ts';
import { wishesOf } from '../src/disclosure/wishes.ts';
import type { DisclosureRevision } from '../src/domain/disclosure.ts';
import { Filter, type Subscription } from '../src/domain/subscription.ts';
import { isAbove } from '../src/domain/vocabulary.ts';
import {
  nothingToPreviewCard,
  PREVIEWED,
  type Previewed,
  previewCard,
} from '../src/present/preview-card.ts';
import { unclearCard } from '../src/present/subscribe-ask-card.ts';
import { TocsinError } from '../src/shared/errors.ts';
import { isShortId } from '../src/shared/short-id.ts';

const DAYS = 30;
const DAY = 86_400_000;

const params = {
  ...FOLLOW_PARAMS,
  days: param.number('Of how many days; 30 if left out', 1, 365).optional,
  skip: param.paging('Leave out this many', 1_000_000).optional,
};

type Values = ValuesOf<typeof params>;

const EMPTY = Filter.parse({});

/** As if a channel followed the filter as it comes. */
function trial(filter: Filter, { place, now }: CommandContext): Subscription {
  return {
    id: '',
    place,
    filter,
    cadence: { every: 'item' },
    mention: undefined,
    pausedUntil: undefined,
    addedBy: { id: '', name: '' },
    addedAt: now,
  };
}

/** What is tried: subscriptions of the channel, or the filter that the line gives. A card: the line is not clear. */
async function tried(
  values: Values,
  context: CommandContext,
  frame: Frame,
): Promise<readonly Subscription[] | Card> {
  const { subject, days: _, skip: __, ...filter } = values;
  const given = (about: Partial<Filter>) => [
    trial(filterGiven(filter, { ...EMPTY, ...about }), context),
  ];
  const narrows = Object.values(filter).some((one) => one !== undefined);
  const { subscriptions } = context.services;
  if (subject === undefined) {
    return narrows ? given({}) : await subscriptions.of(context.place);
  }
  const id = subject.trim().toUpperCase();
  if (isShortId('S', id)) {
    const one = (await subscriptions.of(context.place)).filter((other) => other.id === id);
    if (one.length > 0)
      return one.map((other) => ({ ...other, filter: filterGiven(filter, other.filter) }));
    throw new TocsinError(`This channel has no subscription ${id}.`, {
      code: 'preview.unknown-id',
      fault: 'user',
      remedy: 'Those it has: /tocsin subscriptions',
    });
  }
  const found = followed(subject, frame.knowledge);
  if (found.is === 'everything') return given({});
  if (found.is !== 'records') {
    const lineFor = (other: string | undefined) =>
      frame.line('preview', other, { ...values, subject: other });
    return unclearCard(subject, found, lineFor, frame);
  }
  const ids = found.matches.map((match) => match.id);
  return given(found.kind === 'actor' ? { actors: ids } : { incidents: ids });
}

function outAt({ at, embargo }: DisclosureRevision): Date {
  return embargo !== undefined && embargo > at ? embargo : at;
}

/** When a disclosure first went out, whatever its newest revision is. */
async function firstOut(revision: DisclosureRevision, { services }: CommandContext): Promise<Date> {
  if (revision.revision === 1) return outAt(revision);
  const [first = revision] = await services.desk.revisions(revision.disclosure.id);
  return outAt(first);
}

export const preview = defineCommand({
  verb: 'preview',
  aliases: ['dry-run'],
  summary: 'What the last days would have brought this channel, and what stopped the rest',
  examples: ['preview', 'preview Phosphorus severity:low', 'preview everything days:90'],
  params,
  asOf: false,
  right: 'ask',
  ofPlace: true,
  async run(values, context) {
    const { place, services, knowledge, now } = context;
    const { days = DAYS, skip = 0, ...others } = values;
    const frame = await frameOf(context);
    const asked = await tried(values, context, frame);
    if ('title' in asked) return asked;
    if (asked.length === 0) return nothingToPreviewCard(frame);
    const ceiling = services.ceilings.of(place);
    const since = await services.desk.since(new Date(now.getTime() - days * DAY));
    const visible = since.filter(({ disclosure }) => !isAbove(disclosure.tlp, ceiling));
    const awake = asked.map((one) => ({ ...one, pausedUntil: undefined }));
    const { wanting } = createMatcher(awake);
    const facetsOf = createFacets(knowledge);
    const all = visible.map((revision) => {
      const facets = facetsOf(revision.disclosure);
      return { revision, facets, wanted: wanting(facets) };
    });
    const posted = all.filter(({ wanted }) => wanted.length > 0);
    const ordered = [...posted, ...all.filter(({ wanted }) => wanted.length === 0)];
    const shown = ordered.slice(skip, skip + PREVIEWED).map(async (one): Promise<Previewed> => {
      const at = await firstOut(one.revision, context);
      const [wish] = wishesOf(one.wanted, at);
      return { revision: one.revision, facets: one.facets, at, posted: wish?.when };
    });
    const { subject, ...filter } = others;
    return previewCard(
      {
        days,
        tried: asked.map(({ id, filter: of }) => ({ id: id === '' ? undefined : id, filter: of })),
        shown: await Promise.all(shown),
        skipped: skip,
        total: all.length,
        posted: posted.length,
        paused: asked.some(({ pausedUntil }) => pausedUntil !== undefined && pausedUntil > now),
        follow: asked.some(({ id }) => id !== '')
          ? undefined
          : frame.line('subscribe', subject, filter),
        lineTo: (to) => frame.line('preview', subject, { ...filter, days, ...to }),
      },
      frame,
    );
  },
});
