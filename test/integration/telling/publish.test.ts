import { describe, expect, it } from 'vitest';
import { databases } from '../storage/support/store.ts';
import { discord, slack } from '../storage/support/telling.ts';
import {
  button,
  buttons,
  COLLEAGUE,
  DRAFT,
  EDITOR,
  openNewsroom,
  READER,
  SUBSCRIBER,
  wordsOf,
} from './newsroom.ts';

const server = databases();

describe('publish', () => {
  it('shows the card that channels get, and how many; sends it when told to', async () => {
    const room = await openNewsroom(server);
    const { house } = room;
    for (const channel of ['C1', 'C2']) await house.follow({ place: slack(channel) });
    await house.follow({ place: slack('C3'), filter: { severity: 'critical' } });
    const daily = { every: 'day', at: '08:00', zone: 'UTC' } as const;
    await house.follow({ place: discord('1'), cadence: daily });
    const made = await room.ask(EDITOR, `publish ${DRAFT} incident:2019-10-phosphorus-us-campaign`);
    const id = made.card.footer.recordId!;
    const words = wordsOf(made);
    for (const part of [
      'DRAFT',
      'severity high',
      'Three men indicted',
      'Charges were announced.',
    ]) {
      expect(words).toContain(part);
    }
    expect(words).toContain('It goes to 3 channels: 2 in Slack and 1 in Discord by digest.');
    expect(words).toContain('“Incident”, “Timeline” and “Stop these”');
    expect(await house.keys()).toEqual([]);
    const sent = await room.ask(EDITOR, button(made, 'Publish to 3 channels'));
    expect(wordsOf(sent)).toContain('Published');
    expect(buttons(sent)).toMatchObject({ Receipt: `deliveries ${id}` });
    expect(await house.keys()).toHaveLength(3);
    const [revision] = await house.storage.desk.revisions(id);
    expect(revision).toMatchObject({ revision: 1, by: { id: 'UEDIT' }, state: 'published' });
    expect(revision?.disclosure).toMatchObject({
      ...{ severity: 'high', kind: 'new', catalogue: 'desk' },
      incident: '2019-10-phosphorus-us-campaign',
      sources: [{ record: 's-ms-2019-10-04', publisher: 'Microsoft', tier: 'vendor' }],
    });
    expect(await house.storage.desk.drafts()).toEqual([]);
    expect(room.faults).toEqual([]);
  });

  it('changes one field of a draft and nothing else, and shows its pages by its id', async () => {
    const room = await openNewsroom(server);
    const id = await room.write(EDITOR);
    const before = await room.house.storage.desk.draft(id);
    const changed = await room.ask(COLLEAGUE, `publish ${id.toLowerCase()} severity:critical`);
    expect(changed.commandLine).toBe(`publish ${id}`);
    const after = await room.house.storage.desk.draft(id);
    expect(after?.disclosure).toEqual({ ...before?.disclosure, severity: 'critical' });
    expect(after?.by.id).toBe('UCOLL');
  });

  it('sends nothing when somebody changed the draft after it was seen, and shows what it is now', async () => {
    const room = await openNewsroom(server);
    const id = await room.write(EDITOR);
    const seen = button(await room.ask(EDITOR, `publish ${id}`), 'Publish');
    await room.ask(COLLEAGUE, `publish ${id} headline:"Four men indicted"`);
    const answer = await room.ask(EDITOR, seen);
    expect(wordsOf(answer)).toContain('Somebody changed this draft after you saw it.');
    expect(wordsOf(answer)).toContain('Four men indicted');
    expect(await room.house.storage.desk.revisions(id)).toEqual([]);
    await room.ask(EDITOR, button(answer, 'Publish'));
    expect(await room.house.storage.desk.revisions(id)).toHaveLength(1);
    // The same press again, as a platform repeats one that it thinks was lost.
    const again = await room.ask(EDITOR, button(answer, 'Publish'));
    expect(again.answered).toBe(false);
    expect(wordsOf(again)).toContain('is published: revision 1');
    expect(await room.house.storage.desk.revisions(id)).toHaveLength(1);
  });

  it.each([
    ['publish', '', 'headline'],
    ['correct', 'reason:"One." severity:low', 'reason'],
    ['retract', 'reason:"One."', 'reason'],
  ])(
    'discards nothing of %s that somebody changed after it was seen, and shows what it is now',
    async (act, given, change) => {
      const room = await openNewsroom(server);
      const id = act === 'publish' ? await room.write(EDITOR) : await room.publish(EDITOR);
      const { desk } = room.house.storage;
      const seen = await room.ask(EDITOR, `${act} ${id} ${given}`);
      await room.ask(COLLEAGUE, `${act} ${id} ${change}:"What a colleague wrote"`);
      const answer = await room.ask(EDITOR, button(seen, 'Discard'));
      expect(wordsOf(answer)).toContain('Nothing was discarded.');
      expect(wordsOf(answer)).toContain('What a colleague wrote');
      expect(await desk.draft(id)).toBeDefined();
      expect(wordsOf(await room.ask(EDITOR, button(answer, 'Discard')))).toContain(
        'Draft discarded',
      );
      expect(await desk.draft(id)).toBeUndefined();
    },
  );

  it('lists what waits: who, when, from what; and how to write one', async () => {
    const room = await openNewsroom(server);
    expect(await room.says(EDITOR, 'publish')).toContain('No draft waits.');
    const id = await room.write(EDITOR);
    const words = await room.says(COLLEAGUE, 'publish');
    expect(words).toContain(`${id} · to be published · severity high: Three men indicted.`);
    expect(words).toContain('Prepared by Name of UEDIT');
    const listed = await room.ask(COLLEAGUE, 'publish');
    expect(buttons(listed)).toMatchObject({ [id]: `publish ${id}`, 'Write one': 'form publish' });
    const preview = await room.ask(COLLEAGUE, `publish ${id}`);
    await room.ask(COLLEAGUE, button(preview, 'Discard'));
    expect(await room.says(EDITOR, 'publish')).toContain('No draft waits.');
    expect(await room.says(EDITOR, `publish ${id}`)).toContain('No draft of');
  });

  it('is for editors', async () => {
    const room = await openNewsroom(server);
    const id = await room.write(EDITOR);
    for (const line of ['publish', `publish ${id}`, `publish ${id} confirm:1`, `correct ${id}`]) {
      for (const who of [SUBSCRIBER, READER]) {
        const answer = await room.ask(who, line);
        expect(answer.answered).toBe(false);
        expect(wordsOf(answer)).not.toContain('indicted');
      }
    }
    expect(await room.house.storage.desk.draft(id)).toBeDefined();
  });

  it('never posts a preview in the channel', async () => {
    const room = await openNewsroom(server);
    const answer = await room.ask(EDITOR, `publish ${DRAFT} public:true`);
    expect(answer).toMatchObject({ visibility: 'asker', answered: false });
    expect(await room.house.storage.desk.drafts()).toEqual([]);
  });

  it('neither shows nor takes what is above the ceiling of the channel', async () => {
    const room = await openNewsroom(server);
    const { ceilings, desk } = room.house.storage;
    const secret = `publish ${DRAFT} tlp:AMBER`;
    expect(await room.says(EDITOR, secret)).toContain('may not be shown in this channel');
    await ceilings.set(COLLEAGUE.where, 'AMBER', 'root');
    const made = await room.ask(COLLEAGUE, secret);
    const id = made.card.footer.recordId!;
    expect(made.answered).toBe(true);
    expect(await room.says(EDITOR, 'publish')).toContain('No draft waits.');
    for (const line of [`publish ${id}`, button(made, 'Publish'), button(made, 'Discard')]) {
      expect(await room.says(EDITOR, line)).toContain('nothing was published under that id');
    }
    expect(await desk.draft(id)).toBeDefined();
    await room.ask(COLLEAGUE, button(made, 'Publish'));
    expect(await room.says(EDITOR, `correct ${id}`)).toContain('No disclosure');
    expect(await room.says(EDITOR, `deliveries ${id}`)).toContain('No disclosure');
  });

  it('is in the audit log, whatever came of it', async () => {
    const room = await openNewsroom(server);
    const id = await room.publish(EDITOR);
    await room.ask(READER, 'publish');
    const { entries } = await room.house.storage.audit.list(EDITOR.where, 0, 10);
    expect(entries.map(({ act, outcome, user }) => `${user} ${act} ${outcome}`)).toEqual([
      'UREAD publish refused',
      ...Array(3).fill('UEDIT publish done'),
    ]);
    expect(entries[1]?.detail).toMatch(new RegExp(`^publish ${id} confirm:\\d+$`));
  });
});
