/**
 * What Discord allows in a Components V2 message. Sources: DD = discord/discord-api-docs
 * (components/reference, resources/message), DS = Discord's OpenAPI description.
 */
export const LIMITS = {
  /** All components of a message, nested ones included. DD */
  components: 40,
  /** UTF-16 units over all text displays of a message. DD */
  text: 4000,
  /** Buttons in an action row. DD, DS */
  buttonsInRow: 5,
  /** Label of a button. DD, DS */
  buttonLabel: 80,
  /** Identifier of a button; unique in its message. DD, DS */
  customId: 100,
  /** Description of a picture in a media gallery. DD, DS */
  alt: 1024,
  /** Files attached to a message. DD, DS */
  attachments: 10,
} as const;

/** Message flag that turns Components V2 on (1 << 15); it excludes `content` and embeds. DD */
export const IS_COMPONENTS_V2 = 32768;
