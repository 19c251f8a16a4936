import type { Lead, Person } from './leads.ts';

/** Port: what is written when an editor does something with a lead, beside the decision itself. */
export interface LeadDesk {
  /**
   * Writes a source of the catalogue `desk` for each item that has an address, said to be about the
   * incident. Done twice it writes nothing; what the source was said to be about before, it stays.
   * @returns how many items have an address
   */
  attach(lead: Lead, incident: string, by: Person): Promise<number>;
  /** Keeps from which lead a disclosure is being written. */
  drafted(disclosure: string, lead: string): Promise<void>;
  /** The lead that a disclosure was written from. */
  leadOf(disclosure: string): Promise<string | undefined>;
  /** The disclosure that was last begun from a lead, sent or not. */
  disclosureOf(lead: string): Promise<string | undefined>;
}
