import { type Command, InvalidArgumentError, Option } from 'commander';
import { commandLineOf } from './command-line.ts';
import { EXIT } from './exit.ts';
import { FORMATS, type Format, show } from './show.ts';

const EXAMPLES = `
Examples:
  tocsin ask stats
  tocsin ask "actor Mint Sandstorm"
  tocsin ask how many accounts were compromised
  tocsin ask timeline --page 2
  tocsin ask stats --as-of 2019-10-05
  tocsin ask stats --as discord | jq .components

Exit codes:
  0  an answer
  1  a card that says why there is none
  2  a wrong call
  3  Tocsin could not do its part
`;

interface AskOptions {
  readonly as: Format;
  readonly asOf?: string;
  readonly page?: number;
}

function pageNumber(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('Give a number from 1 to 999.');
  return Number(text);
}

async function answer(line: string, format: Format): Promise<number> {
  const { fromTerminal, openForTerminal } = await import('./session.ts');
  let faults = 0;
  await using app = await openForTerminal(() => {
    faults += 1;
  });
  const answer = await app.ask(fromTerminal(line));
  process.stdout.write(`${(await show(answer, format)).trimEnd()}\n`);
  if (faults > 0) return EXIT.failed;
  return answer.answered ? EXIT.answered : EXIT.problem;
}

/** `tocsin ask` and `tocsin status`, which is one of its lines. */
export function addAsk(tocsin: Command): void {
  const format = new Option('--as <format>', 'how the answer is shown')
    .choices(FORMATS)
    .default('text');
  tocsin
    .command('ask')
    .description('answer one command line, as /tocsin does')
    .argument('[line...]', 'a verb with its arguments, a name, or a question')
    .addOption(format)
    .option('--as-of <date>', 'by what was public on that date: 2019, 2019-10 or 2019-10-04')
    .option('--page <number>', 'page of a long answer', pageNumber)
    .addHelpText('after', EXAMPLES)
    .action(async (words: string[], options: AskOptions) => {
      process.exitCode = await answer(commandLineOf(words, options), options.as);
    });
  tocsin
    .command('status')
    .description('how this Tocsin does: version, database, what it holds')
    .addOption(format)
    .addHelpText('after', '\nExamples:\n  tocsin status\n  tocsin status --as json\n')
    .action(async (options: AskOptions) => {
      process.exitCode = await answer('status', options.as);
    });
}
