import type { Tenant } from './access.ts';
import type { Right } from './define.ts';

/** A line that works, offered beside a problem. */
export interface Suggestion {
  readonly commandLine: string;
  /**
   * `correction`: the line that was likely meant; `reduced`: the line without what is wrong with it;
   * `example`: one from the verb's own; `model`: one that would change something, to read and not to
   * press; `guess`: as `correction`, where that would change something: whoever wrote it may not do
   * so, and others who may must not be led to press it; `search`: full text for the words given;
   * `help`: on the verb, or in general.
   */
  readonly why: 'correction' | 'reduced' | 'example' | 'model' | 'guess' | 'search' | 'help';
}

/** What a value had to be. */
export type Expectation =
  | { readonly type: 'choice'; readonly choices: readonly string[] }
  | { readonly type: 'number'; readonly min: number; readonly max: number }
  | { readonly type: 'date' }
  | { readonly type: 'moment' }
  | { readonly type: 'text'; readonly maxLength: number }
  | { readonly type: 'person' }
  /** In the words of the parameter's schema. */
  | { readonly type: 'other'; readonly message: string };

/** The argument that a problem is about. */
interface About {
  readonly verb: string;
  readonly key: string;
}

/** Why a line has no answer, as data; `present/problem.ts` has the words. */
export type Problem = { readonly suggestions: readonly Suggestion[] } & (
  | { readonly kind: 'too-long'; readonly length: number; readonly limit: number }
  /** More lines than anybody reads the answers of. */
  | { readonly kind: 'too-many'; readonly seconds: number }
  | { readonly kind: 'unknown-verb'; readonly given: string }
  | (About & {
      /** `key` is the one given. */
      readonly kind: 'unknown-key';
      readonly closest: string | undefined;
      readonly known: readonly string[];
    })
  | (About & { readonly kind: 'repeated-key' })
  | (About & { readonly kind: 'empty-value'; readonly description: string })
  | (About & { readonly kind: 'missing'; readonly description: string })
  | { readonly kind: 'extra-words'; readonly verb: string; readonly given: string }
  | (About & { readonly kind: 'bad-value'; readonly given: string; readonly expects: Expectation })
  /** `today` is the asker's, as `YYYY-MM-DD`. */
  | (About & { readonly kind: 'future-date'; readonly given: string; readonly today: string })
  | { readonly kind: 'no-as-of'; readonly verb: string }
  | {
      readonly kind: 'not-allowed';
      readonly verb: string;
      readonly right: Right;
      /** The platform's id of the asker. */
      readonly who: string;
      readonly where: Tenant;
    }
  /** A command refused, in its own words. */
  | { readonly kind: 'refused'; readonly message: string; readonly remedy: string }
  /** A fault of ours or of the far side; the log has the detail under `reference`. */
  | { readonly kind: 'failed'; readonly reference: string }
);

export type ProblemKind = Problem['kind'];

/** What came of reading something that may be wrong. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

export function failed(problem: Problem): Outcome<never> {
  return { ok: false, problem };
}
