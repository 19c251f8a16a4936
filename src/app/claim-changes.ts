import type { ClaimChangePolicy } from '../config/variables.ts';
import type { ClaimChanges } from '../disclosure/claim-changes.ts';
import type { Desk } from '../disclosure/desk.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { TocsinError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import { draftsOf, POLICIES } from './claim-drafts.ts';

export interface ClaimChangeOptions {
  readonly claimChanges: ClaimChanges;
  readonly desk: Pick<Desk, 'drafts' | 'publish'>;
  readonly policy: ClaimChangePolicy;
  readonly knowledge: () => Knowledge;
  readonly log: Pick<Logger, 'error' | 'info' | 'warn'>;
}

/** Told of changes of records; see `followClaimChanges`. */
export interface ClaimChangeFollower {
  /** Looks for changes; once more when it is called while it looks. Never rejects. */
  look(): Promise<void>;
  /** Resolves when it does not look. */
  idle(): Promise<void>;
}

/** Sends what was made to be sent at once, and was neither changed by an editor nor sent by another node. */
async function sendOwn({ desk, log }: ClaimChangeOptions): Promise<void> {
  const own = (await desk.drafts()).filter(({ by }) => by.id === POLICIES.publish.id);
  for (const { disclosure, version } of own.toReversed()) {
    try {
      await desk.publish(disclosure.id, version, POLICIES.publish);
    } catch (error) {
      if (!(error instanceof TocsinError) || error.fault !== 'user') throw error;
      log.warn({ disclosure: disclosure.id }, error.message);
    }
  }
}

async function takeOnce(options: ClaimChangeOptions): Promise<void> {
  const { claimChanges, policy, knowledge, log } = options;
  const kept = await claimChanges.take((changed) => {
    if (policy === 'off') return [];
    const by = POLICIES[policy];
    return draftsOf(changed, by, knowledge());
  });
  if (kept.length > 0) {
    const drafts = kept.map(({ disclosure }) => disclosure.id);
    log.info({ drafts, policy }, 'claims changed, and drafts were made of it');
  }
  if (policy === 'publish') await sendOwn(options);
}

/**
 * Makes drafts of changes of claims, or publishes them, as the policy says; over all nodes once. Told
 * after each change of what is known.
 */
export function followClaimChanges(options: ClaimChangeOptions): ClaimChangeFollower {
  let wanted = false;
  let looking: Promise<void> | undefined;

  async function lookOn(): Promise<void> {
    while (wanted) {
      wanted = false;
      try {
        await takeOnce(options);
      } catch (error) {
        // Nothing was taken: the next change, or the next start, finds it all.
        options.log.error({ err: error }, 'changes of claims could not be told of yet');
      }
    }
    looking = undefined;
  }

  return {
    look() {
      wanted = true;
      looking ??= lookOn();
      return looking;
    },
    async idle() {
      await looking;
    },
  };
}
