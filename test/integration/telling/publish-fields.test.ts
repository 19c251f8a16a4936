import { describe, expect, it } from 'vitest';
import { databases } from '../storage/support/store.ts';
import {
  button,
  DRAFT,
  EDITOR,
  type Newsroom,
  OPERATOR,
  openNewsroom,
  wordsOf,
} from './newsroom.ts';

const server = databases();

const WORDS = 'headline:"Three men indicted" body:"Charges were announced."';
const REPORT =
  'source:https://example.org/a publisher:"The Agency" title:"A report" tier:government';
const MICROSOFT =
  'https://blogs.microsoft.com/on-the-issues/2019/10/04/recent-cyberattacks-require-us-all-to-be-vigilant/';

async function sourcesOf(room: Newsroom, id: string) {
  const draft = await room.house.storage.desk.draft(id);
  return draft?.disclosure.sources.map(({ record, publisher }) => record ?? publisher);
}

describe('sources', () => {
  it('are known ones by id or address, and others with publisher and title', async () => {
    const room = await openNewsroom(server);
    const address = MICROSOFT.replace('https', 'http').replace(/\/$/, '#top');
    const id = await room.write(EDITOR, `${WORDS} source:${address}`);
    expect(await sourcesOf(room, id)).toEqual(['s-ms-2019-10-04']);
    await room.ask(EDITOR, `publish ${id} source:s-ap-2019-10-04, s-ms-2019-10-04`);
    await room.ask(
      EDITOR,
      `publish ${id} ${REPORT.replace('government', 'vendor')} published:4 Oct 2019`,
    );
    expect(await sourcesOf(room, id)).toEqual(['s-ms-2019-10-04', 's-ap-2019-10-04', 'The Agency']);
    await room.ask(EDITOR, `publish ${id} title:"Another title"`);
    await room.ask(EDITOR, `publish ${id} drop:2`);
    const draft = await room.house.storage.desk.draft(id);
    expect(draft?.disclosure.sources).toMatchObject([
      { record: 's-ms-2019-10-04' },
      {
        title: 'Another title',
        url: 'https://example.org/a',
        publishedOn: '2019-10-04',
        tier: 'vendor',
      },
    ]);
  });

  const REFUSED: [values: string, why: string][] = [
    [
      'source:https://example.org/a',
      'is not known here, and publisher:, title: and tier: are missing',
    ],
    [
      'source:https://example.org/a publisher:"The Agency"',
      'is not known here, and title: and tier: are missing',
    ],
    ['source:https://example.org/a,https://example.org/b', 'Two sources are not known here'],
    ['source:s-nowhere', '“s-nowhere” is neither the id of a source known here nor a web address.'],
    ['source:"javascript:alert(1)"', 'nor a web address'],
    ['source:ftp://example.org/a', 'nor a web address'],
    ['source:s-ms-2019-10-04 publisher:X', 'all that are named are known'],
    ['publisher:X title:Y', 'none is named'],
    ['', 'A disclosure needs a source (source:).'],
    ['source:s-ms-2019-10-04 drop:3', 'There is no source 3 to take away.'],
    [
      `source:https://example.org/${'a'.repeat(500)} publisher:X title:Y tier:press`,
      'cannot be cited',
    ],
  ];

  it('are refused plainly, with a form that holds the words that were typed', async () => {
    const room = await openNewsroom(server);
    for (const [values, why] of REFUSED) {
      const answer = await room.ask(EDITOR, `publish ${WORDS} ${values}`);
      expect(answer.answered, values).toBe(false);
      expect(wordsOf(answer)).toContain(why);
      expect(button(answer, 'Fill in')).toContain(WORDS);
    }
    expect(await room.house.storage.desk.drafts()).toEqual([]);
    expect(room.faults).toEqual([]);
  });
});

