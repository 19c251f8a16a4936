import { describe, expect, it } from 'vitest';
import { databases } from '../storage/support/store.ts';
import { disclosure, slack } from '../storage/support/telling.ts';
import { DRAFT, EDITOR, openNewsroom, type Person, READER } from './newsroom.ts';

/** What words of editors, or of disclosures, must not reach whom they are not for. */

const server = databases();

const ADMINISTRATOR: Person = {
  ...READER,
  where: slack('C1'),
  may: new Set(['ask', 'subscribe', 'administer']),
};

describe('the audit log', () => {
  it('keeps what an editor wrote from an administrator who may not see it', async () => {
    const room = await openNewsroom(server);
    await room.house.storage.ceilings.set(EDITOR.where, 'RED', 'root');
    await room.write(EDITOR, `${DRAFT} tlp:RED embargo:"2027-01-01 10:00"`);
    await room.ask(READER, 'publish headline:"Not an editor"');
    const words = await room.says(ADMINISTRATOR, 'audit');
    expect(words).toContain('2 acts in this workspace');
    expect(words).toContain('tlp:RED');
    expect(words).not.toMatch(/indicted|announced|s-ms-|2027|Not an editor/);
  });
});

describe('a disclosure that was marked higher', () => {
  it('is not shown by going back to before', async () => {
    const room = await openNewsroom(server);
    const { house } = room;
    await house.publish('D-00001', {
      disclosure: disclosure('D-00001', { headline: 'Named by mistake' }),
    });
    house.clock.pass(86_400_000);
    await house.correct('D-00001', 1, { disclosure: disclosure('D-00001', { tlp: 'AMBER' }) });
    const asOf = 'as-of:2026-03-02';
    for (const line of [`news D-00001 ${asOf}`, `news since:2026-03-01 ${asOf}`]) {
      expect(await room.says(READER, line)).not.toContain('Named by mistake');
    }
    await house.storage.ceilings.set(READER.where, 'AMBER', 'root');
    expect(await room.says(READER, `news D-00001 ${asOf}`)).toContain('Named by mistake');
  });

  it('is not shown by a draft that was begun before', async () => {
    const room = await openNewsroom(server);
    const { house } = room;
    await house.publish('D-00001');
    const begun = await house.keep('D-00001', 'correct', 1);
    await house.correct('D-00001', 1, {
      disclosure: disclosure('D-00001', { body: 'For few.', tlp: 'RED' }),
    });
    await house.storage.desk.keep(begun);
    const words = await room.says(EDITOR, 'correct D-00001');
    expect(words).toContain('No such draft');
    expect(words).not.toContain('For few.');
  });
});
