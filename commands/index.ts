import type { Command } from '../src/command/define.ts';
import { actor } from './actor.ts';
import { audit } from './audit.ts';
import { channel } from './channel.ts';
import { claim } from './claim.ts';
import { form } from './form.ts';
import { grant } from './grant.ts';
import { help } from './help.ts';
import { incident } from './incident.ts';
import { incidents } from './incidents.ts';
import { names } from './names.ts';
import { news } from './news.ts';
import { search } from './search.ts';
import { sources } from './sources.ts';
import { stats } from './stats.ts';
import { status } from './status.ts';
import { targets } from './targets.ts';
import { timeline } from './timeline.ts';

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
  names,
  form,
  status,
  channel,
  grant,
  audit,
];
