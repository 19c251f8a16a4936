import { beforeEach, describe, expect, it } from 'vitest';
import type { Desk, Draft } from '../../../src/disclosure/desk.ts';
import type { DisclosureRevision } from '../../../src/domain/disclosure.ts';
import type { Reason } from '../../../src/leads/leads.ts';
import { lead, leadItem, NAMES_PHOSPHORUS } from '../../support/memory-leads.ts';
import {
  ADMINISTRATOR,
  buttons,
  EDITOR,
  GUILD_EDITOR,
  type LeadsHouse,
  OPERATOR,
  openLeadsHouse,
  READER,
} from './leads-house.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const CAMPAIGN = '2019-10-phosphorus-us-campaign';
const ID = 'L-7F3KQ';

/** A desk that keeps drafts and sends them to nobody. */
function memoryDesk(): Desk & { readonly sent: DisclosureRevision[] } {
  const drafts = new Map<string, Draft>();
  const sent: DisclosureRevision[] = [];
  const none = { posts: {}, edits: 0 };
  return {
    sent,
    async keep(draft) {
      const version = (drafts.get(draft.disclosure.id)?.version ?? 0) + 1;
      const kept = { ...draft, at: NOW, version };
      drafts.set(draft.disclosure.id, kept);
      return kept;
    },
    draft: async (id) => drafts.get(id),
    drafts: async () => [...drafts.values()],
    discard: async (id) => drafts.delete(id),
    reach: async () => none,
    async publish(id, _version, by) {
      const { disclosure, base, reason } = drafts.get(id) as Draft;
      drafts.delete(id);
      const revision: DisclosureRevision = {
        ...{ disclosure, reason, by, at: NOW, revision: base + 1 },
        ...{ state: 'published', embargo: undefined },
      };
      sent.push(revision);
      return { revision, reach: none };
    },
    revisions: async (id) => sent.filter(({ disclosure }) => disclosure.id === id),
    held: async () => [],
    since: async () => [],
  };
}

let house: LeadsHouse;
let desk: ReturnType<typeof memoryDesk>;
beforeEach(async () => {
  desk = memoryDesk();
  house = await openLeadsHouse({ desk });
});

const NAMES_CAMPAIGN: Reason = {
  ...{ kind: 'incident', id: CAMPAIGN, label: 'Phosphorus campaign', words: 'the campaign' },
  ...{ where: 'text', strong: true },
};
const state = async () => (await house.leads.get(ID))?.state;

describe('the inbox', () => {
  it('lists what waits, corrections first, each in its publishers’ words', async () => {
    house.leads.put(lead());
    house.leads.put(lead({ id: 'L-00001', kind: 'correction', incident: CAMPAIGN }));
    house.leads.put(lead({ id: 'L-00002', state: 'dismissed' }));
    const words = await house.says(EDITOR, 'inbox');
    expect(words).toContain('2 leads wait, corrections first, then the newest.');
    expect(words).toMatch(
      /L-00001 · correction of what was attached.*L-7F3KQ · The Example Times: “/,
    );
    expect(words).not.toContain('L-00002');
    expect(await house.says(EDITOR, 'inbox state:dismissed')).toContain('1 lead was dismissed.');
  });

  it('pages', async () => {
    for (let at = 0; at < 8; at += 1) house.leads.put(lead({ id: `L-0000${at}` }));
    const first = await house.as(EDITOR, 'inbox');
    expect(buttons(first).slice(-1)).toEqual(['inbox skip:6']);
    const words = await house.says(EDITOR, 'inbox skip:6');
    expect(words).toContain('7 to 8 stand here');
    expect(words).toContain('/tocsin inbox skip:0');
  });

  it('is shown to editors alone', async () => {
    house.leads.put(lead());
    for (const person of [READER, ADMINISTRATOR]) {
      for (const line of ['inbox', `inbox ${ID}`, `inbox ${ID} act:dismiss`, 'inbox here:on']) {
        expect((await house.as(person, line)).answered).toBe(false);
        expect(await house.says(person, line)).not.toContain('Example Times');
      }
    }
    expect(await state()).toBe('waiting');
    expect(await house.services.editorChannels.list()).toEqual([]);
  });
});

