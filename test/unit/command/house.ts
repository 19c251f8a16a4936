import { z } from 'zod';
import type { Card } from '../../../src/card/card.ts';
import { text } from '../../../src/card/span.ts';
import type { CommandServices, Invocation } from '../../../src/command/context.ts';
import { type Command, defineCommand } from '../../../src/command/define.ts';
import { type DispatchOptions, dispatch } from '../../../src/command/dispatch.ts';
import { param } from '../../../src/command/param.ts';
import { Registry } from '../../../src/command/registry.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { presentProblem } from '../../../src/present/problem.ts';
import { fixedClock } from '../../../src/shared/clock.ts';
import { TocsinError } from '../../../src/shared/errors.ts';
import { absentTelling } from '../../support/absent-telling.ts';
import { memoryStores } from '../../support/memory-stores.ts';
import { actor, incident, revisionOf, source } from '../knowledge/fixtures.ts';

/** A small house for tests: real definitions, real knowledge, commands that show what they got. */

export const NOW = '2026-11-22T23:30:00Z';

function shown(title: string, values: Readonly<Record<string, unknown>>): Card {
  return {
    title: `${title} ${JSON.stringify(values)}`,
    tone: values.actor === 'nobody' ? 'problem' : 'answer',
    blocks: [],
    sources: [],
    actions: [],
    footer: { asOf: [text('now')], tlp: 'TLP:CLEAR' },
  };
}

const help = defineCommand({
  verb: 'help',
  aliases: ['usage'],
  summary: 'What Tocsin can do',
  examples: ['help', 'help stats'],
  params: { verb: param.verb('The verb to explain').optional },
  asOf: false,
  right: 'ask',
  run: (values) => shown('help', values),
});

const stats = defineCommand({
  verb: 'stats',
  aliases: ['figures'],
  summary: 'Figures with their scope',
  examples: ['stats', 'stats SolarWinds'],
  params: { incident: param.incident('Which incident').optional },
  asOf: true,
  right: 'ask',
  run: (values, { knowledge }) => shown(`stats@${knowledge.asOf ?? 'now'}`, values),
});

const actorVerb = defineCommand({
  verb: 'actor',
  aliases: ['group'],
  summary: 'Names of a group and who uses each',
  examples: ['actor Phosphorus'],
  params: {
    actor: param.actor('A group, by any of its names').required,
    detail: param.choice('How much', ['short', 'full']).optional,
  },
  asOf: true,
  right: 'ask',
  run: (values) => shown('actor', values),
});

const incidentVerb = defineCommand({
  verb: 'incident',
  aliases: [],
  summary: 'One incident',
  examples: ['incident SolarWinds'],
  params: { incident: param.incident('Which incident').required },
  asOf: true,
  right: 'ask',
  run: (values) => shown('incident', values),
});

const incidents = defineCommand({
  verb: 'incidents',
  aliases: [],
  summary: 'All incidents',
  examples: ['incidents', 'incidents since:2020'],
  params: {
    actor: param.keyed('actor', 'A group').optional,
    origin: param.keyed('text', 'A country').optional,
    since: param.date('Disclosed on or after').optional,
    top: param.number('How many', 1, 50).optional,
  },
  asOf: true,
  right: 'ask',
  run: (values) => shown('incidents', values),
});

const claim = defineCommand({
  verb: 'claim',
  aliases: [],
  summary: 'One claim',
  examples: ['claim solarwinds.method'],
  params: { claim: param.claim('The id of the claim').required },
  asOf: true,
  right: 'ask',
  run: (values, { knowledge }) => {
    const known = knowledge.claim(values.claim) !== undefined;
    return shown(known ? 'claim' : 'no claim', values);
  },
});

const search = defineCommand({
  verb: 'search',
  aliases: ['find'],
  summary: 'Claims that match words',
  examples: ['search password reset'],
  params: { query: param.text('Words or a question').required },
  asOf: true,
  right: 'ask',
  run: (values) => shown('search', values),
});

const publish = defineCommand({
  verb: 'publish',
  aliases: [],
  summary: 'Publish a disclosure',
  examples: ['publish draft-1'],
  params: { draft: param.text('Which draft').required },
  asOf: false,
  right: 'edit',
  run: (values) => shown('publish', values),
});

const follow = defineCommand({
  verb: 'follow',
  aliases: [],
  summary: 'Subscribe this channel',
  examples: ['follow'],
  params: {},
  asOf: false,
  right: 'subscribe',
  run: (values) => shown('follow', values),
});

