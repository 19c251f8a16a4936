import type { Place } from '../../../src/command/access.ts';
import type { House } from '../../../src/interaction/house.ts';
import type { MemoryHouse } from '../../support/memory-house.ts';

/** A message as a person sees it. */
export interface Seen {
  /** All that can be read, on one line, controls left out. */
  readonly words: string;
  readonly audience: 'asker' | 'channel';
  /** Labels of its buttons, in order. */
  readonly buttons: readonly string[];
  /** The place it stands in: the same when a message was changed and not added. */
  readonly id: string;
  /** Whether a chart's picture stands on it. */
  readonly pictured: boolean;
  /** The platform's own message, for pressing its buttons. */
  readonly raw: unknown;
}

/** Somebody at a client of the platform. */
export interface Someone {
  /** Types a command line; gives what it leads to. */
  ask(line: string): Promise<Seen>;
  press(seen: Seen, label: string): Promise<Seen>;
  /** Opens a form for a verb, fills it in and sends it. */
  fillIn(verb: string, values: Readonly<Record<string, string>>): Promise<Seen>;
  /** Labels offered while something is typed for a verb's parameter. */
  complete(verb: string, param: string, partial: string): Promise<readonly string[]>;
  /** What is sent is delivered a second time; gives how many answers the person got. */
  askDeliveredTwice(line: string): Promise<number>;
}

/** A line whose answer is held back until it is released; the asker waits meanwhile. */
export interface SlowAnswer {
  /** Resolves when the platform has an acknowledgement. */
  readonly acknowledged: Promise<void>;
  readonly seen: Promise<Seen>;
}

/** One platform's adapter, connected to its far side. */
export interface Station extends AsyncDisposable {
  /**
   * @param name of the person; the same name is the same person
   * @param tenant which of the two there are; the first when absent
   */
  someone(name: string, tenant?: 'first' | 'second'): Someone;
  /** The platform's id of somebody, and the channel they ask in. */
  idOf(name: string, tenant?: 'first' | 'second'): { readonly user: string; readonly place: Place };
  /** Asks without waiting for the answer. */
  askSlowly(name: string, line: string): SlowAnswer;
  /** The adapter ends with its work unfinished, and another begins over the same stores. */
  restart(house: MemoryHouse): Promise<void>;
  /** What the far side found wrong with what it was sent. */
  violations(): readonly string[];
}

/** How a station is made, and what its far side does not do. */
export interface PlatformUnderTest {
  readonly name: string;
  open(house: MemoryHouse): Promise<Station>;
  /** False where nothing is ever delivered a second time, and nothing acknowledged before it is answered. */
  readonly deliversAgain: boolean;
  /** False where there is one tenant only. */
  readonly hasTenants: boolean;
  /** False where people fill in fields and cannot type what is not offered. */
  readonly typesFreely: boolean;
  /** Whether long answers come in pages, which turn in place. */
  readonly pages: 'in place' | 'none';
}

/** Answers of a house that wait, fail, or are as they are. */
export interface Gate {
  readonly wrapAsk: (ask: House['ask']) => House['ask'];
  /** Resolves when a line that begins with `slow ` has reached the house. */
  reached(): Promise<void>;
  /** Lets every slow line be answered. */
  release(): void;
}

/** Holds back `search slow <line>`, which then is answered as the line; lets the rest through. */
export function openGate(): Gate {
  let here = Promise.withResolvers<void>();
  const open = Promise.withResolvers<void>();
  return {
    wrapAsk: (ask) => async (invocation) => {
      const { commandLine } = invocation;
      if (commandLine.startsWith('search broken'))
        throw new Error('the house is broken: xoxb-1-secret');
      if (!commandLine.startsWith('search slow ')) return ask(invocation);
      here.resolve();
      await open.promise;
      return ask({ ...invocation, commandLine: commandLine.slice('search slow '.length) });
    },
    async reached() {
      await here.promise;
      here = Promise.withResolvers<void>();
    },
    release: () => open.resolve(),
  };
}
