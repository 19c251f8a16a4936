import { cp, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES } from '../../../../src/ingest/pack/client.ts';
import { checkPacks, loadPack } from '../../../../src/ingest/pack/load.ts';
import { PackError, type Problem } from '../../../../src/ingest/pack/problem.ts';
import { explainError, TocsinError } from '../../../../src/shared/errors.ts';
import { PackSandbox } from './sandbox.ts';

const BROKEN = join(import.meta.dirname, '../../../fixtures/packs/broken');
const INCIDENT = 'incidents/2020-01-example.yaml';

async function problemsOf(directory: string): Promise<readonly Problem[]> {
  const error = await loadPack(directory).catch((thrown: unknown) => thrown);
  if (!(error instanceof PackError)) throw new Error('the pack was not refused', { cause: error });
  return error.problems;
}

function lineOf({ file, line, column, message, remedy }: Problem): string {
  return `${file}:${line}:${column} ${message} | ${remedy}`;
}

/** Each fixture changes the sound pack in one place; here is all that must be said about it. */
const REFUSALS: Readonly<Record<string, readonly string[]>> = {
  'address-that-is-no-web-address': [
    'sources.yaml:4:8 "url" is not a web address | Write an address that begins with https:// or http://.',
  ],
  'alias-bomb': [
    'incidents/2020-01-example.yaml:1:1 too many aliases | Write the values out instead of using "&" and "*".',
  ],
  'bad-catalogue': [
    'pack.yaml:1:12 "catalogue" is not a catalogue | Write "pack:" and a name of a-z, 0-9 and "-".',
  ],
  'claim-id-with-a-dot': [
    'incidents/2020-01-example.yaml:34:9 "id" is not an id of its own file | Use a-z, 0-9 and "-".',
  ],
  'claim-with-empty-sources': [
    'incidents/2020-01-example.yaml:39:14 a claim needs at least one source | Name at least one source: sources: [s-publisher-date].',
  ],
  'claim-without-sources': [
    'incidents/2020-01-example.yaml:34:5 "sources" is missing | Name at least one source: sources: [s-publisher-date].',
  ],
  'custom-tag': [
    'incidents/2020-01-example.yaml:2:8 YAML: unresolved tag: tag:yaml.org,2002:js/function | Remove the tag: packs hold plain text, numbers, lists and maps.',
  ],
  'date-in-words': [
    'incidents/2020-01-example.yaml:62:17 "assertedOn" is not a date | Write 2019, 2019-08 or 2019-10-04.',
  ],
  'duplicate-claim': [
    "incidents/2020-01-example.yaml:29:19 unknown claim 2020-01-example.none-entered | Add the claim; another file's claim is named <incident or actor>.<claim>.",
    'incidents/2020-01-example.yaml:41:9 the id attribution is already taken in incidents/2020-01-example.yaml, line 34 | Give one of the two another id.',
  ],
  'duplicate-conflict': [
    'conflicts.yaml:13:7 the id attacked-or-hacked is already taken in conflicts.yaml, line 1 | Give one of the two another id.',
  ],
  'duplicate-key': [
    'incidents/2020-01-example.yaml:3:1 the key "label" stands here a second time | Keep one of the two.',
  ],
  'duplicate-source': [
    'sources.yaml:8:7 the id s-agency-2020-01-15 is already taken in sources.yaml, line 1 | Give one of the two another id.',
  ],
  'duplicate-subject': [
    'programmes/example-group.yaml:1:1 the id example-group is already taken in actors/example-group.yaml, line 1 | Give one of the two another id.',
  ],
  'duplicate-topic': [
    'incidents/2020-01-example.yaml:16:9 the id who is already taken in incidents/2020-01-example.yaml, line 14 | Give one of the two another id.',
  ],
  'figure-of-another-kind': [
    'incidents/2020-01-example.yaml:22:7 a claim of kind figure needs "figure", and no other kind may have one | Change the kind, or add or remove what it asks for.',
  ],
  'figure-window-backwards': [
    'incidents/2020-01-example.yaml:27:15 the period runs backwards: from 2019-12-02 to 2019-12-01 | Swap "from" and "to", or correct one.',
  ],
  'figure-with-unknown-metric': [
    'incidents/2020-01-example.yaml:22:15 "metric" cannot be "atacked" | Did you mean attacked? One of identified, targeted, attacked, compromised, affected, notified, stolen, published, received, reached, seized, disrupted, charged, sanctioned, sued, rewarded, observed, tracked, available, located, changed.',
  ],
  'figure-without-asserter': [
    'incidents/2020-01-example.yaml:18:5 "assertedBy" is missing | Add "assertedBy": who says so.',
  ],
  'figure-without-metric': [
    'incidents/2020-01-example.yaml:22:7 "metric" is missing | Add "metric": one of identified, targeted, attacked, compromised, affected, notified, stolen, published, received, reached, seized, disrupted, charged, sanctioned, sued, rewarded, observed, tracked, available, located, changed.',
  ],
  'figure-without-qualifier': [
    'incidents/2020-01-example.yaml:22:7 "qualifier" is missing | Add "qualifier": one of exactly, at-least, at-most, about.',
  ],
  'kind-figure-without-figure': [
    'incidents/2020-01-example.yaml:34:5 a claim of kind figure needs "figure", and no other kind may have one | Change the kind, or add or remove what it asks for.',
  ],
  'label-not-a-name': [
    'actors/example-group.yaml:1:8 the label Exemple Group is not among the names | Did you mean Example Group?',
  ],
  'no-date': [
    'incidents/2020-01-example.yaml:4:14 "disclosedOn" is not a date | Write 2019, 2019-08 or 2019-10-04.',
  ],
  'number-as-id': ['conflicts.yaml:1:7 "id" should be text | Put it in quotes: "2020".'],
  'period-backwards': [
    'incidents/2020-01-example.yaml:6:9 the period runs backwards: from 2020 to 2019-12 | Swap "from" and "to", or correct one.',
  ],
  'reference-to-itself': [
    'incidents/2020-01-example.yaml:67:21 2020-01-example.hacked refers to itself | Remove the reference.',
  ],
  'relation-without-actor': [
    'actors/other-group.yaml:12:5 a claim of kind relation needs "relation", and no other kind may have one | Change the kind, or add or remove what it asks for.',
  ],
  'stray-file': [
    'incidents/2020/01.yaml:1:1 no file of this name belongs here | Name it pack.yaml, sources.yaml or conflicts.yaml, or put it, ending in .yaml, into incidents/, actors/, programmes/, sources/ or conflicts/.',
  ],
  'text-for-a-list': [
    'sources.yaml:1:1 "the file" should be a list | Write one entry after another, each beginning with "- ".',
  ],
  'topic-without-stance': [
    'incidents/2020-01-example.yaml:45:12 the claim has a topic but no stance | Add "stance", or remove both.',
  ],
  'unknown-actor': [
    'incidents/2020-01-example.yaml:8:10 unknown actor exmaple-group | Did you mean example-group?',
  ],
  'unknown-actor-in-relation': [
    'actors/other-group.yaml:17:14 unknown actor nobody-known | Add a file of that name in actors/.',
  ],
  'unknown-claim-in-conflict': ['conflicts.yaml:10:16 unknown claim hacked | Did you mean hacked?'],
  'unknown-claim-in-conflicts-with': [
    'incidents/2020-01-example.yaml:67:21 unknown claim 2020-01-example.atacked | Did you mean attacked?',
  ],
  'unknown-claim-in-limited-by': [
    "incidents/2020-01-example.yaml:29:19 unknown claim 2020-01-example.nobody | Add the claim; another file's claim is named <incident or actor>.<claim>.",
  ],
  'unknown-claim-in-supersedes': [
    'incidents/2020-01-example.yaml:67:17 unknown claim 2020-01-example.hackd | Did you mean hacked?',
  ],
  'unknown-claim-of-another-file': [
    'incidents/2020-01-example.yaml:67:31 unknown claim example-group.atribution | Did you mean attribution?',
  ],
  'unknown-incident': [
    'incidents/2020-02-example.yaml:8:11 unknown incident 2020-01-exampel | Did you mean 2020-01-example?',
  ],
  'unknown-key': [
    'incidents/2020-01-example.yaml:34:5 "text" is missing | Add "text" with a value.',
    'incidents/2020-01-example.yaml:36:5 unknown key "txet" | Did you mean text?',
  ],
  'unknown-key-in-figure': [
    'incidents/2020-01-example.yaml:26:7 unknown key "colour" | Allowed here: metric, value, qualifier, wording, unit, of, scope, window, limitedBy.',
  ],
  'unknown-source': [
    'incidents/2020-01-example.yaml:66:15 unknown source s-agency-2020-01-16 | Did you mean s-agency-2020-01-15?',
  ],
  'unknown-subject': [
    'conflicts.yaml:3:11 unknown incident, actor or programme 2020-03-example | Did you mean 2020-01-example?',
  ],
  'unknown-tier': [
    'sources.yaml:6:9 "tier" cannot be "agency" | One of primary, government, vendor, wire, press, state-media, community.',
  ],
  'unknown-topic': ['incidents/2020-01-example.yaml:45:12 unknown topic whom | Did you mean who?'],
  'yaml-syntax': [
    'incidents/2020-01-example.yaml:1:8 YAML: nested mappings are not allowed in compact mappings | Check indentation, quotes and colons here; quote text that holds ": " or begins with a sign.',
  ],
  'yml-ending': [
    'actors/third-group.yml:1:1 no file of this name belongs here | Name it pack.yaml, sources.yaml or conflicts.yaml, or put it, ending in .yaml, into incidents/, actors/, programmes/, sources/ or conflicts/.',
  ],
};

