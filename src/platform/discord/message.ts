import { randomBytes } from 'node:crypto';
import type { RawFile } from 'discord.js';
import type { APIContainerComponent } from 'discord-api-types/v10';
import { remembered } from '../../card/remembered.ts';
import type { Rendered } from '../../card/render.ts';
import type { Tenant } from '../../command/access.ts';
import type { Answer } from '../../command/answer.ts';
import type { House } from '../../interaction/house.ts';
import { mayBeShared } from '../../interaction/only-asks.ts';
import { IS_COMPONENTS_V2 } from '../../render/components-v2/limits.ts';
import { pictureAlt, withoutPictures } from '../../render/components-v2/pictures.ts';
import { type DiscordMessage, renderComponentsV2 } from '../../render/components-v2/render.ts';
import type { Sendable } from './api.ts';

/** Message flag: only the asker sees it. DD message */
const EPHEMERAL = 1 << 6;

/** An answer as a message, whichever endpoint it goes to. */
export interface Outgoing {
  readonly containers: readonly APIContainerComponent[];
  readonly pictures: readonly (RawFile & { readonly alt: string })[];
  readonly audience: Answer['visibility'];
  /** False when it says why there is no answer. */
  readonly answered: boolean;
}

export interface MessageOptions {
  readonly house: House;
  /** Whose buttons they are. */
  readonly tenant: Tenant;
  /** Whether the asker may be offered to post it to the channel. */
  readonly mayShare: boolean;
  /** Bytes; larger pictures are left out. */
  readonly largestFile?: number | undefined;
}

/** Discord's least, where a request does not say. DD reference */
const LARGEST_FILE = 10 * 1024 * 1024;

/** All pictures, or none: a card says what its charts show, and one alone would be odd. */
async function draw(
  { attachments }: Rendered<DiscordMessage>,
  { house, largestFile = LARGEST_FILE }: MessageOptions,
): Promise<Outgoing['pictures'] | undefined> {
  try {
    const pictures = await Promise.all(
      attachments.map(async ({ name, chart }) => {
        const data = await house.charts.png(chart);
        return { name, data, contentType: 'image/png', alt: pictureAlt(chart) };
      }),
    );
    const fits = pictures.every(({ data }) => data.byteLength <= largestFile);
    return fits ? pictures : undefined;
  } catch (error) {
    house.log.error({ err: error }, 'charts could not be drawn; the answer goes without them');
    return undefined;
  }
}

const render = remembered(renderComponentsV2, (_card, { page, commandLine, shareable }) =>
  JSON.stringify([page, commandLine, shareable]),
);

/**
 * An answer as a Discord message with its pictures; what its buttons say at length is kept first.
 * @throws when those lines could not be kept
 */
export async function compose(answer: Answer, options: MessageOptions): Promise<Outgoing> {
  const { card, page, commandLine, visibility, answered } = answer;
  const rendered = render(card, {
    page,
    commandLine,
    shareable: options.mayShare && mayBeShared(answer, options.house.commands),
  });
  const { payload, storedActions } = rendered;
  if (storedActions.length > 0) await options.house.buttonLines.keep(options.tenant, storedActions);
  const pictures = await draw(rendered, options);
  return {
    containers: pictures === undefined ? withoutPictures(payload.components) : payload.components,
    pictures: pictures ?? [],
    audience: visibility,
    answered,
  };
}

/** The same without pictures, for when Discord does not take them. */
export function plainer(message: Outgoing): Outgoing {
  return { ...message, containers: withoutPictures(message.containers), pictures: [] };
}

function send({ containers, pictures }: Outgoing, flags: number, more: object = {}): Sendable {
  return {
    body: {
      flags: IS_COMPONENTS_V2 | flags,
      components: containers,
      allowed_mentions: { parse: [] },
      attachments: pictures.map(({ name, alt }, index) => ({
        id: String(index),
        filename: name,
        ...(alt === '' ? {} : { description: alt }),
      })),
      ...more,
    },
    files: pictures.map(({ name, data, contentType }) => ({
      name,
      data,
      ...(contentType === undefined ? {} : { contentType }),
    })),
  };
}

/** As a message of its own. */
export function asNew(message: Outgoing): Sendable {
  return send(message, message.audience === 'asker' ? EPHEMERAL : 0);
}

/**
 * In place of a message that is there: who sees that was settled when it was made, and pictures that
 * are not named are taken away.
 */
export function asEdit(message: Outgoing): Sendable {
  return send(message, 0);
}

/** In a channel, unasked. However often this very body is sent, it is there once. DD message */
export function asPost(message: Outgoing): Sendable {
  return send(message, 0, { nonce: randomBytes(16).toString('base64url'), enforce_nonce: true });
}
