import type { ChartSpec } from '../card/chart.ts';
import { complete } from '../command/complete.ts';
import type { Config, Secrets } from '../config/settings.ts';
import { VERSION } from '../config/version.ts';
import { type ChartStore, chartMount, chartStore } from '../http/charts.ts';
import { feedsMount } from '../http/feeds.ts';
import { type HttpServer, startHttp } from '../http/server.ts';
import type { House } from '../interaction/house.ts';
import type { Platform } from '../interaction/platform.ts';
import type { SharedCharts } from '../interaction/ports.ts';
import { type Console, consoleApp } from '../platform/console/console-app.ts';
import { renderBlockKit } from '../render/block-kit/render.ts';
import { renderComponentsV2 } from '../render/components-v2/render.ts';
import { renderHtml } from '../render/html/render.ts';
import type { Logger } from '../shared/logger.ts';
import type { Answering } from './answering.ts';
import { createPublicFeeds } from './public-feeds.ts';

/** Pictures kept at a time; 40 to 300 kB each. */
const CHARTS_KEPT = 200;

/** The most completions the console offers. */
const COMPLETIONS = 8;

async function draw(spec: ChartSpec): Promise<Buffer> {
  // ECharts and resvg take 250 ms to load, and the first answer without a chart needs neither.
  const { chartPng } = await import('../charts/chart-png.ts');
  return chartPng(spec);
}

/**
 * @param secret makes the addresses of pictures impossible to guess
 * @param shared where other nodes, and this one before a restart, left theirs
 */
export function createCharts(
  secret: string,
  shared: Pick<SharedCharts, 'find'>,
): ChartStore<ChartSpec> {
  return chartStore<ChartSpec>({
    secret,
    capacity: CHARTS_KEPT,
    draw,
    // Only charts are kept there, by nodes with the same secret.
    find: (key) => shared.find(key) as Promise<ChartSpec | undefined>,
  });
}

export interface Served {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly answering: Answering;
  readonly house: House;
  readonly charts: ChartStore<ChartSpec>;
  readonly platforms: readonly Platform[];
  /** Undefined where it is not wanted. */
  readonly console: Console | undefined;
  readonly log: Logger;
}

export type ConsoleParts = Pick<Served, 'answering' | 'charts' | 'config' | 'house' | 'secrets'> & {
  /** Where people open it; undefined until it is served. */
  readonly address: () => string | undefined;
};

/** The console, where it is wanted. */
export function createConsole(parts: ConsoleParts): Console | undefined {
  const { config, secrets, answering, house, charts, address } = parts;
  if (!config.console) return undefined;
  const { registry, services } = answering;
  return consoleApp({
    dispatch: answering.ask,
    complete: (line, cursor, where) =>
      complete(line, cursor, {
        registry,
        knowledge: answering.within(where),
        limit: COMPLETIONS,
      }),
    commands: house.commands,
    completeParam: house.completeParam,
    formAsked: house.formAsked,
    renderHtml,
    previews: { slack: renderBlockKit, discord: renderComponentsV2 },
    charts,
    clock: services.clock,
    password: secrets.consolePassword?.reveal(),
    version: VERSION,
    command: config.command.slice(1),
    address,
  });
}

/**
 * Starts the HTTP server: health, the charts, what platforms call, and feeds and the console where they
 * are wanted.
 * @throws TocsinError when the port or host cannot be had
 */
export function serve(served: Served): Promise<HttpServer> {
  const { config, charts, platforms, console, log } = served;
  const { desk, clock } = served.answering.services;
  const { publicUrl } = config;
  const mounts = [
    ...platforms.flatMap((platform) => platform.mounts),
    chartMount(charts),
    ...(config.publicFeeds ? [feedsMount(createPublicFeeds({ desk, clock, publicUrl }))] : []),
    ...(console === undefined ? [] : [console]),
  ];
  return startHttp({ host: config.host, port: config.port, mounts, logger: log });
}
