import type { z } from 'zod';
import type { Source } from '../../domain/source.ts';
import type { Candidate } from './format.ts';
import { sourceId } from './ids.ts';
import { isAddress, tierOfHost } from './pointed-to.ts';

const MOST_LETTERS = 2000;

/** An address as a publication may have it, without the stop or bracket of the sentence around it. */
export function citedUrl(words: string): string | undefined {
  const text = words.trim().replace(/[.,;]+$/, '');
  if (text.length > MOST_LETTERS || !/^https?:\/\//i.test(text)) return undefined;
  if (!isAddress(text)) return undefined;
  const url = new URL(text);
  return url.hostname.includes('.') ? url.href : undefined;
}

interface Cited {
  readonly url: string;
  readonly about: Set<string>;
  readonly where: string;
}

/**
 * Publications that a catalogue's records point to, each once however many records do. What they say was
 * not read, so that they are known by their address alone.
 */
export class CitedPages {
  readonly #by: string;
  readonly #pages = new Map<string, Cited>();

  /** @param by whose records point to them, for the title: `VERIS Community Database` */
  constructor(by: string) {
    this.#by = by;
  }

  /** @returns the id of the source that stands for the page */
  add(url: string, about: string, where: string): string {
    const id = sourceId(url);
    const known = this.#pages.get(id);
    if (known === undefined) this.#pages.set(id, { url, about: new Set([about]), where });
    else known.about.add(about);
    return id;
  }

  *candidates(): Generator<Candidate> {
    for (const [id, { url, about, where }] of this.#pages) {
      yield { kind: 'source', where, body: { id, ...this.#page(url), about: [...about].sort() } };
    }
  }

  #page(url: string): Omit<z.input<typeof Source>, 'id'> {
    const { hostname, pathname } = new URL(url);
    const host = hostname.replace(/^www\./, '');
    const path = pathname === '/' ? '' : pathname;
    return {
      publisher: host.slice(0, 120),
      title: `Cited by ${this.#by}: ${host}${path}`.slice(0, 300),
      url,
      publishedOn: null,
      tier: tierOfHost(host),
      note: `${this.#by} points to it; it was not read here.`,
    };
  }
}
