import { describe, expect, it } from 'vitest';
import type { Shown } from '../../../src/command/define.ts';
import { defineCommand } from '../../../src/command/define.ts';
import { dispatch } from '../../../src/command/dispatch.ts';
import { formFields } from '../../../src/command/form.ts';
import { Registry } from '../../../src/command/registry.ts';
import { COMMANDS, house, invocation } from './house.ts';

function made(): Shown {
  const footer = { asOf: [], tlp: 'TLP:CLEAR' };
  const card = {
    title: 'Made',
    tone: 'answer',
    blocks: [],
    sources: [],
    actions: [],
    footer,
  } as const;
  return { card, again: 'look D-7F3KQ' };
}

const make = defineCommand({
  verb: 'make',
  aliases: [],
  summary: 'Makes something new each time',
  examples: ['make'],
  params: {},
  asOf: false,
  right: 'ask',
  askerOnly: true,
  run: made,
});

const latest = defineCommand({ ...make, verb: 'latest', asOf: true, live: true, askerOnly: false });

function ask(line: string) {
  const registry = new Registry([...COMMANDS, make, latest]);
  return dispatch(invocation(line), { ...house().options, registry });
}

describe('a command whose answer is shown again by another line', () => {
  it('has its pages turned by that line, which makes nothing again', async () => {
    expect(await ask('make page:2')).toMatchObject({ commandLine: 'look D-7F3KQ', page: 2 });
  });
});

describe('a command that answers the asker only', () => {
  it('has no way to post in the channel', async () => {
    expect(await ask('make')).toMatchObject({ visibility: 'asker', askerOnly: true });
    const { answered, visibility } = await ask('make public:true');
    expect({ answered, visibility }).toEqual({ answered: false, visibility: 'asker' });
    expect(formFields(make)).toEqual([]);
  });
});

describe('a command that tells of more than records', () => {
  it('is asked anew each time', async () => {
    expect((await ask('stats')).reusable).toBe(true);
    expect((await ask('latest')).reusable).toBe(false);
  });
});
