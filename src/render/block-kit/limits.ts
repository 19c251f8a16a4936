/**
 * What Slack allows in a message of Block Kit. Sources: T = typings of @slack/types 3.2.0, SD =
 * docs.slack.dev, own = narrower than Slack's, for the reason given.
 */
export const LIMITS = {
  /** Blocks in a message. SD block-kit/blocks */
  blocks: 50,
  /**
   * UTF-16 units of the blocks as JSON. own: Slack publishes no total but refuses some messages with
   * `msg_blocks_too_long`. Seen refused: 17,694 as JSON with 11,341 of text, and 13,297 of markdown;
   * seen accepted: 15,561 as JSON with 9,597 of text (bolt-js issues 2509 and 2867).
   */
  json: 12_000,
  /** UTF-16 units of `text`, escaped. SD chat.postMessage; longer ones have been split in several. */
  text: 4000,
  /** Text of a header, plain text only. T */
  header: 150,
  /** Rows of a table, its header included, and cells of a row. T */
  tableRows: 100,
  tableCells: 20,
  /** Characters in all cells of a message's tables; `text`, which repeats them, keeps within it. SD table-block */
  tableText: 10_000,
  /** Tables in a message. own: several are documented nowhere. */
  tables: 1,
  /** Elements of a context, and text in one. T; own, as some Slack pages say 2,000 and some 3,000. */
  contextElements: 10,
  contextText: 2000,
  /** Address and description of a picture. T */
  imageUrl: 3000,
  alt: 2000,
  /** Address of a link in rich text. own: as for a button or picture. */
  linkUrl: 3000,
  /** Buttons in an actions block. T */
  buttonsInRow: 25,
  /** Text of a button. T */
  buttonText: 75,
  /** Command line in a button's `value`. own: Slack takes 2,000, but twelve such would fill a message. */
  buttonLine: 255,
} as const;