describe('names', () => {
  it('lead to records, and to none when that is asked for', async () => {
    const room = await openNewsroom(server);
    const about = 'incident:SolarWinds actors:Phosphorus, APT42 sectors:"media, think tank"';
    const id = await room.write(
      EDITOR,
      `${DRAFT} ${about} claims:2019-10-phosphorus-us-campaign.compromised`,
    );
    const { desk } = room.house.storage;
    expect((await desk.draft(id))?.disclosure).toMatchObject({
      ...{ actors: ['phosphorus', 'apt42'], sectors: ['media', 'think-tank'] },
      incident: expect.stringContaining('solarwinds'),
      claims: ['2019-10-phosphorus-us-campaign.compromised'],
    });
    await room.ask(EDITOR, `publish ${id} incident:none actors:none sectors:none claims:none`);
    const emptied = (await desk.draft(id))?.disclosure;
    expect(emptied).toMatchObject({ actors: [], sectors: [], claims: [] });
    expect(emptied).not.toHaveProperty('incident');
  });

  const REFUSED: [values: string, why: string][] = [
    ['incident:fosforus', 'No incident is called “fosforus” here.'],
    ['incident:APT42', '“APT42” is a group, not an incident.'],
    ['actors:"Phosphorus, nobody at all"', 'No group is called “nobody at all” here.'],
    ['sectors:newspapers', '“newspapers” is no sector.'],
    ['claims:case.none', 'No claim has the id “case.none” here.'],
    [`headline:"${'x'.repeat(151)}"`, 'It takes up to 150 characters.'],
  ];

  it('are refused plainly', async () => {
    const room = await openNewsroom(server);
    for (const [values, why] of REFUSED) {
      const line = values.startsWith('headline') ? values : `${DRAFT} ${values}`;
      expect(await room.says(EDITOR, `publish ${line}`)).toContain(why);
    }
  });
});

