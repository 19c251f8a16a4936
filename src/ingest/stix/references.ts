import type { z } from 'zod';
import type { PartialDate } from '../../domain/partial-date.ts';
import type { Source } from '../../domain/source.ts';
import type { Candidate } from '../core/format.ts';
import { dateInWords, dayOf } from './dates.ts';
import { asSource, pageAt, type Said } from './pages.ts';
import type { Common, ExternalReference } from './schema.ts';

type Draft = z.input<typeof Source>;
type Named = Common & { readonly name?: string | null | undefined };

/** `Burt, T. (2022, June 2). Exposing POLONIUM. Retrieved July 1, 2022.`, as ATT&CK refers. */
const DATED = /\((n\.d\.|\d{4})([^()]{0,40})\)/;

/** What a reference written as bibliographies do says; undefined for one that is not. */
function fromBibliography(description: string): Said | undefined {
  const text = description.slice(0, 2_000);
  const dated = DATED.exec(text);
  if (dated === null || dated.index === 0) return undefined;
  const rest = text.slice(dated.index + dated[0].length).replace(/^[\s.]+/, '');
  const end = rest.lastIndexOf('Retrieved');
  const title = (end < 0 ? rest : rest.slice(0, end)).trim().replace(/\.$/, '');
  const publishedOn = dateInWords(`${dated[1]}${dated[2]}`) ?? null;
  const author = text.slice(0, dated.index).trim();
  return title === '' ? undefined : { title, author, publishedOn };
}

/** ATT&CK's id of the object that the reference stands in: the address is of its page there. */
export function attackIdIn(reference: ExternalReference): string | undefined {
  return reference.source_name.startsWith('mitre-') ? reference.external_id : undefined;
}

function toldOf(reference: ExternalReference, object: Named): Said {
  const { source_name: name, description, external_id: number } = reference;
  const attackId = attackIdIn(reference);
  if (attackId !== undefined) {
    return { title: `${object.name} (${attackId})`, publishedOn: dayOf(object.created) ?? null };
  }
  const title = description?.trim() || (number === undefined ? name : `${name} ${number}`);
  // STIX calls it the name of the source, and it is that of a publisher, a system or one publication.
  return fromBibliography(description ?? '') ?? { title, author: name };
}

interface Entry {
  readonly body: Draft;
  readonly where: string;
  readonly about: Set<string>;
  isCited: boolean;
}

/** The publications that a bundle refers to, and what each is said to be about. */
export class References {
  readonly #entries = new Map<string, Entry>();

  /**
   * Cites what a reference leads to and gives its id; of two to one address, the first. Undefined for one
   * that cannot be followed: without an address on the web, or with a password in it.
   */
  cite(reference: ExternalReference, object: Named, where: string): string | undefined {
    const page = pageAt(reference.url);
    if (page === undefined) return undefined;
    const id = this.offer(asSource(page, toldOf(reference, object)), where);
    this.citeAgain([id]);
    return id;
  }

  /** Keeps what may be cited later; of two with one id, the first. */
  offer(body: Draft, where: string): string {
    if (!this.#entries.has(body.id)) {
      this.#entries.set(body.id, { body, where, about: new Set(), isCited: false });
    }
    return body.id;
  }

  citeAgain(ids: readonly string[]): void {
    for (const id of ids) {
      const entry = this.#entries.get(id);
      if (entry !== undefined) entry.isCited = true;
    }
  }

  publisherOf(id: string): string | undefined {
    return this.#entries.get(id)?.body.publisher;
  }

  dateOf(id: string): PartialDate | undefined {
    return (this.#entries.get(id)?.body.publishedOn ?? undefined) as PartialDate | undefined;
  }

  /** Somebody says that the source is about the subject, and no statement rests on it. */
  isAbout(id: string, subject: string): void {
    this.#entries.get(id)?.about.add(subject);
  }

  /** What is cited, or said to be about something. */
  *candidates(): Iterable<Candidate> {
    for (const { body, where, about, isCited } of this.#entries.values()) {
      if (about.size > 0) yield { kind: 'source', where, body: { ...body, about: [...about] } };
      else if (isCited) yield { kind: 'source', where, body };
    }
  }
}
