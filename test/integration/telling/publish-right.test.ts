import { describe, expect, it } from 'vitest';
import { databases } from '../storage/support/store.ts';
import { slack } from '../storage/support/telling.ts';
import {
  button,
  buttons,
  COLLEAGUE,
  DRAFT,
  EDITOR,
  OPERATOR,
  openNewsroom,
  READER,
  SUBSCRIBER,
  wordsOf,
} from './newsroom.ts';

const server = databases();

describe('correct', () => {
  it('shows the corrected card, changes it where it stands, and says why', async () => {
    const room = await openNewsroom(server);
    const { house } = room;
    for (const channel of ['C1', 'C2']) await house.follow({ place: slack(channel) });
    const id = await room.publish(EDITOR);
    await house.deliver(await house.postIn('C1', id));
    await house.deliver(await house.postIn('C2', id));
    house.clock.pass(180_000);
    const line = `correct ${id} reason:"said three men; two are charged" headline:"Two men indicted"`;
    const shown = await room.ask(COLLEAGUE, line);
    const words = wordsOf(shown);
    for (const part of [
      'CORRECTED 12:03 UTC',
      'Two men indicted',
      'Corrected 12:03 UTC: said three men; two are charged',
      'It changes 2 posts in place.',
      'What it said before',
    ]) {
      expect(words).toContain(part);
    }
    const sent = await room.ask(COLLEAGUE, button(shown, 'Correct 2 posts'));
    expect(wordsOf(sent)).toContain('Corrected');
    const [first, second] = await house.storage.desk.revisions(id);
    expect(first?.disclosure.headline).toBe('Three men indicted');
    expect(second).toMatchObject({
      ...{ revision: 2, reason: 'said three men; two are charged', by: { id: 'UCOLL' } },
      disclosure: { headline: 'Two men indicted', body: first?.disclosure.body },
    });
  });

  it('needs a reason and a change', async () => {
    const room = await openNewsroom(server);
    const id = await room.publish(EDITOR);
    const bare = await room.ask(EDITOR, `correct ${id} body:"Other words."`);
    expect(bare.answered).toBe(false);
    expect(wordsOf(bare)).toContain('The reason is missing.');
    // Nothing has to be typed again: the form holds what was given, over what it says now.
    expect(button(bare, 'Fill in')).toMatch(
      /^form correct disclosure:D-\w+ headline:"Three men indicted" body:"Other words."/,
    );
    for (const values of ['reason:"a slip"', 'reason:"a slip" headline:"Three men indicted"']) {
      expect(await room.says(EDITOR, `correct ${id} ${values}`)).toContain(
        'That changes nothing of what it says.',
      );
    }
    expect(await room.house.storage.desk.drafts()).toEqual([]);
  });

  it('is changed by further lines, and carried over when somebody corrects it first', async () => {
    const room = await openNewsroom(server);
    const { desk } = room.house.storage;
    const id = await room.publish(EDITOR);
    const draft = await room.ask(EDITOR, `correct ${id} reason:"too low" severity:critical`);
    await room.ask(EDITOR, `correct ${id} body:"Charges were announced in court. [1]"`);
    const seen = button(await room.ask(EDITOR, `correct ${id}`), 'Correct');
    expect(seen).not.toBe(button(draft, 'Correct'));
    await room.house.correct(id, 1, {
      disclosure: { ...(await desk.revisions(id))[0]!.disclosure, headline: 'Two men indicted' },
    });
    // The other correction took the draft's place, so it is prepared again and overtaken once more.
    await room.ask(EDITOR, `correct ${id} reason:"too low" severity:critical`);
    const late = button(await room.ask(EDITOR, `correct ${id}`), 'Correct');
    const between = await desk.draft(id);
    await room.house.correct(id, 2, {
      disclosure: { ...between!.disclosure, severity: 'high', headline: 'Four men indicted' },
    });
    await desk.keep(between!);
    const version = (await desk.draft(id))!.version;
    const answer = await room.ask(EDITOR, late.replace(/confirm:\d+/, `confirm:${version}`));
    expect(wordsOf(answer)).toContain('The disclosure got another revision after you saw this.');
    const carried = await desk.draft(id);
    expect(carried).toMatchObject({ base: 3, reason: 'too low' });
    expect(carried?.disclosure).toMatchObject({
      ...{ headline: 'Four men indicted', severity: 'critical' },
    });
  });

  it('asks which, when none is named, and knows drafts from what is published', async () => {
    const room = await openNewsroom(server);
    const draft = await room.write(EDITOR);
    expect(await room.says(EDITOR, `correct ${draft} reason:"x"`)).toContain(
      'is not published yet',
    );
    expect(await room.says(EDITOR, 'correct')).toContain('Nothing was published');
    const id = await room.publish(EDITOR, DRAFT.replace('Three', 'Five'));
    expect(buttons(await room.ask(EDITOR, 'correct'))).toEqual({
      [id]: `form correct disclosure:${id}`,
    });
    expect(await room.says(EDITOR, `publish ${id}`)).toContain('is published: revision 1');
  });
});

