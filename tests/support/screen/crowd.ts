import type { Call, Invocation } from '#core/call.ts';
import type { Reply } from '#core/reply.ts';
import type { Stage } from '#tests/support/screen/stage.ts';

/** Names that somebody will have: long, with markup, with mentions, from right to left. */
const hostile = [
  '**bold** @everyone <!channel>',
  '`code` ||spoiler|| [x](https://example.com)',
  '김수한무거북이와두루미삼천갑자동방삭치치카포사리사리센타워리워리세브리깡',
  '\u202egnp.exe',
  '| a | b |\n# head',
  'محمد',
];

const plainNames = ['서연', 'Noah', '도윤', 'Olivia', '하준', 'Liam', '지우', 'Emma', '예준', 'Mia'];

const nameOf = (index: number): string =>
  index < 3 ? (plainNames[index] ?? '') : (hostile[index - 3] ?? `${plainNames[index % 10]} ${index}`);

/** Lets `count` others answer questions: fewer and fewer of them right, with some ties. */
export async function crowd(stage: Stage, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const asked = 1 + ((count - index) % 3);
    for (let time = 0; time < asked; time += 1) await answerOne(stage, index, time < asked - (index % 2));
  }
}

async function answerOne(stage: Stage, index: number, right: boolean): Promise<void> {
  const { locale, platform, tenant, channel } = stage;
  const make = (call: Call): Promise<Reply> => {
    const invocation: Invocation = {
      ...call,
      account: { platform, tenant, id: `someone-${index}` },
      name: nameOf(index),
      place: { platform, tenant, channel },
      reader: locale,
      room: locale,
      at: stage.now,
      manager: async () => false,
    };
    return stage.bot.run(invocation);
  };
  const asked = await make({ command: 'quiz', options: {} });
  const button = asked.blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : []));
  const id = asked.about?.[0]?.replace('question:', '');
  const answer = stage.questions.find((question) => question.id === id)?.answer;
  const call = button.map((each) => each.call).find((each) => (each.options.choice === answer) === right);
  if (call === undefined) throw new Error(`no question was asked: ${id}`);
  await make(call);
}
