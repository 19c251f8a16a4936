import type { ChartSpec } from '../card/chart.ts';
import { complete } from '../command/complete.ts';
import { keptSecretKey } from '../config/secret-key.ts';
import type { Config, Secrets } from '../config/settings.ts';
import { VERSION } from '../config/version.ts';
import { chartMount, chartStore } from '../http/charts.ts';
import { type HttpServer, startHttp } from '../http/server.ts';
import { consoleApp } from '../platform/console/console-app.ts';
import { renderBlockKit } from '../render/block-kit/render.ts';
import { renderComponentsV2 } from '../render/components-v2/render.ts';
import { renderHtml } from '../render/html/render.ts';
import type { Logger } from '../shared/logger.ts';
import type { Answering } from './answering.ts';

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
 * Starts the HTTP server with the console and the charts.
 * @throws TocsinError when the port or host cannot be had
 */
export function serve(
  config: Config,
  secrets: Secrets,
  answering: Answering,
  log: Logger,
): Promise<HttpServer> {
  const { registry, services } = answering;
  const key = secrets.secretKey ?? keptSecretKey(config.dataDir);
  const charts = chartStore<ChartSpec>({ secret: key.reveal(), capacity: CHARTS_KEPT, draw });
  const console = consoleApp({
    dispatch: answering.ask,
    complete: (line, cursor) =>
      complete(line, cursor, { registry, knowledge: services.knowledge(), limit: COMPLETIONS }),
    renderHtml,
    previews: { slack: renderBlockKit, discord: renderComponentsV2 },
    charts,
    clock: services.clock,
    password: secrets.consolePassword?.reveal(),
    version: VERSION,
    command: config.command.slice(1),
  });
  const mounts = [console, chartMount(charts)];
  return startHttp({ host: config.host, port: config.port, mounts, logger: log });
}
