import type { Command } from 'commander';
import { CommanderError } from 'commander';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../../../src/cli/program.ts';

interface Heard {
  readonly out: string;
  readonly err: string;
  readonly code: number | undefined;
}

/** What the program says to arguments that run nothing. */
async function tell(args: readonly string[]): Promise<Heard> {
  const program = createProgram();
  let [out, err] = ['', ''];
  const silence = (command: Command): void => {
    command.configureOutput({
      writeOut: (text) => {
        out += text;
      },
      writeErr: (text) => {
        err += text;
      },
    });
    command.commands.forEach(silence);
  };
  silence(program);
  const code = await program.parseAsync(args, { from: 'user' }).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof CommanderError) return error.exitCode;
      throw error;
    },
  );
  return { out, err, code };
}

function pathsOf(command: Command, before: readonly string[] = []): string[][] {
  return command.commands.flatMap((one) => {
    const path = [...before, one.name()];
    return [path, ...pathsOf(one, path)];
  });
}

describe('every command', () => {
  const paths = [[], ...pathsOf(createProgram())];
  test('is there', () => {
    expect(paths.map((path) => path.join(' ')).sort()).toEqual(
      [
        ...['', 'ask', 'discord', 'discord register', 'doctor', 'packs', 'packs check'],
        ...['packs schema', 'publish', 'slack', 'slack manifest', 'start', 'status', 'import'],
        ...['imports', 'imports formats', 'imports stop', 'imports drop', 'export'],
        ...['feeds', 'feeds import', 'feeds export'],
      ].sort(),
    );
  });

  test.each(paths.map((path) => [path]))('%j --help has examples of itself', async (path) => {
    const { out, code } = await tell([...path, '--help']);
    expect(code).toBe(0);
    const [usage, examples = ''] = out.split('Examples:\n');
    expect(usage).toContain(`Usage: ${['tocsin', ...path].join(' ')}`);
    // As JSON: nobody types that.
    expect(usage).not.toMatch(/default: [[{]/);
    expect(examples).toMatch(new RegExp(`^ {2}(?:PORT=\\d+ )?${['tocsin', ...path].join(' ')}`));
  });
});

test.each([
  [['asc'], 'Did you mean ask?'],
  [['ask', '--as', 'fax'], 'Allowed choices are text, json, slack, discord, html'],
  [['ask', 'stats', '--page', '0'], 'Give a number from 1 to 999'],
  [['--loud'], "unknown option '--loud'"],
  [['packs', 'chek'], 'Did you mean check?'],
  [['slack', 'manifest', '--transport', 'fax'], 'Allowed choices are socket, http'],
  [['discord', 'register', '--guild', 'mine'], 'Give the id of a server: 17 to 20 digits'],
])('the wrong call %j is answered with help', async (args, words) => {
  const { err, code } = await tell(args);
  expect(code).toBe(1);
  expect(err).toContain(words);
});
