import { createHash } from 'node:crypto';
import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import type { Tenant } from '../../command/access.ts';
import type { OutgoingMessage } from '../../delivery/destination.ts';
import type { House } from '../../interaction/house.ts';
import { roleCall } from '../../render/components-v2/role-call.ts';
import type { Sendable } from './api.ts';
import { asEdit, asNew, compose, type Outgoing } from './message.ts';

const CONTAINER = 17;

/** What Discord calls everything: servers, roles, channels, people. DD reference */
const SNOWFLAKE = /^\d{17,20}$/;

/** Two numbers that a post's key stands for; components may have 31 bits. DD components/reference */
function numbersOf(key: string): readonly [number, number] {
  const digest = createHash('sha256').update(key).digest();
  const number = (offset: number) => (digest.readUInt32BE(offset) >>> 1) | (1 << 10);
  return [number(0), number(4)];
}

/**
 * Gives the first container and its first part numbers that no other post has. Discord shows them to
 * nobody, keeps them, and gives them back with the message; of a nonce it says nothing afterwards.
 */
function marked(containers: Outgoing['containers'], key: string): Outgoing['containers'] {
  const [outer, inner] = numbersOf(key);
  const [first, ...others] = containers;
  if (first === undefined) return containers;
  const [head, ...rest] = first.components;
  const components = head === undefined ? [] : [{ ...head, id: inner }, ...rest];
  return [{ ...first, id: outer, components }, ...others];
}

/** Whether a message is the post with this key. */
export function isMarked(
  { components = [] }: { readonly components?: readonly APIMessageTopLevelComponent[] | undefined },
  key: string,
): boolean {
  const [outer, inner] = numbersOf(key);
  return components.some(
    (one) => one.type === CONTAINER && one.id === outer && one.components[0]?.id === inner,
  );
}

/** The one role that may be called; never everybody, who are the role with the server's own id. */
function called(mention: string | undefined, { tenant }: Tenant): string | undefined {
  const isRole = mention !== undefined && SNOWFLAKE.test(mention) && mention !== tenant;
  return isRole ? mention : undefined;
}

/**
 * A post as Discord shows it.
 * @throws when its long lines could not be kept
 */
export async function composePost(
  { card, commandLine }: OutgoingMessage,
  tenant: Tenant,
  house: House,
): Promise<Outgoing> {
  const shown = { card, commandLine, page: 1, visibility: 'channel' } as const;
  const answer = { ...shown, answered: true, reusable: false };
  return await compose(answer, { house, tenant, mayShare: false });
}

/** As a new message: however often it is sent, it is there once. DD message */
export function asNewPost(
  outgoing: Outgoing,
  { key, mention, replyTo }: OutgoingMessage,
  tenant: Tenant,
): Sendable {
  const role = called(mention, tenant);
  const containers = marked(outgoing.containers, key);
  const { body, files } = asNew(outgoing);
  const more = {
    components: [...(role === undefined ? [] : [roleCall(role)]), ...containers],
    allowed_mentions: { parse: [], ...(role === undefined ? {} : { roles: [role] }) },
    nonce: key,
    enforce_nonce: true,
    ...(replyTo && { message_reference: { message_id: replyTo.id, fail_if_not_exists: false } }),
  };
  return { body: { ...body, ...more }, files };
}

/** In place of the post that is there. It calls nobody. */
export function asEditedPost(outgoing: Outgoing, { key }: OutgoingMessage): Sendable {
  return asEdit({ ...outgoing, containers: marked(outgoing.containers, key) });
}
