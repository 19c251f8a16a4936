import { consoleUnderTest } from './console-station.ts';
import { discordBy } from './discord-station.ts';
import { slackBy } from './slack-station.ts';
import { platformSuite } from './suite.ts';

platformSuite(slackBy('socket'));
platformSuite(slackBy('http'));
platformSuite(discordBy('gateway'));
platformSuite(discordBy('http'));
platformSuite(consoleUnderTest());
