import type { Json } from './json.ts';
import { refusePayload, SlackRefusal } from './refusal.ts';
import type { World } from './world.ts';

/** A file on its way into a workspace, or there. */
export interface StoredFile {
  readonly id: string;
  readonly team: string;
  readonly user: string;
  readonly name: string;
  readonly length: number;
  readonly altText: string;
  readonly ticket: string;
  title: string;
  bytes?: Uint8Array;
  /** Milliseconds since 1970; undefined until the upload is completed. */
  completedAt?: number;
  readonly channels: string[];
}

/** Files of all workspaces. */
export class Files {
  readonly all: StoredFile[] = [];
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  add(fields: Pick<StoredFile, 'team' | 'user' | 'name' | 'length' | 'altText'>): StoredFile {
    const file: StoredFile = {
      ...fields,
      id: this.#world.ids.next('F'),
      ticket: this.#world.ids.secret(),
      title: fields.name,
      channels: [],
    };
    this.all.push(file);
    return file;
  }

  /** Takes the bytes sent to an upload URL. Throws SlackRefusal. */
  receive(ticket: string, bytes: Uint8Array): StoredFile {
    const file = this.all.find((one) => one.ticket === ticket);
    if (!file) throw new SlackRefusal('file_not_found', `no such upload: ${ticket}`);
    if (file.bytes) throw new SlackRefusal('upload_used', 'the upload URL was used');
    if (bytes.length !== file.length)
      throw new SlackRefusal(
        'length_mismatch',
        `announced ${file.length} bytes, sent ${bytes.length}`,
      );
    file.bytes = bytes;
    return file;
  }

  find(id: string, team: string): StoredFile | undefined {
    return this.all.find((file) => file.id === id && file.team === team);
  }

  address(file: StoredFile): string {
    return `${this.#world.origin}/files-pri/${file.team}-${file.id}/${encodeURIComponent(file.name)}`;
  }

  toJson(file: StoredFile): Json {
    const seconds = Math.floor((file.completedAt ?? this.#world.time.now()) / 1000);
    const isReady = this.#isReady(file);
    const type = /\.(\w+)$/.exec(file.name)?.[1] ?? 'binary';
    return {
      id: file.id,
      created: seconds,
      timestamp: seconds,
      name: file.name,
      title: file.title,
      mimetype: isReady ? `image/${type}` : '',
      filetype: isReady ? type : '',
      user: file.user,
      user_team: file.team,
      size: file.length,
      mode: 'hosted',
      is_external: false,
      is_public: file.channels.length > 0,
      url_private: this.address(file),
      permalink: this.address(file),
      alt_txt: file.altText,
      channels: [...file.channels],
      groups: [],
      ims: [],
    };
  }

  /** Throws SlackRefusal when a block shows a file that this workspace has not, or not yet. */
  checkReferences(references: readonly Json[], team: string): void {
    for (const reference of references) {
      const file = this.all.find(
        (one) => one.id === reference.id || this.address(one) === reference.url,
      );
      const isOurs = file?.team === team && file.completedAt !== undefined;
      if (!isOurs || !this.#isReady(file))
        throw refusePayload('invalid_blocks', [
          `invalid slack file: ${reference.id ?? reference.url} [json-pointer:/blocks]`,
        ]);
    }
  }

  #isReady(file: StoredFile): boolean {
    const { completedAt } = file;
    return (
      completedAt !== undefined && this.#world.time.now() >= completedAt + this.#world.timings.file
    );
  }
}