describe('a pack with one mistake', () => {
  it.each(Object.entries(REFUSALS))('%s', async (name, expected) => {
    await using sandbox = await PackSandbox.open();
    await cp(join(BROKEN, name), sandbox.directory, { recursive: true });
    expect((await problemsOf(sandbox.directory)).map(lineOf)).toEqual(expected);
  });
});

describe('a pack directory that is not to be trusted', () => {
  it('refuses a file of more than the limit', async () => {
    await using sandbox = await PackSandbox.open();
    await sandbox.write('conflicts/big.yaml', `# ${'x'.repeat(MAX_FILE_BYTES)}\n[]\n`);
    expect((await problemsOf(sandbox.directory)).map(lineOf)).toEqual([
      `conflicts/big.yaml:1:1 the file has ${MAX_FILE_BYTES + 6} bytes, more than the ${MAX_FILE_BYTES} allowed | Split it into several files.`,
    ]);
  });

  it('refuses a link that leaves the pack, and one that leads nowhere', async () => {
    await using sandbox = await PackSandbox.open();
    await symlink('/etc/hostname', join(sandbox.directory, 'conflicts-1.yaml'));
    await symlink('nowhere.yaml', join(sandbox.directory, 'conflicts-2.yaml'));
    expect((await problemsOf(sandbox.directory)).map(lineOf)).toEqual([
      'conflicts-1.yaml:1:1 the link leaves the pack | Put a copy of the file in its place.',
      'conflicts-2.yaml:1:1 the link leads nowhere | Remove it, or put a copy of the file in its place.',
    ]);
  });

  it('reads through a link that stays inside', async () => {
    await using sandbox = await PackSandbox.open();
    await symlink('../sources.yaml', join(sandbox.directory, 'actors/../incidents/copy.yaml'));
    const [problem] = await problemsOf(sandbox.directory);
    expect(problem).toMatchObject({ file: 'incidents/copy.yaml' });
    expect(problem?.message).not.toContain('link');
  });

  it.each([
    ['brackets', '['.repeat(100_000)],
    ['question marks', '? '.repeat(20_000)],
    ['maps', `[${'{a: '.repeat(3000)}]`],
  ])('refuses nesting without end: %s', async (_, yaml) => {
    await using sandbox = await PackSandbox.open();
    await sandbox.write('conflicts.yaml', yaml);
    const [problem, ...others] = await problemsOf(sandbox.directory);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ file: 'conflicts.yaml', line: 1 });
    expect(problem?.message).toBe('the YAML is nested too deeply');
  });

  it('passes over hidden files and files that are not YAML', async () => {
    await using sandbox = await PackSandbox.open();
    await sandbox.write('README.md', '# Not a record');
    await sandbox.write('incidents/.2020-01-example.yaml', 'title: [');
    expect((await loadPack(sandbox.directory)).drafts).not.toHaveLength(0);
  });
});

