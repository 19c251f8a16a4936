import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../src/config/env.ts';
import {
  INTENTS,
  PERMISSION_BITS,
  PERMISSIONS,
  SCOPES,
} from '../../src/platform/discord/permissions.ts';
import { BOT_EVENTS } from '../../src/platform/slack/events.ts';
import { slackManifest } from '../../src/platform/slack/manifest.ts';
import { BOT_SCOPES } from '../../src/platform/slack/scopes.ts';

const page = readFileSync(join(ROOT, 'docs', 'permissions.md'), 'utf8');

/** First and last cells of the rows of a table that begins after a heading or line. */
function rowsAfter(words: string): string[][] {
  const [table = ''] = page.slice(page.indexOf(words)).match(/(?:^\|.*\n)+/m) ?? [];
  return table
    .trim()
    .split('\n')
    .slice(2)
    .map((row) => row.split('|').map((cell) => cell.trim().replaceAll('`', '')))
    .map((cells) => [cells[1] ?? '', cells.at(-2) ?? '']);
}

describe('docs/permissions.md', () => {
  test('lists every scope that the manifest asks for, with its reason', () => {
    const listed = rowsAfter('## Slack: bot scopes');
    expect(listed.map(([scope]) => scope)).toEqual(BOT_SCOPES.map(({ scope }) => scope));
    for (const [index, { why }] of BOT_SCOPES.entries()) {
      expect(listed[index]?.[1]?.toLowerCase()).toBe(`${why}.`.toLowerCase());
    }
    const { oauth_config: oauth } = slackManifest({
      transport: 'socket',
      command: '/tocsin',
      publicUrl: undefined,
      severalWorkspaces: false,
    });
    expect(oauth?.scopes?.bot).toEqual(BOT_SCOPES.map(({ scope }) => scope));
  });

  test('lists every event that Slack tells of, with its reason', () => {
    const listed = rowsAfter('Events it is told of');
    expect(listed.map(([event]) => event)).toEqual(BOT_EVENTS.map(({ event }) => event));
    expect(listed.map(([, why]) => why?.toLowerCase())).toEqual(
      BOT_EVENTS.map(({ why }) => `${why}.`.toLowerCase()),
    );
  });

  test('lists every permission, scope and intent at Discord, with its reason', () => {
    expect(rowsAfter('## Discord: permissions')).toEqual(
      PERMISSIONS.map(({ name, reason }) => [name, reason]),
    );
    expect(rowsAfter('Scopes of the link')).toEqual(
      SCOPES.map(({ name, reason }) => [name, reason]),
    );
    expect(rowsAfter('Gateway intents')).toEqual(INTENTS.map(({ name, reason }) => [name, reason]));
    expect(page).toContain(String(PERMISSION_BITS));
  });
});
