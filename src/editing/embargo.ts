import type { CommandContext } from '../command/context.ts';
import { readMoment } from '../command/moment-words.ts';
import { instantOf } from '../disclosure/embargo.ts';
import { momentInWords } from '../present/zoned.ts';
import { NONE, refusal } from './names.ts';

/**
 * The instant before which nothing leaves.
 * @param given as the kit has read it: a moment, `none`, or nothing
 * @throws TocsinError for a zone that does not exist, and for a time that is over
 */
export function embargoOf(
  given: string | undefined,
  before: Date | undefined,
  { invocation, now }: Pick<CommandContext, 'invocation' | 'now'>,
): Date | undefined {
  if (given === undefined) return before;
  if (given === NONE) return undefined;
  const moment = readMoment(given, '');
  const said = moment && instantOf({ ...moment, zone: moment.zone ?? invocation.timeZone });
  if (said === undefined) {
    throw refusal(
      `“${given}” is in no time zone that is known, or in more than one.`,
      'Name the zone by region and city, such as Europe/Berlin, as an offset such as +01:00, or give UTC.',
    );
  }
  if (said.at > now) return said.at;
  throw refusal(
    `That embargo is over: it would be ${momentInWords(said.at, said.zone)}, and it is ${momentInWords(now, said.zone)}.`,
    'Give a time to come, or leave embargo: out to publish at once.',
  );
}
