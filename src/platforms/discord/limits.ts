/**
 * Discord's limits, in characters and pieces. From the API documentation (message, component, interaction and application
 * command pages); those marked "ours" are chosen to stay clear of them.
 */
export const limits = {
  message: {
    /** All text of a Components V2 message. Discord speaks of text displays; labels are counted too, to be sure. */
    characters: 4000,
    /** Components of a message, nested ones included. */
    components: 40,
    files: 10,
    nonce: 25,
  },
  /** Ours: a longer title goes on as the first paragraph. */
  title: 240,
  row: { buttons: 5 },
  button: { label: 80 },
  customId: 100,
  media: { description: 1024 },
  modal: {
    title: 45,
    fields: 5,
    label: 45,
    description: 100,
    placeholder: 100,
    value: 4000,
    options: 25,
  },
  command: {
    name: 32,
    description: 100,
    options: 25,
    choices: 25,
    choiceName: 100,
    text: 6000,
    /** Names, descriptions and values of one command together. */
    total: 8000,
  },
  autocomplete: { choices: 25, name: 100, value: 100 },
  /** Ours: an attached file that is larger is not fetched, in bytes. */
  attachment: 64 * 1024,
  /** Milliseconds from Discord's dispatch to the first answer. */
  acknowledge: 3000,
} as const;

/** The text cut to `limit` characters, with an ellipsis that says so. */
export const cut = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
