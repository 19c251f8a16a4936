import { defineCommand, type Params } from '../../../src/command/define.ts';
import { param } from '../../../src/command/param.ts';
import { Registry } from '../../../src/command/registry.ts';

function stub<const P extends Params>(verb: string, summary: string, params: P, asOf = false) {
  return defineCommand({
    verb,
    aliases: [],
    summary,
    examples: [verb],
    params,
    asOf,
    right: 'ask',
    run: () => Promise.reject(new Error('the stub dispatcher answers')),
  });
}

/** Verbs with every kind of field between them, and the one that asks for the form. */
export const stubRegistry = new Registry([
  stub('form', 'Ask by filling in a form', { verb: param.verb('The verb to begin with').optional }),
  stub(
    'stats',
    'Figures with their scope',
    { incident: param.incident('A name or id').optional },
    true,
  ),
  stub('targets', 'Who was targeted, who was not, and who says so; by incident, group or sector', {
    incident: param.incident('A name or id; the default incident if left out').optional,
    actor: param.keyed('actor', 'Targets of a group, over all its incidents').optional,
    sector: param.choice('One kind of target', ['media', 'political-campaign']).optional,
    since: param.date('Disclosed on or after').optional,
    most: param.number('At most this many', 1, 30).optional,
  }),
  stub('actor', 'A group and its names', { actor: param.actor('Any name').required }),
  stub('names', 'Groups that a text names', { text: param.text('Any text', 2_000).required }),
  stub('status', 'How Tocsin does', {}),
]);

const NAMES = ['Charming Kitten', 'Charcoal Typhoon', 'Phosphorus', '狼毒草'];

/** Names that begin like what was typed. */
export function stubValues(partial: string, limit: number) {
  return NAMES.filter((name) => name.toLowerCase().startsWith(partial.toLowerCase()))
    .slice(0, limit)
    .map((name) => ({ insert: name, label: name, detail: 'actor' }));
}
