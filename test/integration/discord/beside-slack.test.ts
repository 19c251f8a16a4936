import { REST, Routes } from 'discord.js';
import { expect, test } from 'vitest';
import { restOptions } from '../../../src/platform/discord/client-options.ts';
import { faults, openDouble } from './harness.ts';

test('Discord takes charts from a process that loaded Slack’s library too', async () => {
  const double = await openDouble();
  const guild = double.addGuild({ channels: ['news'] });
  const { id } = double.channel(guild, 'news');
  // It sets for the whole process by what undici sends, which discord.js would use as well.
  await import('@slack/bolt');
  const rest = new REST(restOptions({ apiUrl: double.apiUrl })).setToken(double.token);
  await rest.post(Routes.channelMessages(id), {
    body: { content: 'a chart' },
    files: [{ name: 'chart.png', data: Buffer.from('bytes'), contentType: 'image/png' }],
  });
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
  const [message] = double.messages(id);
  expect(message?.attachments.map(({ filename }) => filename)).toEqual(['chart.png']);
  expect(faults(double)).toEqual([]);
});
