/** What `bench/fanout.ts` compares with: loops that post to every channel and then edit every post. */
import { WebClient } from '@slack/web-api';
import { Client, GatewayIntentBits } from 'discord.js';
import type { Place } from '../src/domain/place.ts';

export interface PlainOrder {
  readonly slackApiUrl: string;
  /** By workspace. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly discordApiUrl: string;
  readonly discordToken: string;
  readonly places: readonly Place[];
  readonly said: string;
  readonly meant: string;
}

async function onSlack({ slackApiUrl, tokens, places, said, meant }: PlainOrder): Promise<void> {
  const clients = new Map(
    Object.entries(tokens).map(([team, token]) => [team, new WebClient(token, { slackApiUrl })]),
  );
  const posted: { client: WebClient; channel: string; ts: string }[] = [];
  for (const { platform, tenant, channel } of places) {
    const client = clients.get(tenant);
    if (platform !== 'slack' || client === undefined) continue;
    const { ts = '' } = await client.chat.postMessage({ channel, text: said });
    posted.push({ client, channel, ts });
  }
  for (const { client, channel, ts } of posted) {
    await client.chat.update({ channel, ts, text: meant });
  }
}

async function onDiscord({
  discordApiUrl,
  discordToken,
  places,
  said,
  meant,
}: PlainOrder): Promise<void> {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discordApiUrl } });
  const ready = new Promise((resolve) => client.once('clientReady', resolve));
  await client.login(discordToken);
  await ready;
  const posted = [];
  for (const { platform, channel } of places) {
    const found = platform === 'discord' ? await client.channels.fetch(channel) : null;
    if (found?.isSendable() === true) posted.push(await found.send(said));
  }
  for (const message of posted) await message.edit(meant);
  await client.destroy();
}

process.once('message', async (order: PlainOrder) => {
  const began = performance.now();
  await Promise.all([onSlack(order), onDiscord(order)]);
  process.send?.(performance.now() - began);
});
