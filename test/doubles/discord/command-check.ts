import { type CommandBody, commandSize } from './command-body.ts';
import { localeFaults, nameFaults, optionFaults } from './option-check.ts';
import { type FormFault, fault, type Path, refuseFaults, under } from './refusal.ts';
import { type SchemaName, schemaFaults } from './spec.ts';

/** DD:application-commands, DD:change-log */
const MOST_BY_TYPE: readonly (readonly [type: number, most: number])[] = [
  [1, 100],
  [2, 15],
  [3, 15],
];
const LARGEST = 8000;

function typedFaults(body: CommandBody): FormFault[] {
  const described = (body.description ?? '') !== '';
  return [
    ...nameFaults(body.name, []),
    ...(described ? [] : [fault(['description'], 'BASE_TYPE_REQUIRED', 'This field is required')]),
    ...optionFaults(body.options ?? [], ['options']),
  ];
}

function contextMenuFaults(body: CommandBody): FormFault[] {
  const faults: FormFault[] = [];
  if ((body.description ?? '') !== '')
    faults.push(
      fault(
        ['description'],
        'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID',
        'Context menu commands cannot have description',
      ),
    );
  if ((body.options ?? []).length > 0)
    faults.push(
      fault(
        ['options'],
        'APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID',
        'Context menu commands cannot have options',
      ),
    );
  return faults;
}

function bodyFaults(body: CommandBody, guildId: string | undefined): FormFault[] {
  const typed = (body.type ?? 1) === 1;
  const faults = [
    ...localeFaults(body, [], typed),
    ...(typed ? typedFaults(body) : contextMenuFaults(body)),
  ];
  const size = commandSize(body);
  if (size > LARGEST)
    faults.push(
      fault([], 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (8000): ${size}`),
    );
  for (const key of ['contexts', 'integration_types'] as const)
    if (guildId !== undefined && body[key] != null)
      faults.push(fault([key], 'DOUBLE_GLOBAL_ONLY', `${key} is for commands that are everywhere`));
  return faults;
}

/**
 * Checks one command.
 * @throws Refusal 50035 with every fault
 */
export function checkCommand(
  schema: SchemaName,
  given: unknown,
  guildId: string | undefined,
  path: Path,
): CommandBody {
  const body = (given ?? {}) as CommandBody;
  const { nsfw: _nsfw, default_member_permissions: permissions, ...rest } = body;
  // The schema has a number here; the API takes and gives it as text.
  const number = permissions == null ? {} : { default_member_permissions: Number(permissions) };
  refuseFaults(schemaFaults(schema, { ...rest, ...number }, path));
  if (schema !== 'commandEdit') refuseFaults(under(path, bodyFaults(body, guildId)));
  return body;
}

/** Faults of a whole list: too many of a type, or a name that stands twice. */
export function listFaults(commands: readonly CommandBody[]): FormFault[] {
  return MOST_BY_TYPE.flatMap(([type, most]) => {
    const of = commands.filter((one) => (one.type ?? 1) === type);
    const repeated = of.filter(
      (one, index) => of.findIndex(({ name }) => name === one.name) !== index,
    );
    return [
      ...(of.length > most
        ? [fault([], 'APPLICATION_COMMANDS_TOO_MANY', `${of.length} commands of type ${type}`)]
        : []),
      ...repeated.map((one) =>
        fault(
          [commands.indexOf(one), 'name'],
          'APPLICATION_COMMANDS_DUPLICATE_NAME',
          'Application command names must be unique',
        ),
      ),
    ];
  });
}