describe('retract', () => {
  it('strikes the text through, leaves the reason, and is done once', async () => {
    const room = await openNewsroom(server);
    const { house } = room;
    await house.follow({ place: slack('C1') });
    const id = await room.publish(EDITOR);
    await house.deliver(await house.postIn('C1', id));
    expect(await room.says(EDITOR, `retract ${id}`)).toContain('The reason is missing.');
    const shown = await room.ask(EDITOR, `retract ${id} reason:"the court denies it"`);
    for (const part of ['This disclosure is retracted', 'the court denies it', '1 post']) {
      expect(wordsOf(shown)).toContain(part);
    }
    expect(shown.card.actions[0]).toMatchObject({ label: 'Retract 1 post', style: 'danger' });
    expect(await room.says(EDITOR, `correct ${id} reason:"x"`)).toContain('has a retraction');
    expect(await room.says(EDITOR, `publish ${id} severity:low`)).toContain('changes no text');
    await room.ask(EDITOR, button(shown, 'Retract'));
    expect((await house.storage.desk.revisions(id)).at(-1)).toMatchObject({
      ...{ state: 'retracted', reason: 'the court denies it', revision: 2 },
    });
    expect(await room.says(EDITOR, `retract ${id} reason:"again"`)).toContain('retracted already');
    expect(await room.says(READER, 'news since:2026')).toMatch(
      /RETRACTED · new · severity high: .retracted: Three men indicted. the court denies it/,
    );
  });
});

describe('news', () => {
  it('lists what was told, and opens one with all that it ever said', async () => {
    const room = await openNewsroom(server);
    const { house } = room;
    const id = await room.publish(EDITOR);
    house.clock.pass(180_000);
    await room.ask(EDITOR, `correct ${id} reason:"it is two" headline:"Two men indicted"`);
    await room.send(EDITOR, `correct ${id}`);
    const list = await room.ask(READER, 'news');
    expect(wordsOf(list)).toMatch(
      /2 Mar 2026 · CORRECTED · new · severity high: Two men indicted\./,
    );
    expect(wordsOf(list)).toContain('[1] Microsoft, 4 Oct 2019');
    expect(buttons(list)).toMatchObject({ [id]: `news ${id}` });
    const words = await room.says(READER, `news ${id}`);
    expect(words).toMatch(
      /Revision 2, as it stands Since 2 Mar 2026, 12:03 UTC\. Why it was changed: it is two\. Two men indicted\. .*Revision 1 From 2 Mar 2026, 12:00 UTC to 2 Mar 2026, 12:03 UTC\. Three men indicted\. /,
    );
    // As of a day before it was told, nothing of it is there.
    expect(await room.says(READER, 'news since:2026 as-of:2026-03-01')).not.toContain('indicted');
    expect((await room.ask(READER, `news ${id} as-of:2026-03-01`)).answered).toBe(false);
  });

  it('leaves out what is above the ceiling, as if it were not there', async () => {
    const room = await openNewsroom(server);
    const { ceilings } = room.house.storage;
    await ceilings.set(COLLEAGUE.where, 'AMBER', 'root');
    const id = await room.publish(COLLEAGUE, `${DRAFT} tlp:AMBER`);
    expect(await room.says(COLLEAGUE, 'news')).toContain('indicted');
    expect(await room.says(READER, 'news')).not.toContain('indicted');
    expect((await room.ask(READER, `news ${id}`)).answered).toBe(false);
    expect(await room.says(READER, 'news D-00000')).toContain('No disclosure D-00000');
  });
});

