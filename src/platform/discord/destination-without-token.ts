import type { Destination, Refusal } from '../../delivery/destination.ts';

const REASON =
  'Discord takes posts only with a bot’s token, and Tocsin has none; whoever runs it can set DISCORD_TOKEN';

const REFUSED: Refusal = { is: 'refused', what: 'message', reason: REASON };

/** Where Tocsin has no token it can answer, by each question's own, and post nothing. */
export const DESTINATION_WITHOUT_TOKEN: Destination = {
  platform: 'discord',
  singleFor: 0,
  pace: () => [],
  post: async () => REFUSED,
  edit: async () => REFUSED,
  find: async () => ({ is: 'cannot-tell', reason: REASON }),
  ownerOf: async () => undefined,
  link: () => undefined,
};
