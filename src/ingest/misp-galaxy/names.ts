import type { z } from 'zod';
import type { ActorName } from '../../domain/actor.ts';
import type { Reading } from '../core/format.ts';
import { textsOf } from './meta.ts';
import type { Cluster } from './schema.ts';

/** Whom a name is put down to when the catalogue does not say who uses it. */
export const CATALOGUE = 'MISP galaxy';

/** Names of organisations by the uuid that `name-attribution` holds. */
export type Producers = ReadonlyMap<string, string>;

const LONGEST_NAME = 160;

/** `APT28:da5cdcd1-…`: the name itself may hold colons. */
function splitAttribution(text: string): readonly [name: string, producer: string] {
  const at = text.lastIndexOf(':');
  return at < 0
    ? [text, '']
    : [
        text.slice(0, at).trim(),
        text
          .slice(at + 1)
          .trim()
          .toLowerCase(),
      ];
}

/** Who uses which name: of `name-attribution` and of keys such as `origin:APT-C-20`. */
function usersByName(
  cluster: Cluster,
  producers: Producers,
  reading: Reading,
): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>();
  const use = (name: string, user: string) => {
    users.set(name, (users.get(name) ?? new Set()).add(user));
  };
  for (const text of textsOf(cluster, 'name-attribution')) {
    const [name, uuid] = splitAttribution(text);
    const producer = producers.get(uuid);
    if (producer === undefined) reading.note('name whose producer is not known here');
    else if (name !== '') use(name, producer);
  }
  for (const key of Object.keys(cluster.meta ?? {})) {
    if (!key.startsWith('origin:')) continue;
    const name = key.slice('origin:'.length).trim();
    for (const user of textsOf(cluster, key)) if (name !== '') use(name, user.slice(0, 120));
  }
  return users;
}

/** Every name of a group in its own spelling, with those that use it; the main one first. */
export function namesOf(
  cluster: Cluster,
  producers: Producers,
  source: string,
  reading: Reading,
): readonly z.input<typeof ActorName>[] {
  const users = usersByName(cluster, producers, reading);
  const all = new Set([cluster.value, ...textsOf(cluster, 'synonyms'), ...users.keys()]);
  return [...all].flatMap((name) => {
    if (name.length > LONGEST_NAME) {
      reading.note(`name longer than ${LONGEST_NAME} characters, left out`);
      return [];
    }
    return [{ name, usedBy: [...(users.get(name) ?? [CATALOGUE])], sources: [source] }];
  });
}
