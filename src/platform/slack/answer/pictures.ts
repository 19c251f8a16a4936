import type { ChartSpec } from '../../../card/chart.ts';
import type { House } from '../../../interaction/house.ts';
import type { SlackRenderOptions } from '../../../render/block-kit/render.ts';
import { contentHash } from '../../../shared/content-hash.ts';
import type { Calls } from '../calls.ts';
import { failureOf } from '../failures.ts';
import type { Installed } from '../install/installed.ts';

/** Charts as pictures in Slack. */
export interface Pictures {
  /**
   * Where the pictures for an installation are, for the renderer.
   * @param tlp of the card: only what is for everybody may stand at an address that needs no password
   */
  options(installed: Installed, tlp: string): Pick<SlackRenderOptions, 'chartUrl' | 'chartFile'>;
  /** Uploads what is not there yet. What fails is noted and left out for a while; it never rejects. */
  upload(installed: Installed, charts: readonly ChartSpec[]): Promise<void>;
  /** Whether Slack has shown all these files before. */
  areProven(files: readonly string[]): boolean;
  /** Slack has shown them. */
  prove(files: readonly string[]): void;
  /** Slack does not show them. */
  drop(files: readonly string[]): void;
}

/** Files known at a time, the newest first. */
const CAPACITY = 1_000;
/** For how long a picture, or all of an installation, is done without after a failure: milliseconds. */
const REST = 600_000;
const LONG_REST = 3_600_000;

interface Entry {
  readonly file: string | undefined;
  /** When a failed one may be tried again. */
  readonly restsUntil: number;
}

/** What a chart is called where Slack lists files. */
const FILE_NAME = 'chart.png';

export function createPictures(house: House, calls: Calls): Pictures {
  const { charts, clock, log, publicUrl } = house;
  const entries = new Map<string, Entry>();
  const uploading = new Map<string, Promise<void>>();
  const proven = new Set<string>();
  const withoutFiles = new Map<string, number>();
  const isPublic = publicUrl?.startsWith('https://') === true;
  const now = () => clock.now().getTime();
  const keyOf = ({ tenant }: Installed, chart: ChartSpec) =>
    `${tenant.tenant} ${contentHash(chart)}`;

  function keep(key: string, entry: Entry): void {
    entries.delete(key);
    entries.set(key, entry);
    const [oldest] = entries;
    if (entries.size <= CAPACITY || oldest === undefined) return;
    entries.delete(oldest[0]);
    if (oldest[1].file !== undefined) proven.delete(oldest[1].file);
  }

  function mayUpload({ scopes, tenant }: Installed): boolean {
    const until = withoutFiles.get(tenant.tenant) ?? 0;
    return scopes.has('files:write') && now() >= until;
  }

  async function send(installed: Installed, chart: ChartSpec): Promise<string> {
    const file = await charts.png(chart);
    const answer = await calls.call(installed, (client) =>
      client.filesUploadV2({ file, filename: FILE_NAME, title: chart.title || FILE_NAME }),
    );
    const id = answer.files[0]?.files?.[0]?.id;
    if (id === undefined) throw new Error('the upload gave no file');
    return id;
  }

  async function uploadOne(key: string, installed: Installed, chart: ChartSpec): Promise<void> {
    try {
      keep(key, { file: await send(installed, chart), restsUntil: 0 });
    } catch (error) {
      const failure = failureOf(error);
      keep(key, { file: undefined, restsUntil: now() + REST });
      const isBarred = failure.kind === 'refused' || failure.kind === 'token';
      if (isBarred) withoutFiles.set(installed.tenant.tenant, now() + LONG_REST);
      log.warn({ failure, tenant: installed.tenant.tenant }, 'a chart could not be uploaded');
    } finally {
      uploading.delete(key);
    }
  }

  async function ensure(installed: Installed, chart: ChartSpec): Promise<void> {
    const key = keyOf(installed, chart);
    const entry = entries.get(key);
    if (entry?.file !== undefined || now() < (entry?.restsUntil ?? 0)) return;
    const underWay = uploading.get(key) ?? uploadOne(key, installed, chart);
    uploading.set(key, underWay);
    await underWay;
  }

  return {
    options(installed, tlp) {
      if (isPublic && tlp === 'TLP:CLEAR') return { chartUrl: (chart) => charts.url(chart) };
      if (!mayUpload(installed)) return {};
      return { chartFile: (chart) => entries.get(keyOf(installed, chart))?.file };
    },
    async upload(installed, wanted) {
      await Promise.all(wanted.map((chart) => ensure(installed, chart)));
    },
    areProven: (files) => files.every((file) => proven.has(file)),
    prove(files) {
      for (const file of files) proven.add(file);
    },
    drop(files) {
      for (const [key, { file }] of entries) {
        if (file === undefined || !files.includes(file)) continue;
        proven.delete(file);
        keep(key, { file: undefined, restsUntil: now() + REST });
      }
    },
  };
}
