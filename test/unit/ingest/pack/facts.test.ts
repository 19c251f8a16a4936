import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Claim } from '../../../../src/domain/claim.ts';
import type { Incident } from '../../../../src/domain/incident.ts';
import type { Source } from '../../../../src/domain/source.ts';
import { loadPack } from '../../../../src/ingest/pack/load.ts';

// The facts that the built-in pack was written from lie beside the repository where it is worked on.
const ROOT = join(import.meta.dirname, '../../../..');
const FACTS = join(ROOT, '../shared/facts/facts.json');
const present = existsSync(FACTS);

const FactClaim = z.object({
  id: z.string(),
  verified: z.boolean(),
  status: z.string(),
  value: z.number().nullable(),
  qualifier: z.string().nullable(),
  metric: z.string().nullable(),
  sourceIds: z.array(z.string()),
});
const Facts = z.object({
  incidents: z.array(
    z.object({
      id: z.string(),
      disclosedOn: z.string(),
      disclosedOnVerified: z.boolean(),
      actorIds: z.array(z.string()),
      claims: z.array(FactClaim),
      updates: z.array(z.object({ verified: z.boolean() })),
    }),
  ),
  actors: z.array(
    z.object({
      id: z.string(),
      names: z.array(z.object({ name: z.string(), verified: z.boolean() })),
    }),
  ),
  programs: z.array(z.object({ id: z.string(), claims: z.array(FactClaim) })),
  contradictions: z.array(z.object({ id: z.string() })),
  sources: z.array(
    z.object({
      id: z.string(),
      url: z.string().nullable(),
      publishedOn: z.string().nullable(),
      verified: z.boolean(),
    }),
  ),
});
type Facts = z.infer<typeof Facts>;

const RENAMED: Readonly<Record<string, string>> = {
  // A bare number is no good id in YAML.
  '2024-08-google-apt42.2020': '2024-08-google-apt42.disrupted-2020',
};

/** Figures that the pack tells otherwise, and why. */
const FIGURE_DIFFERENCES: Readonly<Record<string, string>> = {
  '2019-03-phosphorus-99-domains.since-2011': 'the first year is at the latest 2011: at-most',
  '2020-06-google-apt31-apt35.no-compromise': 'words without a number: an exclusion, not a figure',
  '2021-03-hafnium-exchange.bloomberg-60000': '"as many as" is a ceiling',
  '2024-01-midnight-blizzard.tenfold': '"as much as" is a ceiling',
  '2024-09-irgc-indictment.reward': '"up to" is a ceiling',
};

/** Sources that the pack tells otherwise, and why. */
const SOURCE_DIFFERENCES: Readonly<Record<string, string>> = {
  's-community-ck-profile': 'left out: a page without an address cannot be cited',
  's-checkpoint-2024-report': 'left out: a page without an address cannot be cited',
  's-community-apt42-note': 'its address was found since',
  's-ms-2023-07-11': 'day of publication not verified: month only',
  's-clearsky-2019-10-07': 'two lists give two days: month only',
  's-darktrace-apt35': 'its date was found since',
};

/** Unverified sources that stay because the claim is only that the report was published. */
const KEPT_UNREAD = ['s-clearsky-2019-09-15', 's-clearsky-2019-10-07'];

/** Sources that stand in for those without an address. */
const ADDED_SOURCES = [
  's-checkpoint-2023',
  's-community-apt35-note',
  's-misp-galaxy',
  's-ms-2022-09-07',
  's-reddrip-apt42',
];

const CONFLICTS_LEFT_OUT = {
  'ms-march-date': 'one side rests on a page without an address alone',
};

const QUALIFIERS: Readonly<Record<string, string>> = {
  exact: 'exactly',
  'at least': 'at-least',
  about: 'about',
};

function packId(id: string): string {
  const plain = id.replace(/^inc-/, '');
  return RENAMED[plain] ?? plain;
}

