import { call } from '#core/call.ts';
import { command, type Meaning, type Sight } from '#core/command.ts';
import { type Intent, intentsOf } from '#core/knowledge/intent.ts';
import { proseLabel } from '#core/knowledge/prose.ts';
import { spelt } from '#core/knowledge/spelt.ts';
import { nothingFound } from '#core/near.ts';
import type { Complete } from '#core/option.ts';

const complete: Complete = ({ typed, limit, say, knowledge }) => {
  const half = Math.floor(limit / 2);
  const concepts = typed === '' ? [] : knowledge.concepts.find(typed, half);
  return [
    ...concepts.map(({ entry }) => {
      const name = proseLabel(say.pick(entry.name));
      return { value: name, label: name };
    }),
    ...knowledge.commands
      .suggest(typed, limit - concepts.length, say.locale)
      .map(({ value, label }) => ({ value: spelt(value), label })),
  ];
};

/** What an intent asks for as a call, and what its button says. */
function meaningOf(intent: Intent, { say, knowledge }: Sight): Meaning {
  switch (intent.kind) {
    case 'compare': {
      const { a, b } = intent;
      const label =
        b === undefined ? say('Compare {a}', { a: [a] }) : say('Compare {a} and {b}', { a: [a], b: [b] });
      return { label, call: call('compare', { a, b }) };
    }
    case 'concept': {
      const entry = knowledge.concepts.get(intent.id) ?? knowledge.guides.get(intent.id);
      return {
        label: entry ? proseLabel(say.pick(entry.name)) : intent.id,
        call: call('concept', { name: intent.id }),
      };
    }
    case 'command':
      return {
        label: intent.id === undefined ? intent.task : spelt(intent.id),
        call: call('docker-cmd', { task: intent.task }),
      };
    case 'explain':
      return {
        label: say('Explain the line'),
        call: call('cmd-explain', { [intent.pasted.includes('\n') ? 'dockerfile' : 'line']: intent.pasted }),
      };
  }
}

export const ask = command({
  name: 'ask',
  also: ['question', '질문', '물어보기'],
  describe: 'Ask about Docker in your own words',
  to: 'room',
  options: {
    question: {
      kind: 'text',
      describe: 'A task, an idea, two things to compare, a docker line …',
      required: true,
      max: 4000,
      complete,
      also: ['질문', 'q'],
    },
  },
  catches: true,
  verbatim: () => true,
  read: (typed) => ({ question: typed }),
  means: ({ question }, sight) =>
    intentsOf(question, sight.knowledge).map((intent) => meaningOf(intent, sight)),
  examples: [
    'ask 컨테이너 로그를 계속 보려면?',
    'ask how do I delete unused images',
    'ask 볼륨과 바인드 마운트의 차이',
    'ask what is a layer',
  ],
  // Comes here only where nothing of the question is known.
  run({ question }, { say }) {
    return nothingFound(
      say,
      question,
      [],
      { label: say('The map of all concepts'), call: call('concept') },
      { label: say('Help'), call: call('help') },
    );
  },
});