describe('a lead', () => {
  it('quotes its publishers under their names, and says why it was raised', async () => {
    const strange = { ...NAMES_PHOSPHORUS, id: 'hidden', label: 'Not to be shown' };
    house.leads.put(
      lead({ reasons: [NAMES_PHOSPHORUS, { ...NAMES_CAMPAIGN, strong: false }, strange] }),
    );
    const words = await house.says(EDITOR, `inbox ${ID.toLowerCase()}`);
    expect(words).toContain('LEAD · waiting The Example Times: “Phosphorus said to try again”');
    expect(words).toContain(
      'The Example Times (press), no date, times.example (https://times.example/phosphorus): > “Phosphorus said to try again” “A report tells of attempts.”',
    );
    expect(words).toContain('Names the group Phosphorus: “Phosphorus” in the title.');
    expect(words).toContain('“the campaign” in the text, which can also mean something else.');
    expect(words).not.toContain('Not to be shown');
  });

  it('that is unknown is said to be so', async () => {
    expect((await house.as(EDITOR, 'inbox L-00000')).card.title).toBe('No such lead');
    expect((await house.as(EDITOR, 'inbox L-00000 act:mute')).card.title).toBe('No such lead');
  });

  it.each([
    ['dismiss', 'dismissed', 'Dismissed by Name of UEDITOR'],
    ['mute', 'muted', 'Muted by Name of UEDITOR'],
  ])('is decided on: %s, and put back', async (act, after, words) => {
    house.leads.put(lead());
    expect(buttons(await house.as(EDITOR, `inbox ${ID}`))).toContain(
      `inbox ${ID} act:${act} seen:1`,
    );
    expect(await house.says(EDITOR, `inbox ${ID} act:${act} seen:1`)).toContain(words);
    expect(await state()).toBe(after);
    const decided = await house.as(EDITOR, `inbox ${ID}`);
    expect(buttons(decided)).toEqual([`inbox ${ID} act:back seen:2`, 'inbox']);
    await house.as(EDITOR, `inbox ${ID} act:back seen:2`);
    expect(await state()).toBe('waiting');
  });

  it('that changed meanwhile is shown anew, and nothing is done', async () => {
    house.leads.put(lead({ version: 2 }));
    for (const act of ['dismiss', 'mute', 'publish', 'attach', 'back']) {
      const words = await house.says(EDITOR, `inbox ${ID} act:${act} seen:1`);
      expect(words, act).toContain('It changed after you saw it, and nothing was done.');
      expect(words, act).toContain(`act:dismiss seen:2`);
    }
    expect(await state()).toBe('waiting');
    expect(house.attached).toEqual([]);
  });

  it('that is decided on is not decided on again by what is typed', async () => {
    house.leads.put(lead({ state: 'dismissed' }));
    expect(await house.says(EDITOR, `inbox ${ID} act:publish`)).toContain('waits no more');
    expect(await desk.drafts()).toEqual([]);
  });
});

