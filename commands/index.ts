import type { Command } from '../src/command/define.ts';
import { actor } from './actor.ts';
import { audit } from './audit.ts';
import { channel } from './channel.ts';
import { claim } from './claim.ts';
import { correct } from './correct.ts';
import { deliveries } from './deliveries.ts';
import { feed } from './feed.ts';
import { form } from './form.ts';
import { grant } from './grant.ts';
import { help } from './help.ts';
import { inbox } from './inbox.ts';
import { incident } from './incident.ts';
import { incidents } from './incidents.ts';
import { names } from './names.ts';
import { news } from './news.ts';
import { preview } from './preview.ts';
import { publish } from './publish.ts';
import { retract } from './retract.ts';
import { search } from './search.ts';
import { sources } from './sources.ts';
import { stats } from './stats.ts';
import { status } from './status.ts';
import { subscribe } from './subscribe.ts';
import { subscriptions } from './subscriptions.ts';
import { targets } from './targets.ts';
import { timeline } from './timeline.ts';
import { unsubscribe } from './unsubscribe.ts';

/** Every verb of `/tocsin`. Adding one is its file and its line here. */
export const COMMANDS: readonly Command[] = [
  help,
  stats,
  incident,
  incidents,
  targets,
  actor,
  timeline,
  sources,
  claim,
  search,
  news,
  subscribe,
  unsubscribe,
  subscriptions,
  preview,
  names,
  form,
  publish,
  correct,
  retract,
  inbox,
  feed,
  deliveries,
  status,
  channel,
  grant,
  audit,
];
