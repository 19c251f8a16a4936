import type { z } from 'zod';
import type { Source } from '../../domain/source.ts';
import { hashId } from './ids.ts';

const MOST_TITLE = 300;
const MOST_PUBLISHER = 120;
/** Names under which only states give names: `nist.gov`, `ncsc.gov.uk`. */
const OF_A_STATE = /(?:^|\.)(?:gov|mil)(?:\.[a-z]{2})?$/;

/** Whether a text is an address that may become a link: whole, http or https, without a user's name. */
export function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
}

export interface Pointer {
  /** The record that points to it. One page that two records point to is two sources, so that each can go alone. */
  readonly from: string;
  /** One for which {@link isAddress} holds. */
  readonly url: string;
  /** What the record calls the page, where it calls it anything. */
  readonly title?: string | undefined;
}

/**
 * A page that a record points to and nobody here has read: its publisher is known by the name of its
 * server alone, and its date is not known.
 */
export function pointedTo({ from, url, title }: Pointer): z.input<typeof Source> {
  const { hostname } = new URL(url);
  const bare = url.replace(/^https?:\/\//, '');
  return {
    id: hashId('src', `${from} ${url}`),
    publisher: hostname.replace(/^www\./, '').slice(0, MOST_PUBLISHER),
    title: shortened(title?.trim() || bare, MOST_TITLE),
    url,
    publishedOn: null,
    tier: tierOfHost(hostname),
  };
}

/** Government where the name of the server says so, else the least that it can be. */
export function tierOfHost(hostname: string): 'government' | 'community' {
  return OF_A_STATE.test(hostname.toLowerCase()) ? 'government' : 'community';
}

/** The words, with a sign where something of them was left out. */
export function shortened(words: string, most: number): string {
  if (words.length <= most) return words;
  const cut = words.slice(0, most - 1);
  // Half of a character would be no character.
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
