import { componentFaults, duplicateFaults } from './component-check.ts';
import type { Form, Interaction } from './interaction.ts';
import { type Component, flatComponents } from './message.ts';
import type { Json } from './payloads.ts';
import { fault, refuseFaults, under } from './refusal.ts';
import { schemaFaults } from './spec.ts';

const TOP_COMPONENTS = 5;

/**
 * The form that a callback opens.
 * @throws Refusal 50035 for a form that Discord would not show
 */
export function formOf(interaction: Interaction, data: Json): Form {
  refuseFaults(schemaFaults('form', { type: 9, data }));
  const components = data.components as readonly Component[];
  const path = ['components'];
  const tooMany = components.length > TOP_COMPONENTS;
  const fields = flatComponents(components).filter((one) => one.custom_id !== undefined);
  const faults = [
    ...(tooMany ? [fault(path, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5.')] : []),
    ...(fields.length === 0 ? [fault(path, 'DOUBLE_FORM_EMPTY', 'Nothing to fill in')] : []),
    ...componentFaults(components, path),
    ...duplicateFaults(components, path),
  ];
  refuseFaults(under(['data'], faults));
  return {
    customId: data.custom_id as string,
    title: data.title as string,
    components,
    opener: interaction,
    sent: false,
  };
}
