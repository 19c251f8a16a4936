import { TocsinError } from '../../shared/errors.ts';

export type FeedProblem =
  | 'feed.not-a-feed'
  | 'feed.broken'
  | 'feed.doctype'
  | 'feed.too-big'
  | 'feed.too-slow';

const REMEDIES: Readonly<Record<FeedProblem, string>> = {
  'feed.not-a-feed': 'Look on the site for the address of its RSS, Atom or JSON feed.',
  'feed.broken': 'Tell its publisher; it is tried again.',
  'feed.doctype': 'Ask its publisher for a feed without a DOCTYPE, which RSS and Atom do not need.',
  'feed.too-big': 'Look on the site for a feed with fewer items.',
  'feed.too-slow': 'Look on the site for a feed with fewer items.',
};

/** Why a feed could not be read; crosses from the thread that reads it. */
export class FeedRefusal extends Error {
  override readonly name = 'FeedRefusal';
  readonly problem: FeedProblem;

  constructor(problem: FeedProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}

function shownAddress(address: string): string {
  const url = URL.parse(address);
  return url === null ? 'a feed' : `${url.protocol}//${url.host}${url.pathname}`.slice(0, 200);
}

/** @param url where the feed is; its query is not told */
export function feedError(problem: FeedProblem, message: string, url: string): TocsinError {
  return new TocsinError(message, {
    code: problem,
    fault: 'far-side',
    where: shownAddress(url),
    remedy: REMEDIES[problem],
  });
}
