import { describe, expect, it } from 'vitest';
import type { View } from '../../doubles/slack/screen.ts';
import { setUp } from './harness.ts';
import { partsOf, wordsOf } from './seen.ts';

function labelsOf(form: View): string[] {
  return partsOf(form, 'input').map(({ label }) => String((label as { text: string }).text));
}

describe.each(['socket', 'http'] as const)('a form by %s', (transport) => {
  it('is opened by the bare command, and asks for what the chosen verb wants', async () => {
    await using setup = await setUp({ transport });
    const asked = setup.alice.command('/tocsin', '');
    expect(await asked.acked).toBeUndefined();
    const form = await asked.nextView();
    expect(labelsOf(form)).toEqual(['What do you want to know?']);
    const chosen = await setup.alice.choose(form, 'verb', 'stats').nextView();
    expect(chosen.id).toBe(form.id);
    expect(labelsOf(chosen)).toContain('Incident');
    const actor = await setup.alice.choose(chosen, 'verb', 'actor').nextView();
    expect(labelsOf(actor)).not.toContain('Incident');
  });

  it('offers names as they are typed, and is answered where it was opened', async () => {
    await using setup = await setUp({ transport });
    const asked = setup.alice.command('/tocsin', 'form actor');
    const form = await asked.nextView();
    const [option] = await setup.alice.suggest(form, 'field:actor', 'APT3');
    expect(option).toBeDefined();
    const sent = setup.alice.submit(form, { 'field:actor': String(option?.value) });
    expect(await sent.acked).toBeUndefined();
    const message = await asked.nextMessage();
    expect(message.ephemeralTo).toBe(setup.alice.scene.user.id);
    expect(message.channel).toBe(setup.alice.scene.channel.id);
    expect(message.text).toContain('APT3');
    expect(setup.slack.violations).toEqual([]);
  });

  it('takes titles that are longer than a menu allows', async () => {
    await using setup = await setUp({ transport });
    const asked = setup.alice.command('/tocsin', 'form stats');
    const form = await asked.nextView();
    const title = 'Iran-linked group tried to get into mailboxes';
    const [option] = await setup.alice.suggest(form, 'field:incident', title);
    setup.alice.submit(form, { 'field:incident': String(option?.value) });
    expect((await asked.nextMessage()).text).toContain('241');
  });

  it('says at the field what cannot be read, and lets it be mended', async () => {
    await using setup = await setUp({ transport });
    const asked = setup.alice.command('/tocsin', 'form stats');
    const form = await asked.nextView();
    const wrong = setup.alice.submit(form, { 'field:as-of': 'the day before the flood' });
    await wrong.acked;
    expect(Object.keys(wrong.errors ?? {})).toEqual(['stats:as-of']);
    expect(Object.values(wrong.errors ?? {})[0]).not.toBe('');
    setup.alice.submit(form, { 'field:as-of': '2019-10-05' });
    expect((await asked.nextMessage()).text).toContain('241');
  });

  it('of the global shortcut is answered in the messages with the app, and says so', async () => {
    await using setup = await setUp({ transport });
    const form = await setup.alice.globalShortcut('tocsin_ask').nextView();
    const chosen = await setup.alice.choose(form, 'verb', 'help').nextView();
    const sent = setup.alice.submit(chosen);
    expect(wordsOf(await sent.nextView())).toContain('in your messages with Tocsin');
    const message = await sent.nextMessage();
    expect(setup.team.channel(message.channel)?.with).toBe(setup.alice.scene.user.id);
    expect(message.text).toContain('/tocsin stats');
  });
});

it('that Slack does not open is made up for by help', async () => {
  await using setup = await setUp();
  setup.slack.fail({ method: 'views.open', how: { error: 'internal_error' } });
  const message = await setup.alice.command('/tocsin', '').nextMessage();
  expect(message.text).toContain('/tocsin stats');
  setup.slack.fail({ method: 'views.open', how: { error: 'internal_error' } });
  const shortcut = await setup.alice.globalShortcut('tocsin_ask').nextMessage();
  expect(shortcut.text).toContain('/tocsin stats');
});

it('hides its response URL from whoever reads it', async () => {
  await using setup = await setUp();
  const asked = setup.alice.command('/tocsin', 'form stats');
  const form = await asked.nextView();
  expect(JSON.stringify(form.content)).not.toContain('/hook/');
  expect(String(form.content.private_metadata)).not.toContain(setup.alice.scene.channel.id);
});
