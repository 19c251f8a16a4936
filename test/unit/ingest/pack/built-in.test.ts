import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Claim } from '../../../../src/domain/claim.ts';
import type { RecordDraft } from '../../../../src/domain/record.ts';
import { checkPacks, loadPack } from '../../../../src/ingest/pack/load.ts';

const PACKS = join(import.meta.dirname, '../../../../packs');

let drafts: readonly RecordDraft[];
let claims: ReadonlyMap<string, Claim>;

beforeAll(async () => {
  ({ drafts } = await loadPack(join(PACKS, 'tocsin')));
  claims = new Map(
    drafts.flatMap((d) => (d.kind === 'claim' ? [[d.body.id, d.body] as const] : [])),
  );
});

function founding(id: string): Claim {
  const claim = claims.get(`2019-10-phosphorus-us-campaign.${id}`);
  if (claim === undefined) throw new Error(`no claim ${id}`);
  return claim;
}

function count(kind: RecordDraft['kind']): number {
  return drafts.filter((draft) => draft.kind === kind).length;
}

describe('the built-in pack', () => {
  it('has no problem, and no warning but of groups that no source read names', async () => {
    const { problems, warnings } = await checkPacks(PACKS);
    expect(problems).toEqual([]);
    expect(warnings.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      // The sources name a person and a unit of the GRU.
      'tocsin/incidents/2015-bundestag.yaml: no claim lays the incident to apt28',
      // Microsoft names Yttrium; that this is APT29 is in no source read.
      'tocsin/incidents/2019-07-ms-10000-notices.yaml: no claim lays the incident to apt29',
      // ClearSky's report was not read, only its title.
      'tocsin/incidents/2019-09-clearsky-kittens.yaml: no claim lays the incident to phosphorus',
    ]);
  });

  it('holds this many records', () => {
    expect({
      incidents: count('incident'),
      actors: count('actor'),
      programmes: count('programme'),
      claims: count('claim'),
      conflicts: count('conflict'),
      sources: count('source'),
    }).toEqual({
      incidents: 31,
      actors: 16,
      programmes: 1,
      // 259 about incidents, 49 about actors, 15 about AccountGuard.
      claims: 323,
      conflicts: 32,
      sources: 226,
    });
  });

  it('spells every organisation one way', () => {
    const names = new Map<string, Set<string>>();
    for (const { assertedBy, reportedBy } of claims.values()) {
      for (const name of [...assertedBy.map((party) => party.name), ...reportedBy]) {
        const key = name
          .toLowerCase()
          .replace(/^the /, '')
          .replaceAll(/[^\p{L}\d]/gu, '');
        names.set(key, (names.get(key) ?? new Set()).add(name));
      }
    }
    expect([...names.values()].filter((spellings) => spellings.size > 1)).toEqual([]);
  });

  it('leaves no bracketed remark in the name of a publisher or party', () => {
    const publishers = drafts.flatMap((d) => (d.kind === 'source' ? d.body.publisher : []));
    const parties = [...claims.values()].flatMap((c) => c.assertedBy.map((party) => party.name));
    const remarks = [...publishers, ...parties].filter((name) => name.includes(' ('));
    expect(remarks).toEqual([]);
  });

  it('never says in the record that something is from memory', () => {
    const text = JSON.stringify(drafts);
    expect(text).not.toMatch(/from memory/i);
  });

  it('shows a misreported or restated figure as such, beside the claim it retells', () => {
    const retold = [...claims.values()].filter(({ figure, retelling }) => figure && retelling);
    expect(retold.length).toBeGreaterThan(10);
    for (const { id, status, conflictsWith, about } of retold) {
      expect(status, id).toBe('disputed');
      const others = conflictsWith.map((other) => claims.get(other)?.about);
      expect(others, id).toContain(about);
    }
  });
});

describe('numbers that would mislead alone', () => {
  it.each([
    ['2019-07-ms-10000-notices.customers', /split between the two was not given/],
    ['2019-07-ms-10000-notices.notices-781', /a notice is not a compromise/],
    ['2019-07-ms-10000-notices.countries-26', /not countries attacked/],
    ['2020-12-solarwinds.downloads', /a download is not a compromise/],
    ['2021-03-hafnium-exchange.krebs-us', /people who were not named/],
    ['2021-03-hafnium-exchange.reuters-20000', /one person who was not named/],
    ['2021-05-nobelium-usaid.accounts', /not a count of compromises/],
    ['accountguard.notices', /a notice is not a compromise/],
  ])('%s says what it counts', (id, scope) => {
    expect(claims.get(id)?.figure?.scope).toMatch(scope);
  });

  it.each([
    ['2019-07-ms-10000-notices.customers', ['unrelated', 'success-unknown']],
    ['2018-08-strontium-six-domains.domains', ['no-evidence']],
    ['2020-09-ms-us-elections.zirconium-comp', ['unsuccessful']],
    ['2020-10-phosphorus-munich-t20.people', ['not-election']],
    ['2020-12-solarwinds.downloads', ['agencies', 'firms']],
    ['2022-12-hrw-apt42.targets', ['compromised']],
  ])('%s travels with the claims that limit it', (id, companions) => {
    const subject = id.slice(0, id.indexOf('.'));
    const whole = companions.map((companion) => `${subject}.${companion}`);
    expect(claims.get(id)?.figure?.limitedBy).toEqual(whole);
  });
});