describe('embargo', () => {
  it('is understood in the zone that is meant, and said back in UTC and there', async () => {
    const room = await openNewsroom(server);
    const { desk } = room.house.storage;
    const berlin = { timeZone: 'Europe/Berlin' };
    const made = await room.says(EDITOR, `publish ${DRAFT} embargo:2026-11-26 15:00`, berlin);
    expect(made).toContain(
      'Nothing leaves before 26 Nov 2026, 14:00 UTC (15:00 in Europe/Berlin).',
    );
    const [draft] = await desk.drafts();
    expect(draft?.embargo).toEqual(new Date('2026-11-26T14:00:00Z'));
    const id = draft!.disclosure.id;
    for (const [given, instant] of [
      ['26 Nov 2026 14:00 UTC', '2026-11-26T14:00:00Z'],
      ['"2026-11-26 14:00 New York"', '2026-11-26T19:00:00Z'],
      ['2026-11-26T14:00+05:30', '2026-11-26T08:30:00Z'],
    ]) {
      await room.ask(EDITOR, `publish ${id} embargo:${given}`, berlin);
      expect((await desk.draft(id))?.embargo).toEqual(new Date(instant!));
    }
    await room.ask(EDITOR, `publish ${id} embargo:none`);
    expect((await desk.draft(id))?.embargo).toBeUndefined();
  });

  it('in the past is refused with the time as it was understood', async () => {
    const room = await openNewsroom(server);
    const words = await room.says(EDITOR, `publish ${DRAFT} embargo:2026-03-02 12:30`, {
      timeZone: 'Asia/Tehran',
    });
    expect(words).toContain(
      'That embargo is over: it would be 2 Mar 2026, 09:00 UTC (12:30 in Asia/Tehran)',
    );
    expect(
      await room.says(EDITOR, `publish ${DRAFT} embargo:2026-11-26 14:00 Mars/Base`),
    ).toContain('is in no time zone that is known');
    expect(await room.house.storage.desk.drafts()).toEqual([]);
  });

  it('holds back what was sent off, and lets it be seen by nobody before', async () => {
    const room = await openNewsroom(server);
    const id = await room.write(EDITOR, `${DRAFT} embargo:2026-11-26 15:00`);
    const sent = await room.send(EDITOR, `publish ${id}`);
    expect(sent.card.title).toBe('Kept until its embargo is over');
    expect(await room.says(EDITOR, 'news')).not.toContain('indicted');
    expect((await room.ask(EDITOR, `news ${id}`)).answered).toBe(false);
    expect(await room.says(EDITOR, 'publish')).toMatch(
      /Under embargo · D-\w+ · severity high: Three men indicted\. Leaves 26 Nov 2026, 15:00 UTC\./,
    );
  });

  it('leaves time to correct and retract, of which nobody will have known', async () => {
    const room = await openNewsroom(server);
    const { desk } = room.house.storage;
    const embargo = new Date('2026-11-26T15:00:00Z');
    const id = await room.publish(EDITOR, `${DRAFT} embargo:2026-11-26 15:00`);
    const shown = await room.ask(EDITOR, `correct ${id} reason:"it is two" headline:"Two men"`);
    expect(wordsOf(shown)).toContain('Nothing leaves before 26 Nov 2026, 15:00 UTC.');
    expect(wordsOf(shown)).not.toContain('CORRECTED');
    await room.ask(EDITOR, button(shown, 'Correct'));
    expect(await desk.held()).toMatchObject([
      { revision: 2, embargo, disclosure: { headline: 'Two men' } },
    ]);
    expect(await desk.revisions(id)).toEqual([]);
    await room.ask(EDITOR, `retract ${id} reason:"it is off"`);
    const unseen = 'Nobody has seen it yet, as its embargo is not over. Nothing of it is sent.';
    const retraction = await room.ask(EDITOR, `retract ${id}`);
    expect(wordsOf(retraction)).toContain(unseen);
    expect(wordsOf(retraction)).not.toContain('Channels get');
    expect(wordsOf(await room.ask(EDITOR, button(retraction, 'Retract')))).toContain(unseen);
    expect(await desk.held()).toEqual([]);
    room.house.clock.at('2026-11-27T00:00:00Z');
    expect(await room.says(EDITOR, 'news')).not.toContain('men');
    expect(room.faults).toEqual([]);
  });
});

describe('a preview', () => {
  it('says which reference leads to no source, and that it was posted nowhere yet', async () => {
    const room = await openNewsroom(server);
    const words = await room.says(EDITOR, `publish ${DRAFT.replace('[1]', '[1] [3]')}`);
    expect(words).toContain('It refers to [3], and it has 1 source');
    expect(words).toContain('Draft of 2 Mar 2026, 12:00 UTC · revision 1');
    expect(words).not.toContain('First posted');
    expect(await room.says(EDITOR, `publish ${DRAFT}`)).not.toContain('It refers to');
  });

  it('is not offered without what could not be read, such as an embargo', async () => {
    const room = await openNewsroom(server);
    const words = await room.says(EDITOR, `publish ${DRAFT} embargo:soon`);
    expect(words).toContain('cannot be used for embargo');
    expect(words).not.toContain('What works');
  });
});

describe('a form', () => {
  it('is offered where there are forms, with what the draft says', async () => {
    const room = await openNewsroom(server);
    const id = await room.write(EDITOR, `${DRAFT} incident:SolarWinds embargo:2026-11-26 15:00`);
    expect(button(await room.ask(EDITOR, `publish ${id}`), 'Change')).toMatch(
      /^form publish draft:D-\w+ headline:"Three men indicted" body:.* embargo:"2026-11-26 15:00 UTC"$/,
    );
    const typed = await room.ask(OPERATOR, `publish ${id}`);
    expect(typed.card.actions.map(({ label }) => label)).not.toContain('Change');
    expect(await room.says(OPERATOR, `publish ${id}`)).toContain(`publish ${id} severity:high`);
  });
});
