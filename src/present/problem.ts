import type { Action, Block, Card } from '../card/card.ts';
import type { Spans } from '../card/span.ts';
import { code, instant, text } from '../card/span.ts';
import type { Problem, Suggestion } from '../command/problem.ts';
import { echo } from './echo.ts';
import { problemWords } from './problem-words.ts';

const LEADS_IN: Readonly<Record<Suggestion['why'], string>> = {
  correction: 'Did you mean: ',
  reduced: 'What works: ',
  example: 'For example: ',
  model: 'For example: ',
  guess: 'Did you mean: ',
  search: 'Or search for these words: ',
  help: 'More: ',
};

function label({ why, commandLine }: Suggestion): string {
  if (why === 'search') return 'Search for these words';
  if (why !== 'help') return echo(commandLine);
  return commandLine === 'help' ? 'Help' : `Help on ${commandLine.replace(/^help /, '')}`;
}

/** Some lines are there to be read. */
function isPressed({ why }: Suggestion): boolean {
  return why !== 'model' && why !== 'guess';
}

function toAction(suggestion: Suggestion): Action {
  return { label: label(suggestion), commandLine: suggestion.commandLine, style: 'default' };
}

function inWords({ why, commandLine }: Suggestion): Spans {
  return [text(LEADS_IN[why]), code(`/tocsin ${commandLine}`)];
}

/** A line that has no answer: what is wrong with it, and lines that work. */
export function presentProblem(problem: Problem, now: Date): Card {
  const { title, paragraphs } = problemWords(problem);
  const blocks = paragraphs.map((spans): Block => ({ type: 'paragraph', spans }));
  const lines = problem.suggestions.map(inWords);
  return {
    title,
    tone: 'problem',
    blocks: lines.length === 0 ? blocks : [...blocks, { type: 'list', items: lines }],
    sources: [],
    actions: problem.suggestions.filter(isPressed).map(toAction),
    footer: { asOf: [instant(now)], tlp: 'TLP:CLEAR' },
  };
}

export { ambiguousName, unknownName } from './name-problem.ts';
