import type { Form, Interaction } from './interaction.ts';
import { type Component, flatComponents } from './message.ts';
import { componentFaults, duplicateFaults } from './message-check.ts';
import type { Json } from './payloads.ts';
import { type FormFault, refuseFaults } from './refusal.ts';
import { schemaFaults } from './spec.ts';

const TOP_COMPONENTS = 5;

function textInputFaults(components: readonly Component[]): FormFault[] {
  return flatComponents(components).flatMap((one) => {
    if (one.type !== 4) return [];
    const { min_length: min = 0, max_length: max = 4000, value = '' } = one;
    if (min <= max && value.length <= max) return [];
    const message = `${one.custom_id}: min ${min}, max ${max}, ${value.length} filled in`;
    return [{ path: ['data', 'components'], code: 'TEXT_INPUT_INVALID', message }];
  });
}

/**
 * The form that a callback opens.
 * @throws Refusal 50035 for a form that Discord would not show
 */
export function formOf(interaction: Interaction, data: Json): Form {
  refuseFaults(schemaFaults('ModalInteractionCallbackRequestSchema', { type: 9, data }));
  const components = data.components as readonly Component[];
  const path = ['data', 'components'];
  const message = `Must be between 1 and ${TOP_COMPONENTS} in length.`;
  refuseFaults([
    ...(components.length > TOP_COMPONENTS
      ? [{ path, code: 'BASE_TYPE_BAD_LENGTH', message }]
      : []),
    ...componentFaults(components, path),
    ...duplicateFaults(components, path),
    ...textInputFaults(components),
  ]);
  return {
    customId: data.custom_id as string,
    title: data.title as string,
    components,
    opener: interaction,
    sent: false,
  };
}
