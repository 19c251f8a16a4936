import type { Config, Secrets } from '../config/settings.ts';
import type { House } from '../interaction/house.ts';
import type { Platform } from '../interaction/platform.ts';

type Connector = (config: Config, secrets: Secrets, house: House) => Promise<Platform | undefined>;

/** Every platform; each gives undefined where it is not set up. Its SDK is loaded only where it is. */
const CONNECTORS: readonly Connector[] = [
  async ({ slack }, secrets, house) => {
    if (slack === undefined) return undefined;
    const { createSlack } = await import('../platform/slack/connect.ts');
    return createSlack({ config: slack, secrets: secrets.slack, house });
  },
  async ({ discord }, { discordToken }, house) => {
    if (discord === undefined) return undefined;
    const { createDiscord } = await import('../platform/discord/connect.ts');
    return createDiscord({ config: discord, token: discordToken, house });
  },
];

/** The platforms that the settings name, not yet connected. */
export async function createPlatforms(
  config: Config,
  secrets: Secrets,
  house: House,
): Promise<readonly Platform[]> {
  const platforms = await Promise.all(CONNECTORS.map((connect) => connect(config, secrets, house)));
  return platforms.filter((platform) => platform !== undefined);
}