describe('deliveries', () => {
  it('tells who saw what until when, what failed and why, and tries again', async () => {
    const room = await openNewsroom(server);
    const { house } = room;
    for (const channel of ['C1', 'C2', 'C3']) await house.follow({ place: slack(channel) });
    await house.follow({ place: slack('CX', 'T2') });
    const id = await room.publish(EDITOR);
    house.clock.pass(120_000);
    await house.deliver(await house.postIn('C1', id));
    await house.deliver(await house.postIn('CX', id));
    const failing = await house.postIn('C2', id);
    await house.storage.ledger.finish(failing, {
      state: 'failed',
      reason: 'the channel is archived',
      happened: { what: 'failed', reason: 'the channel is archived' },
    });
    house.clock.pass(180_000);
    await room.ask(EDITOR, `correct ${id} reason:"it is two" headline:"Two men indicted"`);
    await room.send(EDITOR, `correct ${id}`);
    await house.deliver(await house.postIn('C1', id));
    const answer = await room.ask(SUBSCRIBER, `deliveries ${id}`);
    const words = wordsOf(answer);
    expect(words).toContain('Shown in 1 channel: revision 2. Posts: 1 waiting and 1 failed.');
    expect(words).toContain('failed: the channel is archived.');
    expect(words).toContain('revision 1 from 2 Mar 2026, 12:02 UTC to 12:05 UTC, then revision 2');
    expect(words).not.toContain('CX');
    expect(words).not.toContain('other workspaces');
    // Editors are told how it stands elsewhere, without names; operators everything.
    const editors = await room.says(EDITOR, `deliveries ${id}`);
    expect(editors).toContain('In other workspaces and servers: 1 shown.');
    expect(editors).not.toContain('CX');
    expect(await room.says(OPERATOR, `deliveries ${id}`)).toMatch(/CX.* in Slack T2/);
    expect(await room.says(OPERATOR, `deliveries ${id} in:slack/T2`)).not.toContain('C1 ');
    const troubles = await room.ask(SUBSCRIBER, 'deliveries');
    expect(wordsOf(troubles)).toContain(`${id} · C2 in Slack: failed: the channel is archived.`);
    expect(buttons(troubles)).toMatchObject({ [id]: `deliveries ${id}` });
    const retried = await room.ask(SUBSCRIBER, button(answer, 'Retry'));
    expect(retried.commandLine).toBe(`deliveries ${id}`);
    expect(wordsOf(retried)).toContain('1 post put back into the queue.');
    expect(await room.says(SUBSCRIBER, 'deliveries')).toContain('No post has failed');
    expect((await room.ask(READER, `deliveries ${id}`)).answered).toBe(false);
    expect(room.faults).toEqual([]);
  });

  it('shows any number of channels, a page at a time', async () => {
    const room = await openNewsroom(server);
    for (let n = 10; n < 23; n += 1) await room.house.follow({ place: slack(`C${n}`) });
    const id = await room.publish(EDITOR);
    const first = await room.ask(SUBSCRIBER, `deliveries ${id}`);
    expect(wordsOf(first)).toContain('Channels, 1 to 10 of 13');
    const second = await room.ask(SUBSCRIBER, button(first, 'More'));
    expect(wordsOf(second)).toContain('Channels, 11 to 13 of 13');
    expect(button(second, 'Before')).toBe(`deliveries ${id} skip:0`);
  });

  it('refuses plainly what it cannot do', async () => {
    const room = await openNewsroom(server);
    const lines: [line: string, why: string][] = [
      ['deliveries retry:all', 'Nothing is named that is to be tried again.'],
      ['deliveries D-00000', 'No disclosure D-00000'],
      ['deliveries D-00000 retry:some', 'is no number of a post'],
      ['deliveries nonsense', 'neither an id such as D-7F3KQ nor the number of a post'],
    ];
    for (const [line, why] of lines) expect(await room.says(SUBSCRIBER, line)).toContain(why);
  });
});
