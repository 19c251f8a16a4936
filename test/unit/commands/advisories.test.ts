import { beforeAll, describe, expect, it } from 'vitest';
import { advisoryCard } from '../../../src/present/advisory-card.ts';
import { openPackHouse, type PackHouse } from '../../support/pack-house.ts';
import { advisory, source } from '../knowledge/fixtures.ts';

const KEV = { catalogue: 'cisa-kev' };
const CSAF = { catalogue: 'csaf' };

let house: PackHouse;
beforeAll(async () => {
  house = await openPackHouse('2026-11-23T12:00:00Z', [
    source('src-1', '2024-05-01', KEV),
    source('src-2', null, KEV),
    source('src-3', '2024-05-02', CSAF),
    advisory(
      {
        id: 'kev-cve-2024-1234',
        kind: 'exploited-vulnerability',
        title: 'Example Gateway Authentication Flaw',
        label: 'CVE-2024-1234',
        publishedOn: '2024-05-01',
        cves: ['CVE-2024-1234'],
        products: ['Example Gateway'],
        summary: 'Anybody may log in.',
        advice: 'Update it.',
        dueOn: '2024-05-22',
        ransomware: 'unknown',
        sources: ['src-1'],
        references: ['src-2'],
      },
      KEV,
    ),
    advisory(
      {
        id: 'kev-cve-2024-5678',
        kind: 'exploited-vulnerability',
        label: 'CVE-2024-5678',
        cves: ['CVE-2024-5678'],
        ransomware: 'known',
        sources: ['src-1'],
      },
      KEV,
    ),
    advisory(
      {
        id: 'example-com.ex-1',
        label: 'EX-1',
        title: 'EX-1, in Example Gateway',
        publishedOn: '2024-05-02',
        updatedOn: '2024-07-01',
        cves: ['CVE-2024-1234', 'CVE-2024-4321'],
        products: Array.from({ length: 40 }, (_, at) => `Product ${at + 1}`),
        moreProducts: 500,
        sources: ['src-3'],
      },
      CSAF,
    ),
    advisory(
      {
        id: 'kev-cve-2023-23397',
        kind: 'exploited-vulnerability',
        label: 'CVE-2023-23397',
        cves: ['CVE-2023-23397'],
        sources: ['src-1'],
      },
      KEV,
    ),
    advisory({ id: 'limited', label: 'L-1', tlp: 'AMBER', sources: ['src-3'] }, CSAF),
  ]);
});

describe('search for the number of one advisory', () => {
  it('opens its card: what it concerns, what its publisher says, where it says so', async () => {
    const { card } = await house.answer('search kev-cve-2024-1234');
    expect(card.title).toBe('CVE-2024-1234: Example Gateway Authentication Flaw');
    const text = await house.words('search kev-cve-2024-1234');
    expect(text).toContain(
      'CISA lists this vulnerability among those that are known to be exploited. [1]',
    );
    expect(text).toMatch(/Products:? Example Gateway/);
    expect(text).toMatch(/Listed on:? 1 May 2024/);
    expect(text).toMatch(/Deadline:? 22 May 2024, for those whom CISA can bind/);
    expect(text).toMatch(/What CISA says .*Anybody may log in\./);
    expect(text).toMatch(/What CISA says to do .*Update it\./);
    expect(text).toMatch(/CISA KEV/);
    expect(card.sources.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it.each(['search kev-cve-2024-1234', 'search CVE-2024-5678', 'search EX-1'])(
    'says plainly that no group follows from it: %s',
    async (line) => {
      const text = await house.words(line);
      expect(text).toMatch(/That does not say (?:who|whether anybody) exploits it/);
      expect(text).toContain('no group is inferred from it here.');
    },
  );

  it('tells known ransomware from unknown, which is not none', async () => {
    expect(await house.words('search CVE-2024-5678')).toContain(
      'CISA knows of use in ransomware campaigns; it does not say whose',
    );
    expect(await house.words('search kev-cve-2024-1234')).toContain('not the same as none');
  });

  it('is what the line alone does', async () => {
    const { card } = await house.answer('CVE-2024-5678');
    expect(card.title).toContain('CVE-2024-5678');
    expect(card.footer.recordId).toBe('kev-cve-2024-5678');
  });

  it('leads to the others about the same vulnerabilities', async () => {
    const { card } = await house.answer('search EX-1');
    expect(card.actions).toMatchObject([
      { label: 'CVE-2024-1234', commandLine: 'search kev-cve-2024-1234' },
    ]);
    expect(await house.words('search EX-1')).toContain('Product 8 and 532 more');
  });

  it('says when it may have read otherwise on the day asked about', async () => {
    const words = 'may have read otherwise on the day asked about';
    expect(await house.words('search EX-1 as-of:2024-06-01')).toContain(words);
    expect(await house.words('search EX-1 as-of:2024-08-01')).not.toContain(words);
    expect(
      (await house.answer('search EX-1 as-of:2024-05-01')).card.footer.recordId,
    ).toBeUndefined();
  });

  it('bears its mark, and is not there below it', async () => {
    const { knowledge } = house;
    const limited = knowledge.advisory('limited');
    expect(limited && advisoryCard(limited, { knowledge, now: new Date() }).footer.tlp).toBe(
      'TLP:AMBER',
    );
    expect(JSON.stringify((await house.answer('search L-1')).card)).not.toContain(
      'Advisory limited',
    );
  });

  it('keeps what others claim of the flaw apart from what its publisher says', async () => {
    const text = await house.words('search kev-cve-2023-23397');
    expect(text).toMatch(
      /Claims recorded here that name it, which CISA does not speak for .*APT28 used the Outlook flaw CVE-2023-23397/,
    );
    expect(text).toContain('no group is inferred from it here');
  });
});

describe('search for what several advisories are about', () => {
  it('lists them, exploited ones first, each with a button', async () => {
    const { card } = await house.answer('search CVE-2024-1234');
    expect(card.title).toBe('Search: CVE-2024-1234');
    // Claims about other flaws, which share most of the number, are not among them.
    expect(JSON.stringify(card)).not.toContain('CVE-2023');
    expect(card.actions.map(({ commandLine }) => commandLine)).toEqual(
      expect.arrayContaining(['search kev-cve-2024-1234', 'search example-com.ex-1']),
    );
    expect(await house.words('search CVE-2024-1234')).toMatch(
      /none of which says who uses the flaw .*?CVE-2024-1234: Example Gateway Authentication Flaw; which CISA lists as exploited, 1 May 2024 \[1\].*EX-1, in Example Gateway; security advisory of/,
    );
  });

  it('finds them by product', async () => {
    const { card } = await house.answer('search "Example Gateway"');
    const lines = card.actions.map(({ commandLine }) => commandLine);
    expect(lines).toContain('search kev-cve-2024-1234');
  });
});

it('search for a CVE that nothing tells of does not offer others that look like it', async () => {
  const { answered, card } = await house.answer('search CVE-2024-1235');
  expect(answered).toBe(false);
  expect(card.title).toBe('Nothing found');
  expect(JSON.stringify(await house.answer('search CVE-2024-12345'))).not.toContain('kev-');
});

it('no advisory is ever among what a group or incident is asked about', async () => {
  const { knowledge } = house;
  for (const { id } of knowledge.advisories()) {
    expect(knowledge.claimsAbout(id)).toEqual([]);
    expect(knowledge.incidentsOfActor(id)).toEqual([]);
  }
  const { answered } = await house.answer('actor CVE-2024-1234');
  expect(answered).toBe(false);
});
