import { defineCommand } from '../src/command/define.ts';
import { param } from '../src/command/param.ts';
import { REASON, SENDING } from '../src/editing/params.ts';
import { retracting } from '../src/editing/put-right.ts';
import { answered } from '../src/editing/refused.ts';

export const retract = defineCommand({
  verb: 'retract',
  aliases: ['take-back'],
  summary: 'Take a disclosure back in every channel that has it, with the reason',
  examples: ['retract'],
  params: {
    disclosure: param.id('D', 'Which, such as D-7F3KQ').optional,
    reason: REASON,
    ...SENDING,
  },
  asOf: false,
  right: 'edit',
  askerOnly: true,
  run(values, context) {
    const { disclosure, reason } = values;
    return answered({ verb: 'retract', values: { disclosure, reason } }, context, () =>
      retracting(values, context),
    );
  },
});
