import { formatWord } from '../src/command/grammar.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import type { Random } from '../test/support/random.ts';

/** Makes one command line of a kind about whatever records there are. */
export type MakeLine = (knowledge: Knowledge, random: Random) => string;

function anIncident(knowledge: Knowledge, random: Random): string {
  return random.pick(knowledge.incidents()).id;
}

/** Any of a group's names, not always the one it is shown under. */
function aGroup(knowledge: Knowledge, random: Random): string {
  return formatWord(random.pick(random.pick(knowledge.actors()).names).name);
}

function aClaim(knowledge: Knowledge, random: Random) {
  for (;;) {
    const claims = knowledge.claimsAbout(anIncident(knowledge, random));
    if (claims.length > 0) return random.pick(claims);
  }
}

/** Three words that stand together in a claim, as somebody would half remember them. */
function someWords(knowledge: Knowledge, random: Random): string {
  const words = aClaim(knowledge, random).text.match(/\p{L}{3,}/gu) ?? ['accounts'];
  const start = random.below(Math.max(1, words.length - 3));
  return words.slice(start, start + 3).join(' ');
}

/** A word with two of its letters changed round. */
function misspelt(word: string, random: Random): string {
  const letters = [...word];
  const at = 1 + random.below(Math.max(1, letters.length - 2));
  letters.splice(at - 1, 2, letters[at] ?? '', letters[at - 1] ?? '');
  return letters.join('');
}

/** Every verb, and the ways of asking that take another path through the house. */
export const LINES: Readonly<Record<string, MakeLine>> = {
  help: () => 'help',
  stats: (knowledge, random) => `stats ${anIncident(knowledge, random)}`,
  'stats as-of:': (knowledge, random) =>
    `stats ${anIncident(knowledge, random)} as-of:${2016 + random.below(8)}-0${1 + random.below(9)}`,
  incident: (knowledge, random) => `incident ${anIncident(knowledge, random)}`,
  incidents: (_, random) => `incidents since:${2010 + random.below(15)}`,
  'incidents actor:': (knowledge, random) => `incidents actor:${aGroup(knowledge, random)}`,
  targets: (knowledge, random) => `targets ${anIncident(knowledge, random)}`,
  actor: (knowledge, random) => `actor ${aGroup(knowledge, random)}`,
  'actor, misspelt': (knowledge, random) =>
    `actor ${formatWord(misspelt(random.pick(knowledge.actors()).label, random))}`,
  timeline: (knowledge, random) => `timeline ${anIncident(knowledge, random)}`,
  sources: (knowledge, random) => `sources ${anIncident(knowledge, random)}`,
  claim: (knowledge, random) => `claim ${aClaim(knowledge, random).id}`,
  search: (knowledge, random) => `search ${someWords(knowledge, random)}`,
  'plain question': (knowledge, random) => `how many ${someWords(knowledge, random)}?`,
  news: (_, random) => `news since:20${10 + random.below(15)}-0${1 + random.below(9)}`,
  status: () => 'status',
};
