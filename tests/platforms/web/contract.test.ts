import { commands } from '#commands/index.ts';
import type { Locale } from '#core/locale.ts';
import { plain, type Text } from '#core/text.ts';
import type { Outcome, ShownBlock, ShownLine, ShownReply } from '#platforms/web/wire.ts';
import { type Heard, type Person, platformContract } from '#tests/platforms/contract.ts';
import { openPlayground, type Playground } from '#tests/platforms/web/playground.ts';
import { data } from '#tests/support/data.ts';

/** The letters of a block, as the page shows them. */
function letters(block: ShownBlock): string {
  switch (block.type) {
    case 'list':
      return block.items.map(plain).join('\n');
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(plain).join(' ')).join('\n');
    case 'code':
      return block.value;
    case 'picture':
      return block.alt;
    case 'buttons':
      return '';
    default:
      return plain(block.text);
  }
}

/** A message with the calls of its buttons, which `press` needs again. */
interface Seen extends Heard {
  readonly line?: number;
  readonly calls: readonly string[];
}

const hears = ({ title, blocks }: ShownReply, hidden: boolean, line?: number): Seen => {
  const buttons = blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : []));
  return {
    text: [plain(title), ...blocks.map(letters)].join('\n'),
    hidden,
    buttons: buttons.map(({ label }: { label: Text }) => plain(label)),
    // The page turns no word into a mention: a reply has no such block or span.
    mentions: [],
    calls: buttons.map(({ call }) => call),
    ...(line !== undefined && { line }),
  };
};

const repliesIn = (lines: readonly ShownLine[]): readonly Seen[] =>
  lines.flatMap(({ id, hidden, content }) => ('reply' in content ? [hears(content.reply, hidden, id)] : []));

function answerIn(outcome: Outcome): Seen {
  if ('fault' in outcome) return hears(outcome.fault, true);
  const answer = 'lines' in outcome ? repliesIn(outcome.lines).at(-1) : undefined;
  if (!answer) throw new Error(`No answer but ${JSON.stringify(outcome)}`);
  return answer;
}

const personOf = (ground: Playground, player: string, locale: Locale): Person => ({
  type: async (text) => answerIn(await ground.ask({ player, locale, text })),
  open: async (text) => {
    const outcome = await ground.ask({ player, locale, text });
    if (!('form' in outcome)) throw new Error(`No form but ${JSON.stringify(outcome)}`);
    const { call, fields } = outcome.form;
    const nameOf = (label: string): string => fields.find((field) => field.label === label)?.name ?? label;
    return {
      fields: fields.map(({ label }) => label),
      submit: async (given) => {
        const filled = Object.entries(given).map(([label, value]) => [nameOf(label), value]);
        return answerIn(await ground.ask({ player, locale, call, fields: Object.fromEntries(filled) }));
      },
    };
  },
  press: async (heard, label) => {
    const { calls, line } = heard as Seen;
    const call = calls[heard.buttons.indexOf(label)];
    if (call === undefined) throw new Error(`No button ${label} but ${heard.buttons.join(', ')}`);
    return answerIn(await ground.ask({ player, locale, call, ...(line !== undefined && { line }) }));
  },
});

platformContract('The playground', async () => {
  const ground = await openPlayground({
    commands,
    knowledge: data.knowledge,
    manages: (player) => player === 'Max',
  });
  return {
    platform: ground.platform,
    manager: personOf(ground, 'Max', 'en'),
    member: personOf(ground, '민지', 'ko'),
    address: { tenant: 'playground', channel: 'general' },
    nowhere: { tenant: 'playground', channel: 'nowhere' },
    room: async () => repliesIn((await ground.history('somebody else')).lines),
    stores: ground.stores,
    stop: () => ground.close(),
  };
});