describe.skipIf(!present)(
  `the built-in pack against ${FACTS}${present ? '' : ' (file absent)'}`,
  () => {
    let facts: Facts;
    let factClaims: z.infer<typeof FactClaim>[];
    const claims = new Map<string, Claim>();
    const incidents = new Map<string, Incident>();
    const sources = new Map<string, Source>();
    const conflicts = new Set<string>();

    beforeAll(async () => {
      facts = Facts.parse(JSON.parse(readFileSync(FACTS, 'utf8')));
      factClaims = [...facts.incidents, ...facts.programs].flatMap((subject) => subject.claims);
      for (const { kind, body } of (await loadPack(join(ROOT, 'packs/tocsin'))).drafts) {
        if (kind === 'claim') claims.set(body.id, body as Claim);
        if (kind === 'incident') incidents.set(body.id, body as Incident);
        if (kind === 'source') sources.set(body.id, body as Source);
        if (kind === 'conflict') conflicts.add(body.id);
      }
    });

    it('has every verified claim and no other', () => {
      const verified = factClaims.filter((claim) => claim.verified).map(({ id }) => packId(id));
      const ofThese = [...claims.values()]
        .filter(({ about }) => !isActor(about))
        .map(({ id }) => id);
      expect(ofThese.sort()).toEqual(verified.sort());
    });

    function isActor(id: string): boolean {
      return facts.actors.some((actor) => actor.id === id);
    }

    it('has every figure with its value and qualifier', () => {
      const differing = factClaims
        .filter(({ verified, metric, value }) => verified && (metric !== null || value !== null))
        .filter(({ id, value, qualifier }) => {
          const figure = claims.get(packId(id))?.figure;
          return figure?.value !== value || figure.qualifier !== QUALIFIERS[qualifier ?? ''];
        });
      expect(differing.map(({ id }) => packId(id)).sort()).toEqual(
        Object.keys(FIGURE_DIFFERENCES).sort(),
      );
      for (const { id, value } of differing) {
        const figure = claims.get(packId(id))?.figure;
        if (figure !== undefined) expect(figure.value, id).toBe(value);
      }
    });

    it('keeps every status', () => {
      const differing = factClaims.filter(
        ({ id, verified, status }) => verified && claims.get(packId(id))?.status !== status,
      );
      expect(differing.map(({ id }) => id)).toEqual([]);
    });

    it('cites for each claim the verified sources that the facts cite', () => {
      const usable = new Set([
        ...facts.sources.filter((s) => s.verified).map((s) => s.id),
        ...KEPT_UNREAD,
      ]);
      const differing = factClaims.filter(({ id, verified, sourceIds }) => {
        const cited = sourceIds.filter((source) => usable.has(source) && sources.has(source));
        return verified && claims.get(packId(id))?.sources.join() !== cited.join();
      });
      expect(differing.map(({ id }) => packId(id))).toEqual([]);
    });

    it('has every verified source under its address and date', () => {
      const differing = facts.sources.filter(({ id, verified, url, publishedOn }) => {
        const source = sources.get(id);
        if (!verified && !KEPT_UNREAD.includes(id)) return source !== undefined;
        return source?.url !== url || source?.publishedOn !== publishedOn;
      });
      expect(differing.map(({ id }) => id).sort()).toEqual(Object.keys(SOURCE_DIFFERENCES).sort());
      const known = new Set(facts.sources.map(({ id }) => id));
      expect([...sources.keys()].filter((id) => !known.has(id)).sort()).toEqual(ADDED_SOURCES);
    });

    it('dates each disclosure as precisely as the facts have verified', () => {
      for (const incident of facts.incidents) {
        const told = incidents.get(packId(incident.id))?.disclosedOn ?? 'missing';
        expect(incident.disclosedOn.startsWith(told), incident.id).toBe(true);
        expect(told === incident.disclosedOn, incident.id).toBe(incident.disclosedOnVerified);
        const updates = incident.updates.filter((update) => update.verified).length;
        expect(incidents.get(packId(incident.id))?.updates, incident.id).toHaveLength(updates);
      }
    });

    it('has every conflict but those that cannot be cited', () => {
      const expected = facts.contradictions.map(({ id }) => id.replace(/^x-/, ''));
      const leftOut = Object.keys(CONFLICTS_LEFT_OUT);
      expect([...conflicts].sort()).toEqual(expected.filter((id) => !leftOut.includes(id)).sort());
    });
  },
);
