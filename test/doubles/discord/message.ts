import type { User } from './world.ts';

/** Message flags. DD:message */
export const FLAG = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;

/** A component of a message or a form, as far as the double looks into it. */
export interface Component {
  readonly type: number;
  readonly id?: number;
  readonly custom_id?: string;
  readonly label?: string;
  readonly style?: number;
  readonly url?: string;
  readonly disabled?: boolean;
  readonly emoji?: unknown;
  readonly content?: string;
  readonly value?: string;
  readonly required?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly options?: readonly { readonly label: string; readonly value: string }[];
  readonly components?: readonly Component[];
  readonly component?: Component;
  readonly accessory?: Component;
  readonly items?: readonly { readonly media: { readonly url: string } }[];
  readonly media?: { readonly url: string };
  readonly file?: { readonly url: string };
}

export interface Attachment {
  readonly id: string;
  readonly filename: string;
  readonly description: string | null;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** What a message shows at one time. */
export interface Face {
  readonly content: string;
  readonly embeds: readonly unknown[];
  readonly components: readonly Component[];
  readonly attachments: readonly Attachment[];
  readonly flags: number;
  /** Whom it notified: `everyone`, and identifiers of people and roles. */
  readonly notified: readonly string[];
}

/** The interaction that a message answers. */
export interface InteractionMetadata {
  readonly id: string;
  readonly type: number;
  readonly user: User;
  readonly owners: Readonly<Record<string, string>>;
}

export interface NewMessage extends Face {
  readonly id: string;
  readonly channelId: string;
  readonly author: User;
  readonly at: number;
  readonly type?: number;
  readonly interaction?: InteractionMetadata;
  readonly repliesTo?: string | undefined;
}

/** All components of a tree, parents before children, in reading order. */
export function flatComponents(components: readonly Component[]): Component[] {
  return components.flatMap((one) => [
    one,
    ...flatComponents(one.components ?? []),
    ...(one.component === undefined ? [] : flatComponents([one.component])),
    ...(one.accessory === undefined ? [] : flatComponents([one.accessory])),
  ]);
}

/** All markdown of a message, in order. */
export function textOf(content: string, components: readonly Component[]): string {
  const displays = flatComponents(components).flatMap((one) => one.content ?? []);
  return [content, ...displays].filter((words) => words !== '').join('\n');
}

/** A message as it stands now, with what it showed before. */
export class Message {
  readonly id: string;
  readonly channelId: string;
  readonly author: User;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** 0 plain, 20 answer to a command, 23 answer to a context menu command. */
  readonly type: number;
  readonly interaction: InteractionMetadata | undefined;
  /** Identifier of the message that it stands below. */
  readonly repliesTo: string | undefined;
  editedAt: number | null = null;
  deleted = false;
  face: Face;
  /** What it showed before each edit, oldest first. */
  readonly earlier: Face[] = [];

  constructor(made: NewMessage) {
    this.id = made.id;
    this.channelId = made.channelId;
    this.author = made.author;
    this.at = made.at;
    this.type = made.type ?? 0;
    this.interaction = made.interaction;
    this.repliesTo = made.repliesTo;
    const { content, embeds, components, attachments, flags, notified } = made;
    this.face = { content, embeds, components, attachments, flags, notified };
  }

  edit(face: Face, at: number): void {
    this.earlier.push(this.face);
    this.face = face;
    this.editedAt = at;
  }

  has(flag: keyof typeof FLAG): boolean {
    return (this.face.flags & FLAG[flag]) !== 0;
  }

  /** Only the person who asked sees it. */
  get ephemeral(): boolean {
    return this.has('ephemeral');
  }

  /** Deferred, with nothing to show yet. */
  get loading(): boolean {
    return this.has('loading');
  }

  get attachments(): readonly Attachment[] {
    return this.face.attachments;
  }

  get components(): readonly Component[] {
    return this.face.components;
  }

  /** Buttons in reading order. */
  get buttons(): readonly Component[] {
    return flatComponents(this.face.components).filter(({ type }) => type === 2);
  }

  /** Every word it shows: content, then the text displays, in order. */
  get text(): string {
    return textOf(this.face.content, this.face.components);
  }
}
