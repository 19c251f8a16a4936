import type { CommandContext, Invocation } from '../command/context.ts';
import { FORM } from '../command/form.ts';
import { formatLine, type LineValues, LONGEST_LINE } from '../command/grammar.ts';
import type { Act, Draft } from '../disclosure/desk.ts';
import type { Disclosure } from '../domain/disclosure.ts';
import type { PreviewLines } from '../present/editing-outcome.ts';

/**
 * A line that opens a form of the verb with these values in it; undefined where there are no forms, and
 * where the line would be longer than one may be.
 */
export function formLine(
  verb: string,
  values: LineValues,
  { invocation }: { readonly invocation: Pick<Invocation, 'where'> },
): string | undefined {
  if (invocation.where.platform === 'cli') return undefined;
  const line = `${FORM} ${formatLine(verb, values)}`;
  return line.length <= LONGEST_LINE ? line : undefined;
}

/** A form has one line, or several that run on, for a text; one of paragraphs would lose them. */
function onOneLine(words: string | undefined): string | undefined {
  return words?.includes('\n') === true ? undefined : words;
}

/** What a form holds of a disclosure. */
export function fieldsOf(disclosure: Disclosure): LineValues {
  const { headline, body, severity, incident, kind, actors, sectors, tlp, claims } = disclosure;
  return {
    headline,
    body: onOneLine(body),
    severity,
    incident,
    kind,
    actors: actors.join(', '),
    sectors: sectors.join(', '),
    tlp,
    claims: claims.join(', '),
  };
}

function embargoText(embargo: Date | undefined): string | undefined {
  return embargo && `${embargo.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function changeLine(draft: Draft, context: Pick<CommandContext, 'invocation'>) {
  const { act, disclosure, reason, embargo } = draft;
  const { kind, ...fields } = fieldsOf(disclosure);
  const { id } = disclosure;
  if (act === 'retract') return formLine(act, { disclosure: id, reason }, context);
  if (act === 'correct') return formLine(act, { disclosure: id, reason, ...fields }, context);
  const own = { draft: id, ...fields, kind, embargo: embargoText(embargo) };
  return formLine(act, own, context);
}

/** The line that shows a draft. */
export function draftLine(act: Act, id: string): string {
  return `${act} ${id}`;
}

/** The lines of a draft's buttons. Whether they are pressed by an editor is looked at again then. */
export function linesOf(draft: Draft, context: Pick<CommandContext, 'invocation'>): PreviewLines {
  const line = draftLine(draft.act, draft.disclosure.id);
  return {
    confirm: `${line} confirm:${draft.version}`,
    discard: `${line} discard:${draft.version}`,
    change: changeLine(draft, context),
  };
}
