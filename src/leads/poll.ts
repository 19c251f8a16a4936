import type { Clock } from '../shared/clock.ts';
import { TocsinError } from '../shared/errors.ts';
import type { Outcome, Polled, PollStore, Turn } from './poll-store.ts';
import type { AnswerFromOutside, AskOutside, FeedDocument, ReadFeed, Wishes } from './reading.ts';
import type { Match } from './reasons.ts';
import { freshFor, isHopeless, type Moment, nextPoll, nextTry, retryAfter } from './schedule.ts';

export interface PollOptions {
  readonly store: PollStore;
  readonly ask: AskOutside;
  readonly read: ReadFeed;
  readonly match: Match;
  readonly clock: Clock;
  /** At least 0, below 1. */
  readonly random: () => number;
  /** Hears of what is no failure of the far side. */
  readonly onFault: (error: unknown, feed: string) => void;
}

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, application/json;q=0.8, */*;q=0.1';
/** As long as a validator is sent back; what is longer is none. */
const LONGEST_VALIDATOR = 1_000;

const NO_WISHES: Wishes = { every: undefined, skipHours: [], skipDays: [] };

/** What a question came to, before it is decided what follows. */
type Answer =
  | {
      readonly is: 'answered' | 'unchanged';
      readonly document: FeedDocument | undefined;
      readonly headers: AnswerFromOutside['headers'];
      readonly movedTo: string | undefined;
    }
  | { readonly is: 'failed'; readonly why: string; readonly wait: number | undefined }
  | { readonly is: 'gone'; readonly why: string };

function headersFor({ etag, lastModified }: Turn): Record<string, string> {
  return {
    accept: ACCEPT,
    ...(etag !== undefined && { 'if-none-match': etag }),
    ...(lastModified !== undefined && { 'if-modified-since': lastModified }),
  };
}

function validator(header: string | undefined): string | undefined {
  return header !== undefined && header !== '' && header.length <= LONGEST_VALIDATOR
    ? header
    : undefined;
}

async function understand(
  answer: AnswerFromOutside,
  turn: Turn,
  { read, clock }: PollOptions,
): Promise<Answer> {
  const { status, headers, movedTo } = answer;
  if (status === 200) {
    const about = { url: answer.url, contentType: headers['content-type'] };
    const document = await read(answer.body, about);
    return { is: 'answered', document, headers, movedTo };
  }
  if (status === 304 && (turn.etag !== undefined || turn.lastModified !== undefined)) {
    return { is: 'unchanged', document: undefined, headers, movedTo };
  }
  if (status === 410) return { is: 'gone', why: 'its publisher says that it is gone (410)' };
  return { is: 'failed', why: `it answered ${status}`, wait: retryAfter(headers, clock.now()) };
}

async function question(
  turn: Turn,
  options: PollOptions,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  try {
    const request = { url: turn.feed.url, headers: headersFor(turn) };
    const answer = await options.ask({ ...request, ...(signal && { signal }) });
    try {
      return await understand(answer, turn, options);
    } finally {
      await answer.dispose();
    }
  } catch (error) {
    // Nobody's failure: this node stops, and another asks.
    signal?.throwIfAborted();
    if (error instanceof TocsinError) return { is: 'failed', why: error.message, wait: undefined };
    options.onFault(error, turn.feed.id);
    return {
      is: 'failed',
      why: 'it could not be read, by a fault of Tocsin’s own',
      wait: undefined,
    };
  }
}

function outcomeOf(answer: Answer, turn: Turn, moment: Moment): Outcome {
  if (answer.is === 'gone') return answer;
  if (answer.is === 'failed') {
    const { why, wait } = answer;
    const failures = turn.feed.failures + 1;
    const hopeless = isHopeless(failures, turn.failingSince ?? moment.now, moment.now);
    return { is: 'failed', why, next: hopeless ? undefined : nextTry(moment, failures, wait) };
  }
  const { document, headers, movedTo } = answer;
  const wishes = document ?? turn.wishes ?? NO_WISHES;
  const next = nextPoll(moment, { ...wishes, fresh: freshFor(headers) });
  const given = {
    etag: validator(headers.etag),
    lastModified: validator(headers['last-modified']),
  };
  if (document !== undefined) return { is: 'answered', document, cursor: given, movedTo, next };
  const cursor = {
    etag: given.etag ?? turn.etag,
    lastModified: given.lastModified ?? turn.lastModified,
  };
  return { is: 'unchanged', cursor, movedTo, next };
}

/**
 * Makes what asks a feed once and stores what came of it: see `PollStore.finish`. Whatever the far side
 * does is an outcome.
 * @returns undefined when nothing was stored
 * @throws what the store throws, and the signal's reason: then the poll is to be tried again
 */
export function createPoll(
  options: PollOptions,
): (feed: string, signal?: AbortSignal) => Promise<Polled | undefined> {
  const { store, match, clock, random } = options;
  return async (feed, signal) => {
    const turn = await store.begin(feed);
    if (turn === undefined) return undefined;
    const answer = await question(turn, options, signal);
    const moment = { now: clock.now(), random: random() };
    return store.finish(turn, outcomeOf(answer, turn, moment), match);
  };
}
