import { leadsSuite } from './leads-suite.ts';
import { openSlack } from './slack-teller.ts';
import { tellingSuite } from './suite.ts';

tellingSuite('Slack', openSlack);
leadsSuite('Slack', openSlack);
