import { resolve } from 'node:path';
import { type Access, defaultAccess, type Endpoint } from './access.ts';
import { locateBinaries } from './binaries.ts';
import { checkSocketPath, clusterDirectory, hasCluster } from './cluster.ts';
import { createCluster, sweepWorkshops } from './create-cluster.ts';
import { makeDataDir } from './data-dir.ts';
import { Membership } from './membership.ts';
import { LocalServer } from './server.ts';

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** Hears, in a sentence, of a server that was lost and of one that is back. */
  readonly notice?: (text: string) => void;
  /** Default: what the operating system offers. */
  readonly access?: Access;
}

/** A PostgreSQL server of Tocsin's own, shared by all processes on one data directory. */
export interface EmbeddedServer extends AsyncDisposable {
  readonly connection: Endpoint;
  /** Of the server, e.g. `18.4`. */
  readonly version: string;
  /** It was already running. */
  readonly attached: boolean;
  /** Where PostgreSQL keeps its files and its log. */
  readonly directory: string;
  /** Leaves the server; the last process to do so stops it. Close other connections first. */
  stop(): Promise<void>;
}

/**
 * Attaches to the server of a data directory, starting it, and setting it up, if need be. The server
 * outlives a Tocsin that is killed, and the next one attaches to it.
 * @throws TocsinError whose code begins with `storage.`
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { notice = () => {}, access = defaultAccess() } = options;
  const dataDir = resolve(options.dataDir);
  if (access.bySocket) checkSocketPath(dataDir);
  const binaries = await locateBinaries();
  await makeDataDir(dataDir);
  if (!(await hasCluster(dataDir, binaries.major))) await createCluster(dataDir, binaries, access);
  await sweepWorkshops(dataDir);
  const server = new LocalServer(clusterDirectory(dataDir), binaries, access);
  const membership = await Membership.join(server, notice);
  return {
    connection: await server.endpoint(),
    version: membership.version,
    attached: membership.attached,
    directory: server.directory,
    stop: () => membership.leave(),
    [Symbol.asyncDispose]: () => membership.leave(),
  };
}
