/** What is done in the background besides bringing posts to channels, and what each is told. */
export interface Payloads {
  'poll-feed': { readonly feed: string };
  /** A feed is asked no more. */
  'tell-of-feed': { readonly feed: string; readonly what: 'disabled' | 'gone' };
  /** A policy decided to publish a lead. */
  'publish-lead': { readonly lead: string };
  /** A lead was raised, or is another than before. */
  'tell-of-lead': { readonly lead: string };
  'import-catalogue': { readonly catalogue: string };
}

export type Chore = keyof Payloads;
