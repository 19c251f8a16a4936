import { basename } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import type { App } from '../app.ts';
import type { Card } from '../card/card.ts';
import type { AuditEntry } from '../command/access.ts';
import type { NewDraft } from '../disclosure/desk.ts';
import type { DisclosureRevision } from '../domain/disclosure.ts';
import type { DeskUpdate } from '../ingest/pack/desk-file.ts';
import type { Problem } from '../ingest/pack/problem.ts';
import { EXIT } from './exit.ts';

const EXAMPLES = `
Examples:
  tocsin publish update.yaml             show what channels would get, and ask
  tocsin publish update.yaml --dry-run   show it, and send nothing
  tocsin publish update.yaml --yes       send it without asking

docs/editing.md says what such a file holds.

Exit codes:
  0  sent, or shown with --dry-run
  1  the file has faults, each with its line; or it was not sent because you said no
  2  a wrong call
  3  Tocsin could not do its part
`;

interface PublishCall {
  readonly yes?: true;
  readonly dryRun?: true;
}

async function showProblems(problems: readonly Problem[]): Promise<number> {
  const { describeProblem, compareProblems } = await import('../ingest/pack/problem.ts');
  for (const problem of problems.toSorted(compareProblems)) {
    process.stdout.write(`${describeProblem(problem)}\n`);
  }
  process.stdout.write('Nothing was sent.\n');
  return EXIT.problem;
}

async function showCard(card: Card): Promise<void> {
  const { renderText } = await import('../render/text/render.ts');
  const { columns, isTTY } = process.stdout;
  const options = { page: 1, commandLine: '', shareable: false };
  const shown = isTTY
    ? { ...options, width: columns, colour: process.stdout.hasColors() }
    : options;
  process.stdout.write(`${renderText(card, shown).payload.trimEnd()}\n`);
}

/** What channels would get, and how many. */
async function showPreview(
  draft: NewDraft,
  history: readonly DisclosureRevision[],
  app: App,
): Promise<void> {
  const { services } = app;
  const { unkept } = await import('../app/desk-update.ts');
  const { planned } = await import('../editing/open-draft.ts');
  const { editingCard } = await import('../present/editing-card.ts');
  const now = services.clock.now();
  const shown = unkept(draft, now);
  const current = planned(shown, now);
  const prepared = {
    draft: shown,
    item: { current, history: [...history, current] },
    reach: await services.desk.reach(shown),
  };
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const outcome = { is: 'preview', prepared, lines: undefined, zone } as const;
  await showCard(editingCard(outcome, { knowledge: app.knowledge(), now }));
}

async function agreed(): Promise<boolean> {
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(?:es)?$/i.test((await asking.question('\nSend it? [y/N] ')).trim());
  } finally {
    asking.close();
  }
}

async function send(draft: NewDraft, app: App): Promise<void> {
  const { desk, clock } = app.services;
  const { editingCard } = await import('../present/editing-card.ts');
  const { version } = await desk.keep(draft);
  const { revision, reach } = await desk.publish(draft.disclosure.id, version, draft.by);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const sent = { is: 'sent', act: draft.act, revision, reach, zone } as const;
  process.stdout.write('\n');
  await showCard(editingCard(sent, { knowledge: app.knowledge(), now: clock.now() }));
}

/** Sends it, and writes down that somebody did, or tried. */
async function sendAudited(draft: NewDraft, file: string, app: App): Promise<void> {
  const { fromTerminal } = await import('./session.ts');
  const { where, who } = fromTerminal('');
  const { audit, clock } = app.services;
  const at = clock.now();
  const detail = `publish ${basename(file)} (${draft.disclosure.id})`;
  const record = (outcome: AuditEntry['outcome']) =>
    audit.record({
      ...where,
      at,
      user: who.id,
      userName: who.name,
      act: draft.act,
      detail,
      outcome,
    });
  try {
    await send(draft, app);
  } catch (error) {
    await record('failed');
    throw error;
  }
  await record('done');
  // What rests on a record that was replaced is put right now, and not when somebody starts Tocsin next.
  if (draft.records.length > 0) await app.lookForClaimChanges();
}

async function publishUpdate(update: DeskUpdate, file: string, call: PublishCall): Promise<number> {
  const { fromTerminal, openForTerminal } = await import('./session.ts');
  const { planUpdate } = await import('../app/desk-update.ts');
  await using app = await openForTerminal(() => {});
  const { who, timeZone } = fromTerminal('');
  const plan = await planUpdate(update, { who, timeZone }, app.services);
  if (!plan.ok) return await showProblems(plan.problems);
  await showPreview(plan.draft, plan.history, app);
  if (call.dryRun === true) {
    process.stdout.write('\nNothing was sent.\n');
    return EXIT.answered;
  }
  if (call.yes !== true && !(await agreed())) {
    process.stdout.write('Nothing was sent.\n');
    return EXIT.problem;
  }
  await sendAudited(plan.draft, file, app);
  return EXIT.answered;
}

async function publish(file: string, call: PublishCall): Promise<number> {
  const { readDeskFile } = await import('../ingest/pack/desk-file.ts');
  const read = await readDeskFile(file);
  return read.ok ? await publishUpdate(read.update, file, call) : await showProblems(read.problems);
}

/** `tocsin publish`: what an editor does with `/tocsin publish`, `correct` and `retract`, from a file. */
export function addPublish(tocsin: Command): void {
  const command = tocsin
    .command('publish')
    .description('publish, correct or retract a disclosure that a file holds')
    .argument('<file>', 'a YAML file')
    .option('--yes', 'send it without asking')
    .option('--dry-run', 'show what channels would get, and send nothing')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, call: PublishCall) => {
      if (call.yes !== true && call.dryRun !== true && !process.stdin.isTTY) {
        command.error('error: there is nobody here to ask; say --yes, or --dry-run to look at it', {
          exitCode: EXIT.wrongCall,
        });
      }
      process.exitCode = await publish(file, call);
    });
}
