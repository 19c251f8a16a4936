import { CitedPages } from '../core/cited.ts';
import type { Candidate, Format, Reading } from '../core/format.ts';
import type { Input } from '../core/input.ts';
import { recordsOf } from './convert.ts';
import { GALAXIES, galaxyPaths, groupsIn, readGalaxy, readProducers } from './files.ts';
import type { Group } from './group.ts';
import { CATALOGUE } from './names.ts';

/** Where the file is published, whichever copy of it is read. */
const HOME = 'https://github.com/MISP/misp-galaxy/blob/main/clusters';

function sourceOf(type: string, version: number | undefined, where: string): Candidate {
  return {
    kind: 'source',
    where,
    body: {
      id: `misp-galaxy-${type}`,
      publisher: CATALOGUE,
      title: `${CATALOGUE}: ${GALAXIES[type] ?? type}`,
      url: `${HOME}/${type}.json`,
      publishedOn: null,
      tier: 'community',
      ...(version !== undefined && { note: `Version ${version} of the file.` }),
    },
  };
}

async function* read(input: Input, reading: Reading): AsyncGenerator<Candidate> {
  const paths = await galaxyPaths(input);
  const groups = new Map<string, Group>();
  const sources: Candidate[] = [];
  for (const path of paths) {
    const file = await readGalaxy(input, path);
    const source = sourceOf(file.type, file.version, path ?? input.name);
    sources.push(source);
    for (const group of groupsIn(file, { path, source: source.body.id }, reading)) {
      const key = group.cluster.uuid ?? group.id;
      if (groups.has(key)) reading.skip({ reason: 'the id occurs twice', where: group.where });
      else groups.set(key, group);
    }
  }
  const producers = await readProducers(input, paths[0]);
  const pages = new CitedPages(CATALOGUE);
  yield* sources;
  for (const group of groups.values()) {
    reading.signal.throwIfAborted();
    yield* recordsOf(group, { groups, producers, pages }, reading);
  }
  yield* pages.candidates();
}

/**
 * Galaxies of threat groups, as MISP publishes them: https://github.com/MISP/misp-galaxy. A folder is read
 * as one catalogue, so that the galaxies' relations to each other lead somewhere.
 */
export const mispGalaxy: Format = {
  name: 'misp-galaxy',
  about: 'MISP galaxy clusters of threat groups: threat-actor.json, or the folder it lies in',
  catalogue: 'misp-galaxy',
  // Read alone it must not take the place of the other.
  catalogueOf: (from) =>
    from.includes('microsoft-activity-group') ? 'misp-microsoft' : 'misp-galaxy',
  read,
};