describe('the founding case', () => {
  const WINDOW = {
    from: '2019-08',
    to: '2019-09',
    label: '30 days within August and September 2019; exact days not published',
  };

  it('counts more than 2,700 attempts, as a floor, and not as attacks', () => {
    const { figure } = founding('attempts');
    expect(figure).toMatchObject({
      metric: 'identified',
      value: 2700,
      qualifier: 'at-least',
      wording: 'more than',
      unit: 'attempts to identify accounts',
      window: WINDOW,
    });
    expect(figure?.scope).toMatch(/neither attacks nor accounts/);
  });

  it('counts exactly 241 accounts attacked', () => {
    expect(founding('attacked').figure).toMatchObject({
      metric: 'attacked',
      value: 241,
      qualifier: 'exactly',
      unit: 'accounts',
      window: WINDOW,
    });
  });

  it('counts exactly 4 accounts compromised, never without who was not among them', () => {
    expect(founding('compromised').figure).toMatchObject({
      metric: 'compromised',
      value: 4,
      qualifier: 'exactly',
      unit: 'accounts',
      window: WINDOW,
      limitedBy: ['2019-10-phosphorus-us-campaign.not-campaign'],
    });
    const companion = founding('not-campaign');
    expect(companion.kind).toBe('exclusion');
    expect(companion.text).toBe(
      'None of the four accounts compromised by Phosphorus was connected with the presidential campaign or with US officials, present or past.',
    );
  });

  it('has all three from Microsoft, first-hand', () => {
    for (const id of ['attempts', 'attacked', 'compromised', 'not-campaign']) {
      const { assertedBy, basis, sources } = founding(id);
      expect(assertedBy, id).toEqual([{ name: 'Microsoft', through: 'Tom Burt' }]);
      expect(basis, id).toBe('first-hand');
      expect(sources, id).toContain('s-ms-2019-10-04');
    }
  });

  it("gives Microsoft's link to Iran as a belief whose reasoning was not published", () => {
    const { kind, country, confidence, note } = founding('attribution');
    expect([kind, country]).toEqual(['attribution', 'Iran']);
    expect(confidence).toBe('belief; reasoning not published');
    expect(note).toMatch(/gives no reasoning/);
  });

  it('tells who named the campaign, who could not confirm it and what was denied', () => {
    const incident = drafts.find((draft) => draft.body.id === '2019-10-phosphorus-us-campaign');
    expect(incident?.kind === 'incident' && incident.body.topics).toEqual([
      { id: 'campaign-identity', title: 'The campaign' },
    ]);
    const onTopic = [...claims.values()].filter(({ topic }) => topic === 'campaign-identity');
    const here = onTopic.filter(({ about }) => about === '2019-10-phosphorus-us-campaign');
    expect(Object.fromEntries(here.map(({ id, stance }) => [id.split('.')[1], stance]))).toEqual({
      'response-unnamed': 'declines',
      'reuters-trump': 'asserts',
      'nyt-trump': 'asserts',
      'ap-unconfirmed': 'could-not-confirm',
      'cyberscoop-unconfirmed': 'could-not-confirm',
      'reuters-mx': 'supports',
      'campaign-denial': 'denies',
      'campaign-no-comment': 'declines',
      'others-silent': 'supports',
      'err-democrat': 'misreports',
      'politico-denied': 'misreports',
    });
    expect([founding('reuters-trump').basis, founding('nyt-trump').basis]).toEqual([
      'unnamed-sources',
      'unnamed-sources',
    ]);
    expect(founding('campaign-denial').text).toMatch(/campaign's own infrastructure/);
    expect(founding('campaign-denial').note).toMatch(
      /does not deny that individuals were targeted/,
    );
  });

  it('keeps "241 hacked" as what two outlets printed, against what Microsoft said', () => {
    const { status, retelling, assertedBy, conflictsWith, figure } = founding('err-241-hacked');
    expect([status, retelling, figure?.metric]).toEqual(['disputed', 'misreported', 'compromised']);
    expect(assertedBy.map((party) => party.name)).toEqual([
      'Deutsche Welle',
      'Homeland Security News Wire',
    ]);
    expect(conflictsWith).toEqual([
      '2019-10-phosphorus-us-campaign.compromised',
      '2019-10-phosphorus-us-campaign.attacked',
    ]);
  });
});
