import { firstDay, lastDay, type PartialDate } from '../domain/partial-date.ts';
import { fill, type Given, type ParseOptions, type Typed } from './fill.ts';
import { formatLine } from './grammar.ts';
import { AS_OF, type CommonValues } from './options.ts';
import { failed, type Outcome, type Problem } from './problem.ts';
import { offer } from './suggest.ts';
import { readValues } from './values.ts';

/** A line that its verb can run. */
export interface ParsedLine {
  /** The verb's own arguments, as its schemas made them. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly public: boolean;
  readonly page: number;
  /** A day, not after today. */
  readonly asOf: PartialDate | undefined;
  /** From `in:`, as typed. */
  readonly elsewhere: string | undefined;
  /** Canonical, without `page:` and `public:`. */
  readonly commandLine: string;
}

/** The last day that a date can mean, or today if that is still to come; undefined in the future. */
function dayAsked(date: PartialDate, today: string): PartialDate | undefined {
  if (firstDay(date) > today) return undefined;
  return (lastDay(date) > today ? today : lastDay(date)) as PartialDate;
}

function inFuture({ command }: Typed, given: Given, today: string): Problem {
  const { [AS_OF]: date = '', ...others } = given;
  return {
    kind: 'future-date',
    verb: command.verb,
    key: AS_OF,
    given: date,
    today,
    suggestions: offer(command, { reduced: [formatLine(command.verb, others, command.params)] }),
  };
}

/**
 * Fits what follows the verb to the verb's parameters. Knows nothing of records: whether a name
 * exists is for the command to say.
 */
export function parse(typed: Typed, options: ParseOptions): Outcome<ParsedLine> {
  const { verb, params } = typed.command;
  const filled = fill(typed, options);
  if (!filled.ok) return filled;
  const read = readValues(typed, filled.value, options.today);
  if (!read.ok) return read;
  const { given, values } = read.value;
  const common: CommonValues = values;
  const date = common[AS_OF];
  const asOf = date === undefined ? undefined : dayAsked(date, options.today);
  if (date !== undefined && asOf === undefined) {
    return failed(inFuture(typed, given, options.today));
  }
  const canonical = { ...given, [AS_OF]: asOf, page: undefined, public: undefined };
  return {
    ok: true,
    value: {
      values: Object.fromEntries(Object.keys(params).map((key) => [key, values[key]])),
      public: common.public === 'true',
      page: common.page ?? 1,
      asOf,
      elsewhere: common.in,
      commandLine: formatLine(verb, canonical, params),
    },
  };
}
