import { styleText } from 'node:util';
import type { Command } from 'commander';
import type { CheckLine } from '../interaction/checkup.ts';
import { EXIT } from './exit.ts';

const EXAMPLES = `
Examples:
  tocsin doctor

Exit codes:
  0  nothing is wrong
  1  something is: each line says how to mend it
`;

const SIGNS = {
  ok: { sign: 'right  ', colour: 'green' },
  warning: { sign: 'look at', colour: 'yellow' },
  failing: { sign: 'WRONG  ', colour: 'red' },
  off: { sign: 'off    ', colour: 'gray' },
} as const;

/** One line for each thing looked at; beneath it how to mend what is wrong. */
export function checkupText(lines: readonly CheckLine[], colour: boolean): string {
  const width = Math.max(...lines.map(({ part }) => part.length));
  return lines
    .map(({ part, state, detail, mend }) => {
      const { sign, colour: name } = SIGNS[state];
      const shown = colour ? styleText(name, sign, { validateStream: false }) : sign;
      const line = `${shown}  ${part.padEnd(width)}  ${detail}`;
      return mend === undefined ? line : `${line}\n${' '.repeat(sign.length + 2)}do: ${mend}`;
    })
    .join('\n');
}

/** `tocsin doctor`: is everything set up, and if not, what is to be done. */
export function addDoctor(tocsin: Command): void {
  tocsin
    .command('doctor')
    .description(
      'look over settings, database, Slack and Discord, and say how to mend what is wrong',
    )
    .addHelpText('after', EXAMPLES)
    .action(async () => {
      const { examine } = await import('../app/doctor.ts');
      const lines = await examine();
      const { isTTY } = process.stdout;
      process.stdout.write(`${checkupText(lines, isTTY && process.stdout.hasColors())}\n`);
      const wrong = lines.some(({ state }) => state === 'failing');
      process.exitCode = wrong ? EXIT.problem : EXIT.answered;
    });
}
