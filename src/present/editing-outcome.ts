import type { Act, Draft, Reach } from '../disclosure/desk.ts';
import type { DisclosureRevision } from '../domain/disclosure.ts';

/** A draft with all that its preview shows. */
export interface Prepared {
  readonly draft: Draft;
  /** The revision as it would be, and those before it. */
  readonly item: {
    readonly current: DisclosureRevision;
    readonly history: readonly DisclosureRevision[];
  };
  readonly reach: Reach;
}

/** The lines of buttons beneath a preview. */
export interface PreviewLines {
  readonly confirm: string;
  readonly discard: string;
  /** Opens a form with what the draft says; undefined where there are no forms. */
  readonly change: string | undefined;
}

/** What came of an editor's line, for `present/editing-card.ts` to put into words. */
export type Outcome =
  | {
      readonly is: 'preview';
      readonly prepared: Prepared;
      /** Undefined where nothing is pressed. */
      readonly lines: PreviewLines | undefined;
      /**
       * Why it is shown instead of being sent or discarded: somebody changed the draft, or the
       * disclosure.
       */
      readonly notice?: 'draft-changed' | 'disclosure-changed' | 'not-discarded' | undefined;
      /** The zone in which the editor gave the embargo, or has the clock. */
      readonly zone: string;
    }
  | {
      readonly is: 'sent';
      readonly act: Act;
      readonly revision: DisclosureRevision;
      readonly reach: Reach;
      readonly zone: string;
    }
  | { readonly is: 'discarded'; readonly draft: Draft }
  /** There is no such draft; `newest` is what was published under that id. */
  | {
      readonly is: 'no-draft';
      readonly id: string;
      readonly newest: DisclosureRevision | undefined;
    }
  | {
      readonly is: 'drafts';
      readonly drafts: readonly Draft[];
      /** What was sent off and waits for its embargo. */
      readonly held: readonly DisclosureRevision[];
      readonly zone: string;
      readonly skipped: number;
      readonly total: number;
      readonly form: string | undefined;
      skipTo(skip: number): string;
    }
  /** None was named: those published lately, the newest first. */
  | {
      readonly is: 'choose';
      readonly act: 'correct' | 'retract';
      readonly choices: readonly DisclosureRevision[];
      /** Opens a form for one of them; undefined where there are no forms. */
      form(id: string): string | undefined;
    }
  /** What was given cannot be used; `form` opens one with all that was given. */
  | {
      readonly is: 'refused';
      readonly message: string;
      readonly remedy: string;
      readonly form: string | undefined;
    };

/** With the line that shows it again and does nothing. */
export type Answered = Outcome & { readonly again: string };
