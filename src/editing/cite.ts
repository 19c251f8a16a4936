import { CitedSource, LIMITS } from '../domain/disclosure.ts';
import type { Source } from '../domain/source.ts';
import { RecordId, Tier } from '../domain/vocabulary.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { listInWords } from '../present/words.ts';
import { refusal } from './names.ts';
import type { FieldValues } from './params.ts';

/** What is said of a source that is not known here. */
type Described = Pick<FieldValues, 'published' | 'publisher' | 'tier' | 'title'>;

/** One page under two spellings of its address: where letters, slashes and fragments do not matter. */
function addressKey(url: string): string {
  const { protocol, host, pathname, search } = new URL(url);
  const secure = protocol === 'http:' ? 'https:' : protocol;
  return `${secure}//${host.replace(/^www\./, '')}${pathname.replace(/\/+$/, '')}${search}`;
}

function isSame(a: string, b: string): boolean {
  return addressKey(a) === addressKey(b);
}

function isAddress(given: string): boolean {
  return URL.canParse(given) && /^https?:$/.test(new URL(given).protocol);
}

/** A copy of a record, so that what was sent stays what it was. */
export function copyOf({ id, publisher, title, url, publishedOn, tier }: Source): CitedSource {
  const record = RecordId.safeParse(id).success ? { record: id } : {};
  return { ...record, publisher, title, url, publishedOn, tier };
}

function knownAs(given: string, knowledge: Knowledge): Source | undefined {
  if (!isAddress(given)) return knowledge.source(given.toLowerCase());
  return knowledge.sources().find(({ url }) => isSame(url, given));
}

/** A tier is never guessed: every card says it of the source. */
function described(url: string, given: Described): CitedSource {
  const { publisher, title, published = null, tier } = given;
  if (publisher !== undefined && title !== undefined && tier !== undefined) {
    return checked({ publisher, title, url, publishedOn: published, tier });
  }
  const missing = (['publisher', 'title', 'tier'] as const).filter(
    (key) => given[key] === undefined,
  );
  const keys = listInWords(missing.map((key) => `${key}:`));
  throw refusal(
    `The source ${url} is not known here, and ${keys} ${missing.length === 1 ? 'is' : 'are'} missing.`,
    `Add ${keys}, and published: where you know it. tier: is one of ${listInWords(Tier.options, 'or')}. A source that is known can be given by its id.`,
  );
}

function checked(source: CitedSource): CitedSource {
  const parsed = CitedSource.safeParse(source);
  if (parsed.success) return parsed.data;
  throw refusal(
    `The address ${source.url.slice(0, 80)} cannot be cited.`,
    'Give one that begins with https:// and has at most 500 characters.',
  );
}

/** What was described anew of a source that is there already. */
function redescribed(source: CitedSource, given: Described): CitedSource {
  const { publisher = source.publisher, title = source.title } = given;
  const { published = source.publishedOn, tier = source.tier } = given;
  return { ...source, publisher, title, publishedOn: published, tier };
}

function describesAny({ publisher, title, published, tier }: Described): boolean {
  return [publisher, title, published, tier].some((value) => value !== undefined);
}

/** The source that is meant where one is described and none is named. */
function amended(cited: readonly CitedSource[], given: Described): CitedSource[] {
  const own = cited.filter(({ record }) => record === undefined);
  const [only] = own;
  if (only === undefined || own.length > 1) {
    throw refusal(
      'publisher:, title:, published: and tier: tell of a source that is not known here, and none is named.',
      'Put its address after source:.',
    );
  }
  return cited.map((one) => (one === only ? checked(redescribed(one, given)) : one));
}

/**
 * The sources of a disclosure with those that are named added.
 * @param given what was typed after `source:`, and what was said of a source that is not known
 * @throws TocsinError that says what is missing or cannot be used
 */
export function withSources(
  cited: readonly CitedSource[],
  given: Described & Pick<FieldValues, 'drop' | 'source'>,
  knowledge: Knowledge,
): CitedSource[] {
  const { drop, source } = given;
  if (drop !== undefined && cited[drop - 1] === undefined) {
    throw refusal(`There is no source ${drop} to take away.`, 'The preview numbers the sources.');
  }
  const left = cited.filter((_, index) => index + 1 !== drop);
  const named = (source ?? '').split(/[\s,]+/).filter((word) => word !== '');
  if (named.length === 0) return describesAny(given) ? amended(left, given) : left;
  return addTo(left, named, given, knowledge);
}

function addTo(
  cited: readonly CitedSource[],
  named: readonly string[],
  given: Described,
  knowledge: Knowledge,
): CitedSource[] {
  const strangers = named.filter((one) => knownAs(one, knowledge) === undefined);
  const [stranger, another] = strangers;
  const odd = strangers.find((one) => !isAddress(one));
  if (odd !== undefined) {
    throw refusal(
      `“${odd}” is neither the id of a source known here nor a web address.`,
      'Give an id such as s-ms-2019-10-04, or an address that begins with https://.',
    );
  }
  if (another !== undefined) {
    throw refusal(
      `Two sources are not known here: ${stranger} and ${another}.`,
      'Give one of them now with publisher: and title:, and add the other to the draft afterwards.',
    );
  }
  if (stranger === undefined && describesAny(given)) {
    throw refusal(
      'publisher:, title:, published: and tier: tell of a source that is not known here, and all that are named are known.',
      'Leave them out.',
    );
  }
  let all = [...cited];
  for (const one of named) {
    const known = knownAs(one, knowledge);
    const there = all.find(({ url }) => isSame(url, known?.url ?? one));
    if (there === undefined) {
      all.push(known === undefined ? described(one, given) : checked(copyOf(known)));
    } else if (known === undefined) {
      all = all.map((source) => (source === there ? checked(redescribed(source, given)) : source));
    }
  }
  if (all.length > LIMITS.sources) {
    throw refusal(
      `That makes ${all.length} sources; a disclosure has at most ${LIMITS.sources}.`,
      'Keep those it rests on.',
    );
  }
  return all;
}
