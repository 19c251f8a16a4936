import { defineCommand } from '../src/command/define.ts';
import { param } from '../src/command/param.ts';
import { FIELDS, REASON, SENDING } from '../src/editing/params.ts';
import { correcting, correctionForm } from '../src/editing/put-right.ts';
import { answered } from '../src/editing/refused.ts';

const { headline, body, source, severity, kind: _, ...others } = FIELDS;

/** For those who type; the form asks for what is put right most often. */
const typedOnly = Object.fromEntries(
  Object.entries(others).map(([key, one]) => [key, { ...one, typedOnly: true }]),
) as typeof others;

export const correct = defineCommand({
  verb: 'correct',
  aliases: ['put-right'],
  summary: 'Put a disclosure right in every channel that has it, with the reason',
  examples: ['correct'],
  params: {
    disclosure: param.id('D', 'Which, such as D-7F3KQ').optional,
    reason: REASON,
    headline,
    body,
    severity,
    source,
    ...typedOnly,
    ...SENDING,
  },
  asOf: false,
  right: 'edit',
  askerOnly: true,
  async run(values, context) {
    const { confirm: _, discard: __, ...given } = values;
    return await answered(
      { verb: 'correct', values: await correctionForm(given, context) },
      context,
      () => correcting(values, context),
    );
  },
});