describe('the groups that a claim names', () => {
  const LINK = '    actors: [example-group]';

  it.each([
    [
      'a group misspelt',
      INCIDENT,
      LINK,
      '    actors: [example-group, exmaple-group]',
      `${INCIDENT}:45:29 unknown actor exmaple-group | Did you mean example-group?`,
    ],
    [
      'a group of another incident',
      INCIDENT,
      LINK,
      '    actors: [other-group]',
      `${INCIDENT}:45:14 the incident does not list the group other-group | Add it to "actors" of the incident.`,
    ],
    [
      'a group in what excludes something',
      INCIDENT,
      'kind: exclusion',
      'kind: exclusion\n    actors: [example-group]',
      `${INCIDENT}:36:13 a denial, an exclusion or a retelling cannot have "actors" | It lays nothing to a group.`,
    ],
    [
      'a group in a retelling',
      INCIDENT,
      'retelling: misreported',
      'retelling: misreported\n    actors: [example-group]',
      `${INCIDENT}:67:13 a denial, an exclusion or a retelling cannot have "actors" | It lays nothing to a group.`,
    ],
    [
      'a claim about a group',
      'actors/example-group.yaml',
      'kind: attribution',
      'kind: attribution\n    actors: [other-group]',
      'only a claim about an incident lays anything to a group | Remove "actors" from the claim.',
    ],
  ])('are refused: %s', async (_, file, before, after, expected) => {
    await using sandbox = await PackSandbox.open();
    await sandbox.replace(file, before, after);
    const problems = (await problemsOf(sandbox.directory)).map(lineOf);
    expect(problems).toEqual([expect.stringContaining(expected)]);
  });
});

