import type { ChartSpec } from '../card/chart.ts';
import type { AuditLog } from '../command/access.ts';
import type { Answer } from '../command/answer.ts';
import { hasRight } from '../command/authorise.ts';
import { completeParam } from '../command/complete.ts';
import { formAsked } from '../command/form.ts';
import { namesLine } from '../command/names-line.ts';
import { newReference } from '../command/reference.ts';
import type { Places } from '../disclosure/subscriptions.ts';
import type { ChartStore } from '../http/charts.ts';
import type { ChartPictures, House } from '../interaction/house.ts';
import type {
  ButtonLines,
  Inbox,
  Installations,
  SharedCharts,
  Tenants,
} from '../interaction/ports.ts';
import { homeCard } from '../present/home-card.ts';
import { presentProblem } from '../present/problem.ts';
import { followedInWords } from '../present/subscriptions-card.ts';
import { welcomeCard } from '../present/welcome-card.ts';
import type { Logger } from '../shared/logger.ts';
import type { Sealer } from '../shared/sealing.ts';
import type { Answering } from './answering.ts';

/** What the house keeps for its platforms. */
export interface HouseStores {
  readonly inbox: Inbox;
  readonly buttonLines: ButtonLines;
  readonly tenants: Tenants;
  readonly installations: Installations;
  readonly audit: AuditLog;
}

export interface HouseOptions {
  readonly answering: Answering;
  readonly places: Places;
  readonly stores: HouseStores;
  readonly charts: ChartPictures;
  readonly sealer: Sealer;
  readonly log: Logger;
  /** With its slash. */
  readonly command: string;
  readonly publicUrl: string | undefined;
}

/** Subscriptions on a person's first page; the rest is counted there. */
const FOLLOWED_SHOWN = 12;

/** A card that no command line made: it is not paged, and its buttons are its own. */
function standing(card: Answer['card'], commandLine: string, answered: boolean): Answer {
  return { card, visibility: 'asker', page: 1, commandLine, answered, reusable: false };
}

/** What adapters are given: see `House`. */
export function createHouse(options: HouseOptions): House {
  const { answering, places, stores, charts, sealer, log, command, publicUrl } = options;
  const { registry, services } = answering;
  const { clock } = services;
  return {
    clock,
    log,
    version: services.version,
    command,
    publicUrl,
    commands: registry.commands,
    ask: answering.ask,
    formAsked: (line) => formAsked(line, registry),
    welcome: (where) => standing(answering.named(welcomeCard(clock.now()), where), 'help', true),
    async home(invocation) {
      const knowledge = answering.within(invocation.where);
      const mayKnow = await hasRight('subscribe', invocation, services);
      const followed = mayKnow
        ? followedInWords(
            await services.subscriptions.list(invocation.where, 0, FOLLOWED_SHOWN),
            knowledge,
          )
        : undefined;
      const health = await services.health();
      const card = homeCard({ health, followed }, { knowledge, now: clock.now() });
      return standing(answering.named(card, invocation.where), 'status', true);
    },
    namesLine: (message, where) => namesLine(message, answering.within(where)),
    completeParam({ verb, param, where }, partial, limit) {
      const found = registry.find(verb);
      if (found === undefined) return [];
      const sources = { registry, knowledge: answering.within(where), limit };
      return completeParam(found, param, partial, sources);
    },
    failed(error, invocation) {
      const reference = newReference();
      log.error({ err: error, reference, where: invocation.where }, 'an answer could not be sent');
      const problem = { kind: 'failed', reference, suggestions: [] } as const;
      const card = presentProblem(problem, clock.now());
      return standing(answering.named(card, invocation.where), invocation.commandLine, false);
    },
    audit: ({ act, detail, user }, tenant) =>
      stores.audit.record({
        ...tenant,
        channel: '',
        at: clock.now(),
        user: user.id,
        userName: user.name,
        act,
        detail,
        outcome: 'done',
      }),
    charts,
    inbox: stores.inbox,
    buttonLines: stores.buttonLines,
    tenants: stores.tenants,
    places,
    installations: stores.installations,
    sealer,
  };
}

export interface ChartOptions {
  readonly charts: Pick<ChartStore<ChartSpec>, 'put' | 'png'>;
  readonly shared: Pick<SharedCharts, 'keep'>;
  /** Without a slash at its end; undefined when this server has no public address. */
  readonly publicUrl: string | undefined;
  readonly log: Logger;
}

/** Charts as pictures; those with a public address are shared with the other nodes. */
export function chartPictures({ charts, shared, publicUrl, log }: ChartOptions): ChartPictures {
  const isShared = new WeakSet<ChartSpec>();

  function share(key: string, chart: ChartSpec): void {
    if (isShared.has(chart)) return;
    isShared.add(chart);
    shared.keep(key, chart).catch((error: unknown) => {
      isShared.delete(chart);
      log.warn({ err: error }, 'a chart could not be shared with other nodes');
    });
  }

  return {
    async png(chart) {
      const picture = await charts.png(charts.put(chart));
      if (picture === undefined) throw new Error('a chart was dropped before it was drawn');
      return picture;
    },
    url(chart) {
      if (publicUrl === undefined) return undefined;
      const key = charts.put(chart);
      share(key, chart);
      return `${publicUrl}/charts/${key}.png`;
    },
  };
}