describe('publishing a lead', () => {
  it('begins a draft of its publishers’ words, and the lead is published when that is sent', async () => {
    house.leads.put(
      lead({
        items: [
          leadItem(),
          leadItem({ publisher: 'An Agency', tier: 'wire', url: 'https://agency.example/1' }),
          leadItem({ publisher: 'No Address', url: undefined }),
        ],
        reasons: [NAMES_PHOSPHORUS, NAMES_CAMPAIGN],
      }),
    );
    const preview = await house.as(EDITOR, `inbox ${ID} act:publish seen:1`);
    const [draft] = await desk.drafts();
    expect(draft?.disclosure).toMatchObject({
      headline: 'The Example Times: “Phosphorus said to try again”',
      body: 'The Example Times wrote: “Phosphorus said to try again” [1] An Agency wrote: “Phosphorus said to try again” [2]',
      ...{ incident: CAMPAIGN, actors: ['phosphorus'], tlp: 'CLEAR' },
      sources: [
        { publisher: 'The Example Times', url: 'https://times.example/phosphorus', tier: 'press' },
        { publisher: 'An Agency', tier: 'wire' },
      ],
    });
    expect(desk.sent).toEqual([]);
    expect(await state()).toBe('waiting');
    // Pressed twice, there is one draft.
    await house.as(EDITOR, `inbox ${ID} act:publish seen:1`);
    expect(await desk.drafts()).toHaveLength(1);
    await house.as(EDITOR, preview.card.actions[0]?.commandLine ?? '');
    expect(desk.sent).toHaveLength(1);
    expect(await house.leads.get(ID)).toMatchObject({
      ...{ state: 'published', disclosure: draft?.disclosure.id },
      decided: { by: EDITOR.who },
    });
    expect(house.faults).toEqual([]);
  });

  it('is made good later where the inbox could not be told that it was sent', async () => {
    const decide = house.leads.decide;
    house.leads.put(lead());
    house.leads.decide = async () => {
      throw new Error('the database is away');
    };
    const preview = await house.as(EDITOR, `inbox ${ID} act:publish`);
    const sent = await house.as(EDITOR, preview.card.actions[0]?.commandLine ?? '');
    expect(sent.card.title).toBe('Published');
    expect(await state()).toBe('waiting');
    house.leads.decide = decide;
    expect(await house.says(EDITOR, `inbox ${ID}`)).toContain('LEAD · published');
  });

  it('is refused where nothing of it can be cited', async () => {
    house.leads.put(lead({ items: [leadItem({ url: undefined })] }));
    expect(await house.says(EDITOR, `inbox ${ID} act:publish`)).toContain('can be cited');
    expect(buttons(await house.as(EDITOR, `inbox ${ID}`)).join()).not.toContain('act:attach');
  });
});

it('a lead that was published is not put back', async () => {
  house.leads.put({ ...lead(), state: 'published', disclosure: 'D-7F3KQ' });
  expect(await house.says(EDITOR, `inbox ${ID} act:back`)).toContain(
    'correct D-7F3KQ, or retract D-7F3KQ',
  );
  expect(await state()).toBe('published');
});

describe('attaching a lead', () => {
  it('offers the incident that it names, and attaches to it', async () => {
    house.leads.put(lead({ reasons: [NAMES_CAMPAIGN] }));
    const line = `inbox ${ID} act:attach incident:${CAMPAIGN} seen:1`;
    expect(buttons(await house.as(EDITOR, `inbox ${ID}`))).toContain(line);
    expect(await house.says(EDITOR, line)).toContain(
      'Attached to “Phosphorus and a US campaign, 2019”',
    );
    expect(house.attached).toEqual([`${ID} to ${CAMPAIGN}`]);
    expect(await house.leads.get(ID)).toMatchObject({ state: 'attached', incident: CAMPAIGN });
  });

  it('asks which where it names none, and takes a name', async () => {
    house.leads.put(lead());
    const asked = await house.as(EDITOR, `inbox ${ID} act:attach seen:1`);
    expect(asked.card.title).toBe('Attach it to which incident?');
    expect(buttons(asked)[0]).toMatch(/^inbox L-7F3KQ act:attach incident:20\S+ seen:1$/);
    expect(buttons(asked)).toContain(`form inbox lead:${ID} act:attach seen:1`);
    expect(await state()).toBe('waiting');
    await house.as(EDITOR, `inbox ${ID} act:attach incident:SolarWinds seen:1`);
    expect(await state()).toBe('attached');
    expect(await house.says(EDITOR, `inbox ${ID} act:back`)).toContain('LEAD · waiting');
    expect(await house.says(EDITOR, `inbox ${ID} act:attach incident:nonsuch`)).toContain(
      'No incident is called “nonsuch” here.',
    );
  });
});

