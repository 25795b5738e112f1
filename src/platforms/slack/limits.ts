/**
 * What fits where on Slack, in UTF-16 units or as counts (docs.slack.dev/reference/block-kit, 2026). Slack counts
 * characters, of which there are never more than units.
 */
export const limits = {
  /** Blocks of a message: 50. Some are kept for paging and for pictures. */
  blocks: 44,
  /**
   * Slack refuses messages of about 13 200 characters over all blocks and counts something for each container, without
   * saying what (slackapi/bolt-js #2509, #2867). Our own weight (see `weigh`) stays well below that.
   */
  weight: 9000,
  /** What small print and buttons may weigh beyond it: alone on a page of their own nobody would look for them. */
  tail: 1500,
  header: 150,
  /** A rich_text element or a plain text of a section: 3000. */
  text: 2900,
  /** An element of a context block. */
  context: 2000,
  /** Beyond this a client shows a wall; a list of more items is split in two blocks. */
  listItems: 60,
  /** One table a message, of 100 rows, 20 columns and 10 000 characters in all cells. */
  table: { rows: 60, columns: 20, characters: 6000, cell: 400 },
  alt: 2000,
  /** Buttons of an actions block. */
  actions: 25,
  buttonText: 75,
  /** Characters of a button's value, in which the call is spelt. */
  buttonValue: 2000,
  /** The words beside the blocks, for notifications: chat.update refuses more than 4000 bytes. */
  fallbackBytes: 3900,
  view: { title: 24, submit: 24, metadata: 3000, label: 2000, hint: 2000, placeholder: 150 },
  /** Characters a person can type into one field of a form. */
  input: 3000,
  /** Bytes of a file that is read as text. */
  file: 64 * 1024,
  options: { radio: 10, select: 100, text: 75, value: 150 },
  manifest: { commands: 50, command: 32, description: 2000, hint: 1000, appDescription: 140 },
} as const;

/** A label cut to `limit` characters, with an ellipsis that says so and no half of a pair before it. */
export const cutLabel = (label: string, limit: number): string =>
  label.length <= limit
    ? label
    : `${label
        .slice(0, limit - 1)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`;