/** Shows where it takes effect; refuses or fails when told to. */
const rule = defineCommand({
  verb: 'rule',
  aliases: [],
  summary: 'An act of an administrator',
  examples: ['rule', 'rule how:bug'],
  params: { how: param.choice('Whose fault', ['user', 'bug']).optional },
  asOf: false,
  right: 'administer',
  run({ how }, { place }) {
    if (how === 'bug') throw new Error('secret detail');
    if (how === 'user') {
      throw new TocsinError('Not so.', { code: 'rule.no', fault: 'user', remedy: 'Do otherwise.' });
    }
    return shown('rule', { ...place });
  },
});

/** Takes two words in order, the first of them checked. */
const compare = defineCommand({
  verb: 'compare',
  aliases: [],
  summary: 'Two groups side by side',
  examples: ['compare apt28 apt29'],
  params: {
    left: { ...param.verb('The first group').required, schema: z.string().startsWith('apt') },
    right: param.verb('The second group').required,
  },
  asOf: false,
  right: 'ask',
  run: (values) => shown('compare', values),
});

const boom = defineCommand({
  verb: 'boom',
  aliases: [],
  summary: 'Fails',
  examples: ['boom'],
  params: { how: param.choice('Whose fault', ['user', 'bug', 'far']).optional },
  asOf: false,
  right: 'ask',
  run({ how }) {
    if (how === 'user') {
      throw new TocsinError('There is no draft 7.', {
        code: 'draft.unknown',
        fault: 'user',
        remedy: 'Ask for the inbox and take an id from it.',
      });
    }
    throw new Error('secret detail at /etc/passwd');
  },
});

export const COMMANDS: readonly Command[] = [
  help,
  stats,
  actorVerb,
  incidentVerb,
  incidents,
  claim,
  search,
  publish,
  follow,
  rule,
  compare,
  boom,
];

export const registry = new Registry(COMMANDS);

export function command(verb: string): Command {
  const found = registry.find(verb);
  if (found === undefined) throw new Error(`no ${verb} in the test house`);
  return found;
}

export const knowledge = createKnowledge([
  source('s', '2019-10-04'),
  actor('phosphorus', [
    'Phosphorus',
    'Charming Kitten',
    'Mint Sandstorm',
    { name: 'Phosphorous', kind: 'misspelling' },
  ]),
  actor('apt42', ['APT42', 'Mint Sandstorm'], { catalogue: 'misp-galaxy' }),
  actor('odd', ['The "Quoted" Group']),
  incident({ id: 'solarwinds', label: 'SolarWinds', disclosedOn: '2020-12-13' }),
  incident({ id: 'kitten-case', label: 'APT42', disclosedOn: '2024-08' }),
  revisionOf('claim', {
    id: 'solarwinds.method',
    about: 'solarwinds',
    kind: 'method',
    text: 'Updates of Orion carried a back door.',
    assertedBy: [{ name: 'FireEye' }],
    basis: 'first-hand',
    status: 'asserted',
    sources: ['s'],
  }),
  revisionOf('claim', {
    id: 'solarwinds.inside',
    about: 'solarwinds',
    kind: 'method',
    text: 'A member of staff was paid.',
    assertedBy: [{ name: 'FireEye' }],
    basis: 'first-hand',
    status: 'asserted',
    sources: ['s'],
    tlp: 'AMBER',
  }),
  revisionOf('programme', {
    id: 'accountguard',
    label: 'AccountGuard',
    operator: 'Microsoft',
  }),
]);

export interface Asked {
  readonly reports: { readonly error: unknown; readonly reference: string }[];
  readonly options: DispatchOptions;
}

/** A house with stores of its own. */
export function house(changes: Partial<CommandServices> = {}): Asked {
  const reports: { error: unknown; reference: string }[] = [];
  const report = (error: unknown, reference: string) => void reports.push({ error, reference });
  const clock = fixedClock(NOW);
  const { grants, audit, ceilings } = memoryStores(clock);
  const services: CommandServices = {
    clock,
    knowledge: () => knowledge,
    defaultIncident: 'solarwinds',
    version: '0',
    health: () => Promise.resolve([]),
    commands: () => COMMANDS,
    grants,
    audit,
    ceilings,
    ...absentTelling(),
    ...changes,
  };
  return {
    reports,
    options: { registry, services, fallback: command('search'), presentProblem, report },
  };
}

export function invocation(
  commandLine: string,
  changes: Partial<Omit<Invocation, 'commandLine'>> = {},
): Invocation {
  return {
    commandLine,
    who: { id: 'u1', name: 'Ada' },
    where: { platform: 'console', tenant: 't', channel: 'newsroom' },
    locale: 'en-GB',
    timeZone: 'UTC',
    may: new Set(['ask']),
    ...changes,
  };
}

export function ask(line: string, changes?: Partial<Omit<Invocation, 'commandLine'>>) {
  return dispatch(invocation(line, changes), house().options);
}
