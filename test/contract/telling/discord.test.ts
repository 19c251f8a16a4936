import { openDiscord } from './discord-teller.ts';
import { tellingSuite } from './suite.ts';

tellingSuite('Discord', openDiscord);
