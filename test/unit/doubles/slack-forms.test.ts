import type { ModalView } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { failure, nowhere, plain, reasons, section, start } from './slack-start.ts';

describe('forms', () => {
  const modal: ModalView = { type: 'modal', title: plain('t'), blocks: [section('x')] };

  it('open once by a trigger, within three seconds, in its own team', async () => {
    const { slack, connect, web, alice } = await start({ teams: [{}, {}] });
    const trigger = () => alice.globalShortcut('x', nowhere).triggerId ?? '';
    const trigger_id = trigger();
    const { view } = await web.views.open({ trigger_id, view: modal });
    const again = web.views.open({ trigger_id, view: modal });
    await expect(again).rejects.toEqual(failure('exchanged_trigger_id'));
    const covered = web.views.open({ trigger_id: trigger(), view: modal });
    await expect(covered).rejects.toEqual(failure('invalid_trigger_id'));
    const late = trigger();
    slack.advance(3001);
    const tooLate = web.views.open({ trigger_id: late, view: modal });
    await expect(tooLate).rejects.toEqual(failure('expired_trigger_id'));
    const other = connect(slack.teams[1]!.botToken);
    const elsewhere = other.views.open({ trigger_id: trigger(), view: modal });
    await expect(elsewhere).rejects.toEqual(failure('invalid_trigger_id'));
    const stale = web.views.update({ view_id: view!.id!, hash: 'x', view: modal });
    await expect(stale).rejects.toEqual(failure('hash_conflict'));
    await web.views.update({ view_id: view!.id!, hash: view!.hash!, view: modal });
    expect(reasons(slack)).toHaveLength(4);
  });

  it('lie on top of each other, three at most', async () => {
    const { slack, web, alice } = await start();
    const blocks = [
      { type: 'actions', elements: [{ type: 'button', action_id: 'a', text: plain('More') }] },
    ];
    const withButton = { ...modal, blocks };
    const opening = alice.globalShortcut('x', nowhere);
    await web.apiCall('views.open', { trigger_id: opening.triggerId, view: withButton });
    let form = await opening.nextView();
    for (const _ of [2, 3]) {
      const press = alice.press(form, 'More', nowhere);
      await web.apiCall('views.push', { trigger_id: press.triggerId, view: withButton });
      const below = form;
      form = await press.nextView();
      expect(() => alice.press(below, 'More')).toThrow('another form covers');
    }
    const { triggerId } = alice.press(form, 'More', nowhere);
    const fourth = web.apiCall('views.push', { trigger_id: triggerId, view: withButton });
    await expect(fourth).rejects.toEqual(failure('push_limit_reached'));
    expect(reasons(slack)).toHaveLength(1);
  });

  const input = {
    type: 'input',
    label: plain('l'),
    element: { type: 'plain_text_input', action_id: 'a' },
  };
  const options = Array.from({ length: 101 }, (_, i) => ({ text: plain(`${i}`), value: `${i}` }));
  const select = (more: object) => [
    { ...input, element: { type: 'static_select', action_id: 'a', ...more } },
  ];
  it.each<[name: string, more: object]>([
    ['a long title', { title: plain('x'.repeat(25)) }],
    ['an input without submit', { blocks: [input] }],
    ['long metadata', { private_metadata: 'x'.repeat(3001) }],
    ['a long callback id', { callback_id: 'x'.repeat(256) }],
    ['101 blocks', { blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) }],
    ['a table', { blocks: [{ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }] }],
    ['101 options', { submit: plain('Go'), blocks: select({ options }) }],
    ['no options', { submit: plain('Go'), blocks: select({}) }],
    [
      'a first option that is not offered',
      {
        submit: plain('Go'),
        blocks: select({ options: [options[0]], initial_option: options[1] }),
      },
    ],
    ['an unknown field', { colour: 'red' }],
    ['the type of another', { type: 'home', title: undefined }],
  ])('with %s are refused', async (_name, more) => {
    const { web, alice } = await start();
    const { triggerId } = alice.globalShortcut('x', nowhere);
    const view = { ...modal, ...more };
    const opening = web.apiCall('views.open', { trigger_id: triggerId, view });
    await expect(opening).rejects.toEqual(failure('invalid_arguments'));
  });
});
