import type { PlainTextOption } from '@slack/types';
import type { Tenant } from '../../../command/access.ts';
import type { CompletionItem } from '../../../command/complete.ts';
import type { ButtonLines } from '../../../interaction/ports.ts';
import { readButtonValue } from '../../../render/block-kit/buttons.ts';
import { contentHash } from '../../../shared/content-hash.ts';
import { optionOf } from './view.ts';

/** Characters of an option's value. python-slack-sdk; T says the same of its text */
const LONGEST_VALUE = 75;

function keyOf(value: string): string {
  return value.length <= LONGEST_VALUE ? value : `k:${contentHash(value)}`;
}

/**
 * Names as a menu offers them, each once. Titles of incidents can be longer than a menu's value: those
 * are kept under a key, as buttons' long lines are.
 */
export async function suggestions(
  items: readonly CompletionItem[],
  tenant: Tenant,
  lines: ButtonLines,
): Promise<PlainTextOption[]> {
  const distinct = [...new Map(items.map((item) => [item.insert, item])).values()];
  const long = distinct.filter(({ insert }) => keyOf(insert) !== insert);
  if (long.length > 0) {
    const kept = long.map(({ insert }) => ({ key: keyOf(insert), commandLine: insert }));
    await lines.keep(tenant, kept);
  }
  return distinct.map(({ insert, label, detail }) => optionOf(keyOf(insert), label, detail));
}

/** Values of a form with those that were kept under a key in full. */
export async function readLong(
  values: Readonly<Record<string, string>>,
  tenant: Tenant,
  lines: ButtonLines,
): Promise<Record<string, string>> {
  const read = Object.entries(values).map(async ([key, value]): Promise<[string, string]> => {
    const button = readButtonValue(value);
    if ('commandLine' in button) return [key, value];
    return [key, (await lines.find(tenant, button.key)) ?? value];
  });
  return Object.fromEntries(await Promise.all(read));
}
