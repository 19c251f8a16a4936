import type { ImportOutcome } from '../app/imports.ts';
import type { ImportState } from '../ingest/core/imports.ts';
import type { Counted } from '../ingest/core/tally.ts';
import type { Difference } from '../knowledge/record-store.ts';
import { visibleLine } from '../shared/visible.ts';

const LONGEST = 300;

/** Text from outside, on one line and without what would steer the terminal. */
function safe(text: string): string {
  const line = visibleLine(text.replace(/\s+/g, ' '));
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}

/** By what people would know the record. */
function nameOf(body: Difference['after']): string {
  if (body === undefined) return '';
  if ('label' in body) return body.label;
  if ('title' in body) return body.title;
  return 'text' in body ? body.text : body.topic;
}

function changedFields(before: object, after: object): string {
  const [was, is] = [before, after] as Record<string, unknown>[];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const words = keys.flatMap((key) => {
    const [old, now] = [JSON.stringify(was?.[key]), JSON.stringify(is?.[key])];
    if (old === now) return [];
    return [`${key}: ${safe(old ?? 'nothing')} → ${safe(now ?? 'nothing')}`];
  });
  return words.map((line) => `\n    ${line}`).join('');
}

/** How many records were or would be changed, by what becomes of them. */
export type Changes = Readonly<Record<Difference['change'], number>>;

function number(count: number): string {
  return count.toLocaleString('en-GB');
}

const SIGN = { added: '+', changed: '~', withdrawn: '-' } as const;

/** What an import would change of one record: `+`, `~` or `-`, and for `~` what from and to what. */
export function differenceLine({ change, kind, id, before, after }: Difference): string {
  const head = `${SIGN[change]} ${kind} ${id}  ${safe(nameOf(after ?? before))}`.trimEnd();
  if (before === undefined || after === undefined) return head;
  return `${head}${changedFields(before, after)}`;
}

function countedLines(title: string, counted: readonly Counted[]): string[] {
  if (counted.length === 0) return [];
  return [
    title,
    ...counted.flatMap(({ reason, count, examples }) => [
      `  ${number(count)} × ${safe(reason)}`,
      ...examples.map((example) => `      ${safe(example)}`),
    ]),
  ];
}

const NOT_USED = 'not used: ';

/** What a catalogue holds that Tocsin never tells of: counted in one line, without examples. */
function unusedLines(counted: readonly Counted[]): string[] {
  const kinds = counted.map(
    ({ reason, count }) => `${number(count)} ${safe(reason.slice(NOT_USED.length))}`,
  );
  return kinds.length === 0 ? [] : [`Not used, since Tocsin tells of none: ${kinds.join(', ')}.`];
}

/** What an import did or, with `--dry-run`, would do: its figures, what was passed over and why. */
export function outcomeLines(outcome: ImportOutcome, would: Changes): string[] {
  const { catalogue, location, records, summary, skipped, notes } = outcome;
  const { added, changed, withdrawn } = summary ?? would;
  const figures = `${number(added)} added, ${number(changed)} changed, ${number(withdrawn)} withdrawn`;
  const all = skipped.list();
  const unused = all.filter(({ reason }) => reason.startsWith(NOT_USED));
  const passed = all.filter(({ reason }) => !reason.startsWith(NOT_USED));
  const total = passed.reduce((sum, { count }) => sum + count, 0);
  return [
    `${catalogue}, from ${safe(location)}: ${number(records)} records read.`,
    summary === undefined
      ? `Nothing was written. An import would have: ${figures}.`
      : `${figures}, ${number(summary.unchanged)} as they were.`,
    ...unusedLines(unused),
    ...countedLines(`${number(total)} passed over:`, passed),
    ...countedLines('Taken in, though odd:', notes.list()),
  ];
}

const at = (date: Date | undefined) =>
  date === undefined ? 'never' : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** An import as the list of them shows it. */
export function stateLines(state: ImportState): string[] {
  const { catalogue, format, location, importedAt, summary, everyMinutes, nextAt } = state;
  const held =
    summary === undefined
      ? ''
      : `, ${number(summary.added + summary.changed + summary.unchanged)} records`;
  const again = everyMinutes === undefined ? 'not repeated' : `next ${at(nextAt)}`;
  const failing =
    state.failures === 0
      ? []
      : [`  failed ${state.failures} times in a row: ${safe(state.lastError ?? '')}`];
  return [
    `${catalogue}${catalogue === format ? '' : ` (${format})`}, from ${safe(location)}`,
    `  last imported ${at(importedAt)}${held}; ${again}`,
    ...failing,
  ];
}
