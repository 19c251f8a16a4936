import type { Choice, Interaction } from './interaction.ts';
import type { Json } from './payloads.ts';
import { fault, refuseFaults, under } from './refusal.ts';
import { schemaFaults } from './spec.ts';

const LONGEST_VALUE = 100;

/** The schema by the type of the option that is being typed. */
const SCHEMA_BY_TYPE = { 3: 'textChoices', 4: 'integerChoices', 10: 'numberChoices' } as const;

interface Typed {
  readonly type: number;
  readonly focused?: boolean;
  readonly options?: readonly Typed[];
}

function focusedType(options: readonly Typed[]): number | undefined {
  const here = options.find(({ focused }) => focused === true);
  if (here !== undefined) return here.type;
  return options.map((one) => focusedType(one.options ?? [])).find((type) => type !== undefined);
}

/**
 * Checks what is offered to somebody who types.
 * @throws Refusal 50035
 */
export function checkChoices(interaction: Interaction, data: Json): void {
  const { options = [] } = interaction.payload.data as { readonly options?: readonly Typed[] };
  const type = focusedType(options) as keyof typeof SCHEMA_BY_TYPE;
  refuseFaults(schemaFaults(SCHEMA_BY_TYPE[type], data, ['data']));
  if (!Array.isArray(data.choices))
    refuseFaults([fault(['data', 'choices'], 'BASE_TYPE_REQUIRED', 'This field is required')]);
  const choices = data.choices as readonly Choice[];
  const faults = choices.flatMap(({ name, value }, index) => {
    const path = ['choices', index];
    const blank = name.trim() === '';
    const long = String(value).length > LONGEST_VALUE;
    return [
      ...(blank ? [fault(path, 'BASE_TYPE_REQUIRED', 'A choice without a name')] : []),
      ...(long ? [fault(path, 'BASE_TYPE_MAX_LENGTH', 'A value over 100')] : []),
    ];
  });
  refuseFaults(under(['data'], faults));
}
