import { type Component, flatComponents } from './message.ts';
import { type FormFault, fault, type Path } from './refusal.ts';

function empty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function buttonFaults(button: Component, path: Path): FormFault[] {
  const { style, url, custom_id: id, label, emoji } = button;
  const bad = (words: string) => [fault(path, 'BUTTON_COMPONENT_INVALID', words)];
  if (style === 5 && (empty(url) || !empty(id)))
    return bad('A link button has a url and no custom_id');
  if (style !== 5 && style !== 6 && (empty(id) || !empty(url)))
    return bad('A button has a custom_id and no url');
  return empty(label) && empty(emoji) ? bad('A button has a label or an emoji') : [];
}

function selectFaults(select: Component, path: Path): FormFault[] {
  const { options, min_values: min = 1, max_values: max = 1 } = select;
  const values = options?.map(({ value }) => value) ?? [];
  const faults: FormFault[] = [];
  if (new Set(values).size < values.length)
    faults.push(
      fault(path, 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'An option value is used twice'),
    );
  if (min > max || (options !== undefined && max > options.length))
    faults.push(
      fault(path, 'SELECT_COMPONENT_INVALID_RANGE', `From ${min} to ${max} values do not fit`),
    );
  return faults;
}

function textInputFaults(input: Component, path: Path): FormFault[] {
  const { min_length: min = 0, max_length: max = 4000, value } = input;
  const length = value?.length ?? 0;
  if (min <= max && length <= max) return [];
  const words = `From ${min} to ${max} characters do not fit, or not the ${length} filled in`;
  return [fault(path, 'TEXT_INPUT_INVALID', words)];
}

function rowFaults(row: Component, path: Path): FormFault[] {
  const inside = row.components ?? [];
  if (inside.length <= 1 || inside.every(({ type }) => type === 2)) return [];
  return [fault(path, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'A row holds 5 buttons or 1 select')];
}

/** Files and pictures come from the message or from the web. */
function mediaFaults(component: Component, path: Path): FormFault[] {
  const urls = [
    ...(component.items ?? []).map(({ media }) => media.url),
    ...(component.media === undefined ? [] : [component.media.url]),
    ...(component.file === undefined ? [] : [component.file.url]),
  ];
  return urls
    .filter((url) => !/^(https?|attachment):\/\//.test(url))
    .map((url) => fault(path, 'URL_TYPE_INVALID_SCHEME', `Scheme of "${url}" is not supported`));
}

function ownFaults(component: Component, path: Path): FormFault[] {
  switch (component.type) {
    case 1:
      return rowFaults(component, path);
    case 2:
      return buttonFaults(component, path);
    case 3:
    case 5:
    case 6:
    case 7:
    case 8:
      return selectFaults(component, path);
    case 4:
      return textInputFaults(component, path);
    default:
      return mediaFaults(component, path);
  }
}

/** Faults of each component by itself, in messages and forms alike, beside those of the schema. */
export function componentFaults(components: readonly Component[], path: Path): FormFault[] {
  return components.flatMap((one, index) => {
    const here = [...path, index];
    const { accessory, component } = one;
    return [
      ...ownFaults(one, here),
      ...componentFaults(one.components ?? [], [...here, 'components']),
      ...(accessory === undefined ? [] : ownFaults(accessory, [...here, 'accessory'])),
      ...(component === undefined ? [] : ownFaults(component, [...here, 'component'])),
    ];
  });
}

/** Identifiers that stand twice in one message or form. */
export function duplicateFaults(components: readonly Component[], path: Path): FormFault[] {
  const all = flatComponents(components);
  const names = all.flatMap((one) => one.custom_id ?? []);
  const numbers = all.flatMap((one) => (one.id === undefined || one.id === 0 ? [] : one.id));
  const twice = <T>(list: readonly T[]) =>
    new Set(list.filter((one, index) => list.indexOf(one) !== index));
  return [
    ...[...twice(names)].map((id) =>
      fault(path, 'COMPONENT_CUSTOM_ID_DUPLICATED', `Component custom id is used twice: ${id}`),
    ),
    ...[...twice(numbers)].map((id) =>
      fault(path, 'COMPONENT_ID_DUPLICATED', `Component id is used twice: ${id}`),
    ),
  ];
}
