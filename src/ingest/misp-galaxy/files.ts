import { TocsinError } from '../../shared/errors.ts';
import type { Reading } from '../core/format.ts';
import { hashId } from '../core/ids.ts';
import type { Input } from '../core/input.ts';
import { readJson } from '../core/json.ts';
import type { Group } from './group.ts';
import type { Producers } from './names.ts';
import { Cluster, GalaxyFile } from './schema.ts';

/** The galaxies whose entries are groups, with their titles, in the order in which they are read. */
export const GALAXIES: Readonly<Record<string, string>> = {
  'threat-actor': 'Threat Actor',
  'microsoft-activity-group': 'Microsoft Activity Group actor',
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LONGEST_LABEL = 80;

/** Paths, within a folder or `undefined` for the input itself, of what holds groups. */
export async function galaxyPaths(input: Input): Promise<readonly (string | undefined)[]> {
  if (input.is !== 'folder') return [undefined];
  const all = await input.list();
  const found = Object.keys(GALAXIES).flatMap((type) => {
    // The repository has a file of the same name under galaxies/, which only describes the galaxy.
    const paths = [`clusters/${type}.json`, `${type}.json`];
    return paths.find((path) => all.includes(path)) ?? [];
  });
  if (found.length > 0) return found;
  throw new TocsinError('there is no galaxy of threat groups in this folder', {
    code: 'misp-galaxy.nothing-here',
    fault: 'user',
    where: input.name,
    remedy: `Name the folder that holds ${Object.keys(GALAXIES)
      .map((type) => `${type}.json`)
      .join(' or ')}.`,
  });
}

/** @throws TocsinError when it is no file of clusters, or one of things that are no groups */
export async function readGalaxy(input: Input, path: string | undefined): Promise<GalaxyFile> {
  const name = path ?? input.name;
  const { bytes } = await input.open(path);
  const { data, error } = GalaxyFile.safeParse(await readJson(bytes, name));
  if (data === undefined) {
    throw new TocsinError('this is not a file of MISP galaxy clusters', {
      code: 'misp-galaxy.not-clusters',
      fault: 'user',
      where: name,
      remedy: 'Name a file of the folder clusters/ of MISP galaxy, such as threat-actor.json.',
      cause: error,
    });
  }
  if (Object.hasOwn(GALAXIES, data.type)) return data;
  throw new TocsinError(`the galaxy “${data.type.slice(0, 60)}” tells of no threat groups`, {
    code: 'misp-galaxy.no-groups',
    fault: 'user',
    where: name,
    remedy: `Name ${Object.keys(GALAXIES)
      .map((type) => `${type}.json`)
      .join(' or ')}.`,
  });
}

/** Names of organisations by uuid, of `producer.json` beside the input; empty when there is none. */
export async function readProducers(input: Input, beside: string | undefined): Promise<Producers> {
  const folder = beside?.includes('/') ? beside.slice(0, beside.lastIndexOf('/') + 1) : '';
  const path = `${folder}producer.json`;
  const opened = await input.open(path).catch((error: unknown) => {
    if (error instanceof TocsinError && error.fault === 'user') return undefined;
    throw error;
  });
  if (opened === undefined) return new Map();
  const { data } = GalaxyFile.safeParse(await readJson(opened.bytes, path));
  const producers = (data?.values ?? []).flatMap((value) => Cluster.safeParse(value).data ?? []);
  return new Map(
    producers.flatMap(({ uuid, value }) =>
      uuid === undefined || value.length > 120 ? [] : [[uuid, value] as const],
    ),
  );
}

/** The sound entries of a file that are still carried; the others are skipped with the reason. */
export function* groupsIn(
  { type, values }: GalaxyFile,
  { path, source }: { readonly path: string | undefined; readonly source: string },
  reading: Reading,
): Generator<Group> {
  for (const [index, value] of values.entries()) {
    const place = `${path === undefined ? '' : `${path} `}values[${index}]`;
    const { data: cluster, error } = Cluster.safeParse(value);
    if (cluster === undefined) {
      const [issue] = error.issues;
      const detail = `${issue?.path.join('.')}: ${issue?.message}`;
      reading.skip({ reason: 'not a cluster', where: place, detail });
      continue;
    }
    const where = `${place} (${cluster.value.slice(0, 80)})`;
    if (cluster.revoked === true) {
      reading.skip({ reason: 'revoked by the catalogue', where });
      continue;
    }
    if (cluster.value.length > LONGEST_LABEL) {
      reading.skip({ reason: `name longer than ${LONGEST_LABEL} characters`, where });
      continue;
    }
    const { uuid } = cluster;
    const id =
      uuid !== undefined && UUID.test(uuid)
        ? `misp-${uuid}`
        : hashId('misp-name', `${type} ${cluster.value}`);
    yield { id, label: cluster.value, galaxy: GALAXIES[type] ?? type, cluster, source, where };
  }
}