describe('a pack with several mistakes', () => {
  it('names all of them, in reading order', async () => {
    await using sandbox = await PackSandbox.open();
    await sandbox.replace(INCIDENT, 'metric: attacked', 'metric: shot');
    await sandbox.replace(INCIDENT, 'disclosedOn: 2020-01-14', 'disclosedOn: yesterday');
    await sandbox.replace('sources.yaml', 'tier: wire', 'tire: wire');
    await sandbox.replace('conflicts.yaml', '2020-01-example.attacked', '2020-01-example.atacked');
    const problems = await problemsOf(sandbox.directory);
    expect(problems.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
      'conflicts.yaml:7 unknown claim 2020-01-example.atacked',
      `${INCIDENT}:4 "disclosedOn" is not a date`,
      `${INCIDENT}:22 "metric" cannot be "shot"`,
      'sources.yaml:1 "tier" is missing',
      'sources.yaml:6 unknown key "tire"',
    ]);
  });

  it('does not call a reference dangling because its file has another mistake', async () => {
    await using sandbox = await PackSandbox.open();
    await sandbox.write('sources.yaml', '- id: [\n');
    await sandbox.replace('actors/example-group.yaml', 'names:', 'nmaes:');
    const files = (await problemsOf(sandbox.directory)).map((problem) => problem.file);
    expect(new Set(files)).toEqual(new Set(['actors/example-group.yaml', 'sources.yaml']));
  });

  it('says them in one message that a terminal can show', async () => {
    await using sandbox = await PackSandbox.open();
    await sandbox.replace(INCIDENT, 'actors: [example-group]', 'actors: [exmaple-group]');
    const error = await loadPack(sandbox.directory).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TocsinError);
    expect(explainError(error)).toBe(
      [
        '1 problem in the pack:',
        `  ${INCIDENT}:8:10 unknown actor exmaple-group`,
        '    Did you mean example-group?',
        `  at: ${sandbox.directory}`,
        '  do: Mend the lines named above, then check again with: tocsin packs check',
      ].join('\n'),
    );
  });
});

describe('checkPacks', () => {
  it('warns of what nothing uses and of a group no claim names, and still loads the pack', async () => {
    await using sandbox = await PackSandbox.open();
    await sandbox.write(
      'sources/more.yaml',
      '- id: s-unused\n  publisher: A\n  title: B\n  url: https://a.example/\n  publishedOn: null\n  tier: press\n',
    );
    await sandbox.replace(INCIDENT, 'topics:\n', 'topics:\n  - id: why\n    title: Why\n');
    const report = await checkPacks(sandbox.directory);
    expect(report.problems).toEqual([]);
    const remedy = 'Remove it, or name it where it belongs.';
    const folder = sandbox.directory.slice(sandbox.directory.lastIndexOf('/') + 1);
    expect(report.warnings.map(lineOf)).toEqual([
      `${folder}/${INCIDENT}:14:9 nothing uses the topic why | ${remedy}`,
      `${folder}/incidents/2020-02-example.yaml:7:10 no claim lays the incident to example-group | Name the group in "actors" of the claim that does, or take it off the list.`,
      `${folder}/sources/more.yaml:1:7 nothing uses the source s-unused | ${remedy}`,
    ]);
    expect((await loadPack(sandbox.directory)).drafts).toHaveLength(report.records);
  });

  it('checks every pack in a directory and names the pack before the file', async () => {
    await using sandbox = await PackSandbox.open();
    await using other = await PackSandbox.open();
    await cp(other.directory, join(sandbox.directory, 'two'), { recursive: true });
    await cp(other.directory, join(sandbox.directory, 'one'), { recursive: true });
    await sandbox.replace('two/sources.yaml', 'tier: wire', 'tier: wires');
    await using packs = await PackSandbox.open();
    await cp(join(sandbox.directory, 'one'), join(packs.directory, 'packs/one'), {
      recursive: true,
    });
    await cp(join(sandbox.directory, 'two'), join(packs.directory, 'packs/two'), {
      recursive: true,
    });
    const report = await checkPacks(join(packs.directory, 'packs'));
    expect(report.files).toBe(16);
    expect(report.problems.map(lineOf)).toEqual([
      'two/sources.yaml:6:9 "tier" cannot be "wires" | Did you mean wire? One of primary, government, vendor, wire, press, state-media, community.',
    ]);
  });

  it('says so where there is no pack or no directory', async () => {
    await using sandbox = await PackSandbox.open();
    const empty = join(sandbox.directory, 'programmes');
    await expect(checkPacks(empty)).rejects.toMatchObject({ code: 'pack.none', where: empty });
    const missing = join(sandbox.directory, 'missing');
    const unreadable = { code: 'pack.unreadable', where: missing };
    await expect(checkPacks(missing)).rejects.toMatchObject(unreadable);
    await expect(loadPack(missing)).rejects.toMatchObject(unreadable);
  });
});
