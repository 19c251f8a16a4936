import { openDiscord } from './discord-teller.ts';
import { leadsSuite } from './leads-suite.ts';
import { tellingSuite } from './suite.ts';

tellingSuite('Discord', openDiscord);
leadsSuite('Discord', openDiscord);
