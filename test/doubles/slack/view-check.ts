import { z } from 'zod';
import { blocksFaults, fileReferences } from './blocks/check.ts';
import { plain, words } from './blocks/objects.ts';
import { isJson, type Json, jsonList } from './json.ts';
import { keptBlocks, parseJson } from './message-check.ts';
import { refusePayload, SlackRefusal } from './refusal.ts';
import type { World } from './world.ts';

/** Bytes of a view as JSON. platform-reference A1 */
const MOST_BYTES = 250_000;
const common = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(3000).optional(),
  callback_id: words(255).optional(),
  external_id: words(255).optional(),
};
const view = z.discriminatedUnion('type', [
  z.strictObject({
    ...common,
    type: z.literal('modal'),
    title: plain(24),
    submit: plain(24).optional(),
    close: plain(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
  }),
  z.strictObject({ ...common, type: z.literal('home') }),
]);

/** Checks a form or App Home, and gives it with block ids. Throws SlackRefusal. */
export function checkView(
  world: World,
  team: string,
  given: unknown,
  type: 'modal' | 'home',
): Json {
  const parsed = view.safeParse(parseJson(given, 'invalid_arguments'));
  if (!parsed.success)
    throw refusePayload(
      'invalid_arguments',
      parsed.error.issues.map((one) => `${one.message} [json-pointer:/view/${one.path.join('/')}]`),
    );
  const { data } = parsed;
  if (data.type !== type)
    throw refusePayload('invalid_arguments', [`must be a ${type} [json-pointer:/view/type]`]);
  const faults = blocksFaults(data.blocks, type, ['view', 'blocks']);
  const blocks = jsonList(data.blocks);
  const hasInput = blocks.some((block) => block.type === 'input');
  if (data.type === 'modal' && hasInput && data.submit === undefined)
    faults.push('submit is needed beside an input [json-pointer:/view/submit]');
  const focused = blocks.filter((block) => isJson(block.element) && block.element.focus_on_load);
  if (focused.length > 1) faults.push('focus_on_load more than once [json-pointer:/view/blocks]');
  if (faults.length > 0) throw refusePayload('invalid_arguments', faults);
  const bytes = Buffer.byteLength(JSON.stringify(data));
  if (bytes > MOST_BYTES) throw new SlackRefusal('view_too_large', `${bytes} bytes`);
  world.files.checkReferences(fileReferences(blocks), team);
  return { ...data, blocks: keptBlocks(world, blocks) };
}
