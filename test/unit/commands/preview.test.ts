import { beforeEach, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, buttons, OPERATOR, READER } from './desk.ts';
import { type FollowHouse, openFollowHouse, revision, words } from './follow-house.ts';

let house: FollowHouse;
beforeEach(async () => {
  house = await openFollowHouse();
});

const day = (date: string) => ({ at: new Date(`2026-${date}T09:00:00Z`) });

function disclose(): void {
  house.disclosed.push(
    revision(
      { id: 'D-00003', headline: 'A draft on Phosphorus hackers', severity: 'medium' },
      day('11-21'),
    ),
    revision({ id: 'D-00002', headline: 'Charges', actors: ['phosphorus'] }, day('11-20')),
    revision({ id: 'D-00001', headline: 'Elsewhere', severity: 'critical' }, day('11-02')),
    revision({ id: 'D-00009', headline: 'Of August', severity: 'critical' }, day('08-02')),
    revision(
      { id: 'D-0000R', headline: 'Not for all', severity: 'critical', tlp: 'RED' },
      day('11-21'),
    ),
  );
}

describe('preview', () => {
  it('shows what a filter would have brought, and which rule stopped the rest', async () => {
    disclose();
    const said = await house.says(READER, 'preview Phosphorus exclude:draft');
    expect(said).toContain('1 of the 3 items disclosed in the last 30 days would have been posted');
    expect(said).toMatch(/Would have been posted · Charges .*: at once Would not/);
    expect(said).toContain('A draft on Phosphorus hackers (update, severity medium; D-00003');
    expect(said).toContain(
      'severity medium, this asks for high or above and mentions “draft”, which is excluded',
    );
    expect(said).toContain('does not name Phosphorus');
    expect(await house.says(READER, 'preview Phosphorus days:365')).toContain('Of August');
  });

  it('leaves out what is above the ceiling of the channel, and does not count it', async () => {
    disclose();
    expect(await house.says(READER, 'preview everything severity:low')).not.toContain(
      'Not for all',
    );
    await house.services.ceilings.set(READER.where, 'RED', 'U1');
    const said = await house.says(READER, 'preview everything severity:low');
    expect(said).toContain('Not for all');
    expect(said).toContain('All 4 items disclosed');
  });

  it('tries what the channel follows, with its digests, as if nothing were paused', async () => {
    disclose();
    await house.as(ADMINISTRATOR, 'subscribe Phosphorus every:day at:18:00 zone:UTC pause:2027');
    const said = await house.says(READER, 'preview');
    expect(said).toContain('in the digest of 20 Nov 2026, 18:00 UTC');
    expect(said).toContain('What is paused now is shown as if it were not.');
    await house.as(ADMINISTRATOR, 'subscribe origin:Iran');
    expect(await house.says(READER, 'preview')).toContain(
      'Charges (update, severity high; D-00002, 20 Nov 2026, 09:00 UTC): at once',
    );
  });

  it('tells the reasons of the nearest where several were tried', async () => {
    disclose();
    for (const line of ['Phosphorus', 'APT29 sector:defence', 'SolarWinds kind:new']) {
      await house.as(ADMINISTRATOR, `subscribe ${line} exclude:nothing`);
    }
    const said = await house.says(READER, 'preview');
    expect(said).toMatch(
      /Elsewhere [^:]*:\d\d UTC\): S-\w{5}: does not name Phosphorus; S-\w{5}: [^;]*; 1 other stops it too/,
    );
  });

  it('tries one by its id, also as it would be with changes', async () => {
    disclose();
    await house.as(ADMINISTRATOR, 'subscribe Phosphorus');
    const [one] = await house.subscriptions.of(ADMINISTRATOR.where);
    expect(await house.says(READER, `preview ${one!.id}`)).toContain('1 of the 3 items');
    expect(await house.says(READER, `preview ${one!.id} severity:low`)).toContain(
      '2 of the 3 items',
    );
    expect((await house.as(READER, 'preview S-ZZZZZ')).answered).toBe(false);
  });

  it('counts from the first revision, and says what was retracted since', async () => {
    house.disclosed.push(
      revision(
        { id: 'D-00001', severity: 'critical' },
        { ...day('11-22'), revision: 2, state: 'retracted', reason: 'wrong' },
      ),
      revision({ id: 'D-00001', severity: 'critical' }, day('11-20')),
    );
    await house.as(ADMINISTRATOR, 'subscribe everything every:day at:18:00 zone:UTC');
    const said = await house.says(READER, 'preview');
    expect(said).toContain('retracted since; D-00001, 20 Nov 2026, 09:00 UTC');
    expect(said).toContain('in the digest of 20 Nov 2026, 18:00 UTC');
  });

  it('says so where nothing was disclosed, or nothing is followed', async () => {
    const none = await house.as(READER, 'preview everything');
    expect(words(none.card)).toContain('Nothing was disclosed here in the last 30 days.');
    expect(buttons(none)).toContain('preview everything days:365');
    expect(await house.says(READER, 'preview')).toContain('This channel follows nothing.');
    expect(await house.says(OPERATOR, 'preview')).toContain('The terminal follows nothing.');
  });

  it('pages through any number, and offers to follow to whoever may', async () => {
    house.disclosed.push(
      ...Array.from({ length: 20 }, (_, index) =>
        revision({ id: `D-000${10 + index}`, headline: `Item ${index}`, severity: 'critical' }),
      ),
    );
    let line: string | undefined = 'preview everything';
    const seen: string[] = [];
    while (line !== undefined) {
      const page = await house.as(READER, line);
      seen.push(...(words(page.card).match(/Item \d+/g) ?? []));
      line = page.card.actions.find(({ label }) => label === 'More')?.commandLine;
    }
    expect(seen).toHaveLength(20);
    expect(buttons(await house.as(READER, 'preview everything'))).not.toContain(
      'subscribe everything',
    );
    expect(buttons(await house.as(ADMINISTRATOR, 'preview Phosphorus severity:low'))).toContain(
      'subscribe Phosphorus severity:low',
    );
  });

  it.each(['preview Fosforus', 'preview AccountGuard', 'preview everything days:0'])(
    'refuses %s',
    async (line) => {
      expect((await house.as(READER, line)).answered).toBe(false);
      expect(house.faults).toEqual([]);
    },
  );
});
