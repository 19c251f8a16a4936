import { describe, expect, it } from 'vitest';
import { setUp } from './harness.ts';
import { buttonsOf, partsOf, wordsOf } from './seen.ts';

describe.each(['socket', 'http'] as const)('by %s', (transport) => {
  it('names in a message are looked up for the asker alone', async () => {
    await using setup = await setUp({ transport });
    const said = setup.alice.say('Is it Phosphorus again, or <APT28>?');
    const message = await setup.alice.messageShortcut('tocsin_names', said).nextMessage();
    expect(message.ephemeralTo).toBe(setup.alice.scene.user.id);
    expect(message.text).toMatch(/Phosphorus/);
    expect(message.text).toMatch(/APT28/);
  });

  it('names in a message of a thread are looked up in that thread', async () => {
    await using setup = await setUp({ transport });
    const root = setup.alice.say('News');
    const said = setup.alice.say('Phosphorus', { threadTs: root.ts });
    const message = await setup.alice.messageShortcut('tocsin_names', said).nextMessage();
    expect(message.threadTs).toBe(root.ts);
  });

  it('App Home shows what there is, and answers its buttons in a window', async () => {
    await using setup = await setUp({ transport });
    const opened = setup.alice.openHome();
    await opened.nextView();
    const { home } = setup.alice;
    if (home === undefined) throw new Error('nothing was published');
    expect(wordsOf(home)).toContain('/tocsin');
    const [label = ''] = buttonsOf(home);
    const window = await setup.alice.press(home, label).nextView();
    expect(window.content.type).toBe('modal');
    expect(buttonsOf(window)).not.toContain('Share to channel');
    const next = buttonsOf(window)[0];
    if (next === undefined) return;
    const changed = await setup.alice.press(window, next).nextView();
    expect(changed.id).toBe(window.id);
    expect(partsOf(changed, 'table')).toEqual([]);
  });
});