describe('a correction', () => {
  async function published(): Promise<string> {
    house.leads.put(lead({ id: 'L-00009' }));
    const preview = await house.as(EDITOR, 'inbox L-00009 act:publish');
    await house.as(EDITOR, preview.card.actions[0]?.commandLine ?? '');
    return desk.sent[0]?.disclosure.id ?? '';
  }
  const changed = leadItem({
    title: 'Phosphorus said to rest',
    earlier: [{ ...leadItem(), until: new Date('2026-11-23T11:30:00Z') }],
  });

  it('says from what to what, and brings it to the form that puts the disclosure right', async () => {
    const id = await published();
    const gone = leadItem({ publisher: 'An Agency', withdrawnAt: NOW });
    house.leads.put(lead({ kind: 'correction', disclosure: id, items: [changed, gone] }));
    const words = await house.says(EDITOR, `inbox ${ID}`);
    expect(words).toContain('CORRECTION AT THE SOURCE · waiting');
    expect(words).toContain(`What ${id} was written from has changed`);
    expect(words).toContain(
      'the title from “Phosphorus said to try again” to “Phosphorus said to rest”.',
    );
    expect(words).toContain('An Agency, seen 23 Nov 2026, 12:00 UTC: its feed no longer carries');
    const [correct, retract] = buttons(await house.as(EDITOR, `inbox ${ID}`));
    expect(correct).toContain(`form correct disclosure:${id} reason:"The Example Times changed`);
    expect(retract).toContain(`form retract disclosure:${id} reason:`);
  });

  it('can be said to be settled once the disclosure was put right, and not before', async () => {
    const id = await published();
    const early = new Date('2026-11-23T10:00:00Z');
    house.leads.put(
      lead({ kind: 'correction', disclosure: id, items: [changed], raisedAt: early }),
    );
    const settle = `inbox ${ID} act:settle seen:1`;
    expect(buttons(await house.as(EDITOR, `inbox ${ID}`))).not.toContain(settle);
    const fixed = await house.as(EDITOR, `correct ${id} reason:"it rests" headline:"It rests"`);
    await house.as(EDITOR, fixed.card.actions[0]?.commandLine ?? '');
    // A correction is for an editor to settle: sending another does not settle it.
    expect(await state()).toBe('waiting');
    expect(buttons(await house.as(EDITOR, `inbox ${ID}`))).toContain(settle);
    const settled = await house.says(EDITOR, settle);
    expect(settled).toContain(`Put right in ${id}`);
    expect(settled).not.toContain('for an editor to say');
    expect(await house.leads.get(ID)).toMatchObject({ state: 'published', disclosure: id });
  });

  it('of what is marked above the ceiling does not name it there', async () => {
    const id = await published();
    const [sent] = desk.sent;
    if (sent !== undefined) {
      desk.sent[0] = { ...sent, disclosure: { ...sent.disclosure, tlp: 'AMBER' } };
    }
    house.leads.put(lead({ kind: 'correction', disclosure: id, items: [changed] }));
    for (const line of ['inbox', `inbox ${ID}`]) {
      const { card } = await house.as(EDITOR, line);
      expect(JSON.stringify(card), line).not.toContain(id);
    }
  });
});

describe('an editors’ channel', () => {
  it('is turned on and off where the line is typed, by an editor', async () => {
    expect(await house.says(EDITOR, 'inbox here:on')).toContain('From now on each lead is shown');
    expect(await house.says(EDITOR, 'inbox here:on')).toContain('Each lead is shown');
    expect(await house.services.editorChannels.list()).toMatchObject([
      { place: EDITOR.where, on: true, by: EDITOR.who, byOperator: false },
    ]);
    expect(await house.says(EDITOR, 'inbox')).toContain('/tocsin inbox here:off');
    expect(await house.says(EDITOR, 'inbox here:off')).toContain('No further lead is shown');
    expect(await house.says(GUILD_EDITOR, 'inbox')).toContain('/tocsin-desk inbox here:on');
  });

  it('is named by an operator, and is no terminal and no direct message', async () => {
    expect(await house.says(OPERATOR, 'inbox here:on')).toContain('this is none');
    const there = await house.says(OPERATOR, 'inbox here:on in:slack/T1/C9');
    expect(there).toContain('in slack/T1/C9');
    const direct = { ...EDITOR, where: { ...EDITOR.where, channel: 'D1' } };
    expect((await house.as(direct, 'inbox here:on')).answered).toBe(false);
    expect(await house.services.editorChannels.list()).toMatchObject([
      { place: { channel: 'C9' }, byOperator: true },
    ]);
  });
});
