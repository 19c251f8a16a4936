/** What is to be read: a file, a folder, or an address. */
export interface Input {
  /** A path or an address, without secrets; for messages. */
  readonly name: string;
  readonly is: 'file' | 'folder' | 'address';
  /**
   * Bytes of the file or address itself or, with a relative path, of what lies beside or in it: a folder's
   * file, or an address resolved against this one.
   * @throws TocsinError with fault `user` when there is no such file, `far-side` when it cannot be fetched
   */
  open(relative?: string, request?: InputRequest): Promise<InputStream>;
  /** Paths of all files of a folder, sorted, with `/`. @throws TocsinError when it is no folder */
  list(): Promise<readonly string[]>;
}

/** For addresses. */
export interface InputRequest {
  readonly accept?: string;
  /** Of basic authentication, or a token. Never sent on to another host. */
  readonly authorization?: string;
}

export interface InputStream {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** How many there will be, where that is known. */
  readonly size: number | undefined;
  /** Answer headers by lower-case name; empty for files. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a server answered in place of what was asked for: the `cause` of the error that tells of it. */
export class Refusal {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: InputStream['headers'];

  constructor(status: number, headers: InputStream['headers']) {
    this.status = status;
    this.headers = headers;
  }
}
