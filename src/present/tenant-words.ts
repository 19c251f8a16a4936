/** A workspace, a server or this machine. */
export interface TenantSeen {
  readonly platform: string;
  readonly tenant: string;
  /** Whether the reader is in it, and not an operator who looks at it from outside. */
  readonly here: boolean;
}

const HERE: Readonly<Record<string, string>> = {
  slack: 'in this workspace',
  discord: 'in this server',
};

const THERE: Readonly<Record<string, string>> = {
  slack: 'in the Slack workspace',
  discord: 'in the Discord server',
};

/** "in this workspace", "in the Discord server 123", "at this machine". */
export function inTenant({ platform, tenant, here }: TenantSeen): string {
  const there = THERE[platform];
  if (there === undefined) return 'at this machine';
  return here ? (HERE[platform] ?? 'here') : `${there} ${tenant}`;
}
