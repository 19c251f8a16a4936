import { type Channel, type Guild, isThread, type Overwrite } from './world.ts';

/** Permission bits that the double knows. DD:permissions */
export const PERMISSION = {
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  manageGuild: 1n << 5n,
  addReactions: 1n << 6n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readMessageHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  useApplicationCommands: 1n << 31n,
  sendMessagesInThreads: 1n << 38n,
  useExternalApps: 1n << 50n,
} as const;

export type PermissionName = keyof typeof PERMISSION;

/** Every permission at once. */
export const ALL_PERMISSIONS = (1n << 53n) - 1n;

/** What a fresh server gives everybody: see, talk, attach, run commands of apps. */
export const EVERYONE =
  PERMISSION.viewChannel |
  PERMISSION.sendMessages |
  PERMISSION.sendMessagesInThreads |
  PERMISSION.embedLinks |
  PERMISSION.attachFiles |
  PERMISSION.addReactions |
  PERMISSION.readMessageHistory |
  PERMISSION.useApplicationCommands |
  PERMISSION.useExternalApps;

/** The bits of several permissions. */
export function bits(...names: readonly PermissionName[]): bigint {
  return names.reduce((all, name) => all | PERMISSION[name], 0n);
}

function apply(base: bigint, overwrites: readonly Overwrite[]): bigint {
  const deny = overwrites.reduce((all, one) => all | one.deny, 0n);
  const allow = overwrites.reduce((all, one) => all | one.allow, 0n);
  return (base & ~deny) | allow;
}

/** What a member may do in the guild at large. DD:permissions */
export function guildPermissions(guild: Guild, userId: string): bigint {
  const member = guild.members.get(userId);
  if (member === undefined) return 0n;
  if (guild.ownerId === userId) return ALL_PERMISSIONS;
  const held = [guild.id, ...member.roles].reduce(
    (all, id) => all | (guild.roles.get(id)?.permissions ?? 0n),
    0n,
  );
  return (held & PERMISSION.administrator) === 0n ? held : ALL_PERMISSIONS;
}

/** What a member may do in a channel of the guild, as Discord reckons it. DD:permissions */
export function permissionsIn(guild: Guild, channel: Channel, userId: string): bigint {
  const base = guildPermissions(guild, userId);
  const roles = guild.members.get(userId)?.roles ?? [];
  if (base === 0n || (base & PERMISSION.administrator) !== 0n) return base;

  const of = guild.channels.get(channel.parentId ?? '');
  const overwrites = isThread(channel) && of !== undefined ? of.overwrites : channel.overwrites;
  const forEveryone = overwrites.filter((one) => one.id === guild.id);
  const forRoles = overwrites.filter((one) => one.type === 0 && roles.includes(one.id));
  const forMember = overwrites.filter((one) => one.type === 1 && one.id === userId);
  const here = apply(apply(apply(base, forEveryone), forRoles), forMember);
  return (here & PERMISSION.viewChannel) === 0n ? 0n : here;
}

/** The names of permissions that are wanted and not held. */
export function missing(held: bigint, wanted: readonly PermissionName[]): PermissionName[] {
  return wanted.filter((name) => (held & PERMISSION[name]) === 0n);
}
