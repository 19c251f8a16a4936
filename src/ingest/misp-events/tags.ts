import { countryNamed } from '../../domain/countries.ts';
import type { Reading } from '../core/format.ts';
import type { Tag } from './schema.ts';

/** A group as a tag names it. */
export interface TaggedGroup {
  /** The galaxy with the tag's own value: what makes two tags one. */
  readonly key: string;
  readonly name: string;
}

/** Galaxies whose clusters are groups. `mitre-` ones name them `APT28 - G0007`. */
const OF_GROUPS =
  /^(?:threat-actor|microsoft-activity-group|360net-threat-actor|mitre-(?:[a-z]+-)*intrusion-set)$/;
const OF_TARGETS: ReadonlySet<string> = new Set(['target-information', 'sector']);
const GALAXY_TAG = /^misp-galaxy:([a-z0-9-]{1,60})="(.{1,200})"$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LONGEST_NAME = 80;

/** What the tags of an event name: only these, never what its text or its indicators might mean. */
export interface Tagged {
  readonly groups: readonly TaggedGroup[];
  readonly targets: readonly string[];
}

/** Tags that only the server set which handed the event on are not its author's word. */
export function namedBy(tags: readonly Tag[], reading: Reading): Tagged {
  const groups = new Map<string, TaggedGroup>();
  const targets = new Set<string>();
  for (const { name: words, local } of tags) {
    const [, galaxy = '', value = ''] = GALAXY_TAG.exec(words) ?? [];
    const isOfGroups = OF_GROUPS.test(galaxy);
    if (!isOfGroups && !OF_TARGETS.has(galaxy)) continue;
    if (local === true || local === 1 || local === '1') {
      reading.note('tag that is set on one server only');
      continue;
    }
    const name = isOfGroups ? value.replace(/ - G\d{4}$/, '').trim() : value.trim();
    if (name === '' || name.length > LONGEST_NAME || UUID.test(name)) {
      reading.note('tag that gives no name');
    } else if (isOfGroups) {
      groups.set(`${galaxy} ${value}`, { key: `${galaxy} ${value}`, name });
    } else {
      targets.add(countryNamed(name) ?? name);
    }
  }
  return { groups: [...groups.values()], targets: [...targets] };
}
