import { defineCommand } from '../src/command/define.ts';
import { statusCard } from '../src/present/status-card.ts';

export const status = defineCommand({
  verb: 'status',
  aliases: ['health', 'version'],
  summary: 'How Tocsin itself is doing: version, database, what it holds',
  examples: ['status'],
  params: {},
  asOf: false,
  right: 'ask',
  async run(_values, context) {
    return statusCard(context.services.version, await context.services.health(), context);
  },
});
