import { TocsinError } from '../shared/errors.ts';
import type { AuditEntry, AuditLog, Place } from './access.ts';
import type { Answer } from './answer.ts';
import type { Invocation } from './context.ts';
import type { Command } from './define.ts';

/** An act as the log will tell of it. */
export interface Act {
  readonly command: Command;
  /** The line, as the log may have it. */
  readonly detail: string;
  readonly at: Date;
  readonly who: Invocation['who'];
  /** Where it takes effect; asked for when the work is over. */
  place(): Place;
}

/** Writes down an act that takes more than asking, once, whatever came of it. */
export async function audited(
  act: Act,
  audit: AuditLog,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const { command, detail, at, who } = act;
  if (command.right === 'ask') return await work();
  const record = (outcome: AuditEntry['outcome']) =>
    audit.record({
      ...act.place(),
      at,
      user: who.id,
      userName: who.name,
      act: command.verb,
      detail,
      outcome,
    });
  let answer: Answer;
  try {
    answer = await work();
  } catch (error) {
    const refused = error instanceof TocsinError && error.fault === 'user';
    await record(refused ? 'refused' : 'failed');
    throw error;
  }
  await record(answer.answered ? 'done' : 'refused');
  return answer;
}
