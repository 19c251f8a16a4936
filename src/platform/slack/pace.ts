/** How long things may take, all in milliseconds. */
export interface Pace {
  /** A command that is answered within it has its answer in the acknowledgement. */
  readonly answerInAck: number;
  /** Writing down a request before it is acknowledged; without it Tocsin goes on all the same. */
  readonly writeDown: number;
  /** From arrival: a picture that is not uploaded by then is left out. */
  readonly picture: number;
  /** The same for what is posted unasked, for which nobody waits. */
  readonly postPicture: number;
  /** Before a message whose picture Slack does not know yet is sent again. */
  readonly pictureSettles: number;
  /** Looking up who asks, where an answer waits for it. */
  readonly person: number;
  /** Looking up who asks, where it decides what they may do. */
  readonly rights: number;
  /** The longest that a message waits when Slack says it was too fast. */
  readonly slowDown: number;
  /** One call of Slack's API. */
  readonly call: number;
  /** Before a post that Slack refused is made in another way: a channel takes one a second. */
  readonly nextPost: number;
  /** From when a post was tried until Slack has either done it or never will. own: Slack says nothing. */
  readonly settles: number;
  /** Between looks for requests that nobody finished. */
  readonly leftOver: number;
  /** Until a socket is opened again: the first time, at most, and where Slack refused it for good. */
  readonly firstRetry: number;
  readonly longestRetry: number;
  readonly hopelessRetry: number;
  /** Until an opened socket has said hello. */
  readonly hello: number;
  /** For answers under way when a socket is to be closed. */
  readonly farewell: number;
  /** For what is under way when Tocsin stops. */
  readonly stop: number;
}

/**
 * Slack waits three seconds for an acknowledgement and takes a response URL for thirty minutes; the
 * inbox leases a request for fifteen seconds, so nothing between may wait as long as that.
 */
export const PACE: Pace = {
  answerInAck: 1_500,
  writeDown: 1_000,
  picture: 2_200,
  postPicture: 10_000,
  pictureSettles: 700,
  person: 300,
  rights: 1_000,
  slowDown: 6_000,
  call: 5_000,
  nextPost: 1_250,
  settles: 10_000,
  leftOver: 15_000,
  firstRetry: 1_000,
  longestRetry: 30_000,
  hopelessRetry: 120_000,
  hello: 10_000,
  farewell: 8_000,
  stop: 2_000,
};
