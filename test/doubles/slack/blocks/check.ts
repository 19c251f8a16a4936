import type { z } from 'zod';
import { isJson, type Json, jsonList } from '../json.ts';
import { BLOCKS, type Surface } from './blocks.ts';

/** Blocks in a message, a form, App Home. SD block-kit/blocks */
const MOST = { message: 50, modal: 100, home: 100 } as const;

function pointer(path: readonly PropertyKey[]): string {
  return `[json-pointer:/${path.map(String).join('/')}]`;
}

function issues(error: z.ZodError, at: readonly PropertyKey[]): string[] {
  return error.issues.map((issue) => `${issue.message} ${pointer([...at, ...issue.path])}`);
}

/** The elements a person can use in a block. */
export function elementsOf(block: Json): Json[] {
  if (block.type === 'actions') return jsonList(block.elements);
  if (block.type === 'input' && isJson(block.element)) return [block.element];
  return isJson(block.accessory) && block.accessory.type !== 'image' ? [block.accessory] : [];
}

function repeated(values: readonly unknown[]): unknown[] {
  const known = values.filter((value) => value !== undefined);
  return known.filter((value, index) => known.indexOf(value) !== index);
}

function optionFaults(element: Json): string[] {
  const faults: string[] = [];
  const lists = jsonList(element.option_groups).flatMap((group) => jsonList(group.options));
  const options = [...jsonList(element.options), ...lists];
  if (/^(multi_)?static_select$/.test(String(element.type))) {
    if ((element.options === undefined) === (element.option_groups === undefined))
      faults.push('needs options or option_groups, not both');
  }
  if (options.length === 0) return faults;
  for (const twice of repeated(options.map(({ value }) => value)))
    faults.push(`option value used twice: ${twice}`);
  const known = new Set(options.map(({ value }) => value));
  const first = [...jsonList([element.initial_option]), ...jsonList(element.initial_options)];
  for (const { value } of first)
    if (!known.has(value)) faults.push(`initial option is none of the options: ${value}`);
  return faults;
}

/** A picture must have exactly one origin. */
function pictureFaults(value: unknown, at: readonly PropertyKey[]): string[] {
  if (Array.isArray(value))
    return value.flatMap((one, index) => pictureFaults(one, [...at, index]));
  if (!isJson(value)) return [];
  const own =
    value.type === 'image' && (value.image_url === undefined) === (value.slack_file === undefined)
      ? [`needs image_url or slack_file, not both ${pointer(at)}`]
      : [];
  const inner = Object.entries(value).flatMap(([key, one]) => pictureFaults(one, [...at, key]));
  return [...own, ...inner];
}

function cellText(value: unknown): string {
  if (Array.isArray(value)) return value.map(cellText).join('');
  if (!isJson(value)) return '';
  return (typeof value.text === 'string' ? value.text : '') + cellText(value.elements);
}

function blockFaults(block: Json, at: readonly PropertyKey[]): string[] {
  const faults: string[] = [];
  const elements = elementsOf(block);
  for (const twice of repeated(elements.map((one) => one.action_id)))
    faults.push(`action_id used twice in a block: ${twice} ${pointer(at)}`);
  for (const element of elements)
    faults.push(...optionFaults(element).map((fault) => `${fault} ${pointer(at)}`));
  if (block.type === 'section' && block.text === undefined && block.fields === undefined)
    faults.push(`section needs text or fields ${pointer(at)}`);
  if (block.type === 'table' && Array.isArray(block.rows)) {
    if (new Set(block.rows.map((row) => (Array.isArray(row) ? row.length : 0))).size > 1)
      faults.push(`rows of unequal length ${pointer(at)}`);
  }
  return faults;
}

function totalFaults(blocks: readonly Json[], at: readonly PropertyKey[]): string[] {
  const faults: string[] = [];
  for (const twice of repeated(blocks.map((block) => block.block_id)))
    faults.push(`block_id used twice: ${twice} ${pointer(at)}`);
  const tables = blocks.filter(({ type }) => type === 'table');
  if (tables.length > 1) faults.push(`only_one_table_allowed ${pointer(at)}`);
  if (cellText(tables.map(({ rows }) => rows)).length > 10_000)
    faults.push(`more than 10000 characters in table cells ${pointer(at)}`);
  const markdown = blocks.filter(({ type }) => type === 'markdown');
  if (cellText(markdown).length > 12_000)
    faults.push(`more than 12000 characters of markdown ${pointer(at)}`);
  return faults;
}

/** What Slack would refuse in a list of blocks, each fault with a pointer; empty when all is well. */
export function blocksFaults(
  blocks: unknown,
  surface: Surface,
  at: readonly PropertyKey[] = ['blocks'],
): string[] {
  if (!Array.isArray(blocks)) return [`must be an array ${pointer(at)}`];
  if (blocks.length > MOST[surface])
    return [`no more than ${MOST[surface]} items allowed [${blocks.length}] ${pointer(at)}`];
  const shape = blocks.flatMap((block, index) => {
    const here = [...at, index];
    const { type } = isJson(block) ? block : {};
    const known = BLOCKS[surface].options.some((one) => one.shape.type.value === type);
    if (!known) return [`unsupported type: ${String(type)} ${pointer(here)}`];
    const parsed = BLOCKS[surface].safeParse(block);
    return parsed.success ? [] : issues(parsed.error, here);
  });
  if (shape.length > 0) return shape;
  const known = jsonList(blocks);
  return [
    ...known.flatMap((block, index) => blockFaults(block, [...at, index])),
    ...pictureFaults(known, at),
    ...totalFaults(known, at),
  ];
}

/** Every reference to a file of the workspace in a payload. */
export function fileReferences(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(fileReferences);
  if (!isJson(value)) return [];
  const own = isJson(value.slack_file) ? [value.slack_file] : [];
  return [...own, ...Object.values(value).flatMap(fileReferences)];
}
