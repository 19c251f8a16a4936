/**
 * What Discord allows outside messages. Sources, here and in this folder's comments: DD =
 * discord/discord-api-docs, with the page; DS = Discord's OpenAPI description. Those without a page
 * are of application-commands, receiving-and-responding, and components/reference.
 */
export const LIMITS = {
  /** Subcommands of a command, options of a subcommand, choices of an option. DD */
  options: 25,
  /** Name of a command, a subcommand or an option. DD */
  commandName: 32,
  /** Description of a command, a subcommand or an option. DD */
  description: 100,
  /** Name and value of a choice, typed or completed. DD */
  choice: 100,
  /** Characters of a command over names, descriptions and choices, the longest language each. DD */
  commandText: 8000,
  /** Most that may be asked of a text option. DD */
  optionText: 6000,
  /** Title of a form. DD */
  modalTitle: 45,
  /** Fields of a form. DD */
  modalFields: 5,
  /** Words above a field, and the smaller ones beneath. DD */
  label: 45,
  labelDescription: 100,
  /** What can be typed into a field, and what stands in it before. DD, DS */
  textInput: 4000,
  placeholder: 100,
  /** Choices of a select; each label, value and description. DD */
  selectOptions: 25,
  selectText: 100,
  selectPlaceholder: 150,
  customId: 100,
} as const;
