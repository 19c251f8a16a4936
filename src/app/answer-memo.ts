import type { Answer } from '../command/answer.ts';
import type { Invocation } from '../command/context.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Clock } from '../shared/clock.ts';

/** For how long an answer is given again, in milliseconds; the card bears the time it was made. */
const KEEP_FOR = 10_000;

/** Answers kept for each view of the knowledge; the one longest kept goes first. */
const CAPACITY = 200;

interface Kept {
  readonly at: number;
  readonly answer: Answer;
}

export interface AnswerMemo {
  find(invocation: Invocation, knowledge: Knowledge): Answer | undefined;
  keep(invocation: Invocation, knowledge: Knowledge, answer: Answer): void;
}

/** All that an answer may depend on beside the knowledge. */
function keyOf({ commandLine, timeZone, locale, may, where }: Invocation): string {
  // Cards name the command as it is typed on the platform.
  return JSON.stringify([commandLine, timeZone, locale, may.has('ask'), where.platform]);
}

/**
 * Gives the same answer again while nothing new is known: when news breaks, a hundred people ask the
 * same question within a minute. Keeps only what `dispatch` calls reusable. A change of knowledge or
 * of a channel's ceiling is another view, and so another memory.
 */
export function answerMemo(clock: Clock): AnswerMemo {
  const byView = new WeakMap<Knowledge, Map<string, Kept>>();
  return {
    find(invocation, knowledge) {
      const kept = byView.get(knowledge)?.get(keyOf(invocation));
      if (kept === undefined) return undefined;
      return clock.now().getTime() - kept.at < KEEP_FOR ? kept.answer : undefined;
    },
    keep(invocation, knowledge, answer) {
      if (!answer.reusable) return;
      const answers = byView.get(knowledge) ?? new Map<string, Kept>();
      byView.set(knowledge, answers);
      const key = keyOf(invocation);
      answers.delete(key);
      answers.set(key, { at: clock.now().getTime(), answer });
      const [oldest] = answers.keys();
      if (answers.size > CAPACITY && oldest !== undefined) answers.delete(oldest);
    },
  };
}
