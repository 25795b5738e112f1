import {
  accessory,
  actionElement,
  anyText,
  imageSource,
  imageUrl,
  inputElement,
  plainText,
  slackFile,
} from './element.ts';
import { richTextElement } from './richtext.ts';
import {
  all,
  among,
  boolean,
  type Check,
  faults,
  isRecord,
  type Json,
  kinds,
  list,
  number,
  object,
  string,
} from './schema.ts';

// docs.slack.dev/reference/block-kit/blocks. Types that the product does not need are refused, which is stricter than Slack.

export type Surface = 'message' | 'modal' | 'home';

const block_id = string(255);
const fields = (
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check => object(required, { ...optional, block_id });

const richText = object({ elements: list(richTextElement, 100) }, { block_id });
const textOrFields: Check = (value, at, report) => {
  if (isRecord(value) && value.text === undefined && value.fields === undefined)
    report('must provide text or fields', at);
};
const rectangular: Check = (value, at, report) => {
  const rows = isRecord(value) && Array.isArray(value.rows) ? value.rows : [];
  const widths = new Set(rows.map((row) => (Array.isArray(row) ? row.length : -1)));
  if (widths.size > 1) report('all rows must have the same number of cells', `${at}/rows`);
};

const shared: Readonly<Record<string, Check>> = {
  actions: fields({ elements: list(actionElement, 25) }),
  context: fields({
    elements: list(
      kinds({
        plain_text: object({ text: string(2000) }, { emoji: boolean }),
        mrkdwn: object({ text: string(2000) }, { verbatim: boolean }),
        image: all(
          object({ alt_text: string(2000) }, { image_url: imageUrl, slack_file: slackFile }),
          imageSource,
        ),
      }),
      10,
    ),
  }),
  divider: fields({}),
  header: fields({ text: plainText(150) }),
  image: all(
    fields(
      { alt_text: string(2000) },
      { title: plainText(2000), image_url: imageUrl, slack_file: slackFile },
    ),
    imageSource,
  ),
  input: fields(
    { label: plainText(2000), element: inputElement },
    { hint: plainText(2000), optional: boolean, dispatch_action: boolean },
  ),
  rich_text: richText,
  section: all(
    fields({}, { text: anyText(3000), fields: list(anyText(2000), 10), accessory, expand: boolean }),
    textOrFields,
  ),
};

const cell = kinds({
  rich_text: richText,
  raw_text: object({ text: string(10_000) }),
  raw_number: object({ value: number, text: string(100) }),
});
const messageOnly: Readonly<Record<string, Check>> = {
  table: all(
    fields(
      { rows: list(list(cell, 20), 100) },
      {
        column_settings: list(
          object({}, { align: among('left', 'center', 'right'), is_wrapped: boolean }),
          20,
        ),
      },
    ),
    rectangular,
  ),
  markdown: fields({ text: string(12_000) }),
};

const surfaces: Readonly<Record<Surface, { check: Check; most: number }>> = {
  message: { check: kinds({ ...shared, ...messageOnly }), most: 50 },
  modal: { check: kinds(shared), most: 100 },
  home: { check: kinds(shared), most: 100 },
};

/** Every string in a value that a person could read, and how many objects carry them. */
function measure(value: unknown): { characters: number; nodes: number } {
  if (Array.isArray(value) || isRecord(value)) {
    const parts = Object.entries(value).map(([name, each]) =>
      typeof each === 'string'
        ? { characters: name === 'text' || name === 'alt_text' || name === 'url' ? each.length : 0, nodes: 0 }
        : measure(each),
    );
    return parts.reduce(
      (sum, part) => ({ characters: sum.characters + part.characters, nodes: sum.nodes + part.nodes }),
      { characters: 0, nodes: 1 },
    );
  }
  return { characters: 0, nodes: 0 };
}

/**
 * Slack refuses more than about 13 200 characters over all blocks and counts something for each container, without saying
 * what (slackapi/bolt-js #2509, #2867). 100 a block and 10 a nested object is at least as strict as what was measured there.
 */
export function weigh(blocks: readonly unknown[]): number {
  const { characters, nodes } = measure(blocks);
  return characters + 100 * blocks.length + 10 * nodes;
}

/** action_id and block_id stand once in a message or view. */
function duplicates(blocks: readonly unknown[]): string[] {
  const seen = new Set<string>();
  const found: string[] = [];
  const visit = (value: unknown, at: string): void => {
    if (Array.isArray(value))
      value.forEach((each, index) => {
        visit(each, `${at}/${index}`);
      });
    if (!isRecord(value)) return;
    for (const name of ['action_id', 'block_id']) {
      const id = value[name];
      if (typeof id !== 'string') continue;
      if (seen.has(`${name} ${id}`)) found.push(`\`${name}\` already exists [json-pointer:${at}/${name}]`);
      seen.add(`${name} ${id}`);
    }
    for (const [name, each] of Object.entries(value)) visit(each, `${at}/${name}`);
  };
  visit(blocks, '/blocks');
  return found;
}

const tableCharacters = (block: unknown): number =>
  isRecord(block) && block.type === 'table' ? measure(block.rows).characters : 0;

/** Why Slack would refuse these blocks: an error code with its messages, or nothing. */
export function blockFaults(
  blocks: unknown,
  surface: Surface,
): { error: string; messages: string[] } | undefined {
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format', messages: [] };
  const { check, most } = surfaces[surface];
  const messages = [...faults(list(check, most, 0), blocks, '/blocks'), ...duplicates(blocks)];
  if (blocks.reduce((sum, block) => sum + tableCharacters(block), 0) > 10_000)
    messages.push('table characters must be less than 10001 [json-pointer:/blocks]');
  if (messages.length > 0) return { error: 'invalid_blocks', messages };
  if (blocks.filter((block: Json) => block.type === 'table').length > 1)
    return { error: 'invalid_attachments', messages: ['only_one_table_allowed'] };
  if (surface === 'message' && weigh(blocks) > 13_200) return { error: 'msg_blocks_too_long', messages: [] };
  return undefined;
}
