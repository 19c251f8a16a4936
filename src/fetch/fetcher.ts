/** One request to somewhere outside. */
export interface FetchRequest {
  /** http or https. A user name in it is refused. */
  readonly url: string;
  /** By lower-case name. `authorization` goes no further than the host that is named. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Most bytes as they arrive, and after decompression; 10 MiB and 50 MiB when absent. */
  readonly maxBytes?: number;
  readonly maxExpanded?: number;
  /** For the whole of it, redirects and body too; 15,000 when absent. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface Fetched {
  readonly status: number;
  /** Where the answer came from, after redirects. */
  readonly url: string;
  /** The new address, when every redirect on the way said that it is for good (301, 308). */
  readonly movedTo: string | undefined;
  /** By lower-case name, without cookies; those that tell of compression are left out with it. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Decompressed. Throws TocsinError `fetch.too-big`, `fetch.too-slow` or `fetch.broken` while it is read.
   * Whoever does not read it to its end must call `dispose`.
   */
  readonly body: AsyncIterable<Uint8Array>;
  dispose(): Promise<void>;
}

/** Fetches what is outside and nothing that is inside. */
export interface Fetcher {
  /**
   * @throws TocsinError `fetch.refused` (fault `user`: the address, its port or protocol is not allowed),
   *   `fetch.unreachable`, `fetch.too-slow`, `fetch.too-many-redirects`, `fetch.too-big`, `fetch.broken`
   *   (fault `far-side`); the signal's reason when it is aborted
   */
  fetch(request: FetchRequest): Promise<Fetched>;
  close(): Promise<void>;
}
