import { hintBlocks, shellLine, warnings } from '#core/dockerfile/card.ts';
import type { ContainerAnswer } from '#core/dockerfile/container.ts';
import { execForm } from '#core/dockerfile/json.ts';
import type { Manifest } from '#core/dockerfile/manifest.ts';
import { type Block, codeBlock, heading, list, note, paragraph, table } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import { code, strong, type Text } from '#core/text.ts';

/** How many services are told of one by one; all are in the table. */
const told = 6;

/** What each service or container of a manifest runs: one at length, several in a table and then one after the other. */
export function servicesBlocks(
  kind: Manifest,
  answers: readonly ContainerAnswer[],
  say: Say,
): readonly Block[] {
  const [only, ...more] = answers;
  if (only && more.length === 0)
    return [
      ...glance(kind, only, say),
      ...openings(only, say),
      ...hintBlocks(only.hints, say, 'yaml'),
      ...titled(say('Step by step'), stepBlocks(only)),
    ];
  return [
    table(
      [kind === 'compose' ? say('Service') : say('Container'), say('Image'), say('Process 1')],
      answers.map((answer) => [
        [code(answer.name || '—')],
        answer.image === undefined ? say('built here') : [code(answer.image)],
        processText(answer, say),
      ]),
    ),
    ...answers.slice(0, told).flatMap((answer) => {
      const blocks = [
        ...openings(answer, say),
        ...stepBlocks(answer),
        ...warnings(answer.hints, say, 'yaml'),
      ];
      return titled([code(answer.name || '—')], blocks);
    }),
    ...(answers.length > told
      ? [note(say('{count} more are only in the table.', { count: answers.length - told }))]
      : []),
  ];
}

function processText({ outcome, open }: ContainerAnswer, say: Say): Text {
  if ('error' in outcome) return open ? say('what the image says') : [outcome.error.message];
  return open ? ['… ', code(execForm(outcome.argv))] : [code(execForm(outcome.argv))];
}

function glance(kind: Manifest, answer: ContainerAnswer, say: Say): readonly Block[] {
  const { outcome, brings, image, open } = answer;
  const brought = (words: readonly string[] | undefined): Text =>
    words === undefined ? say('not known here') : words.length > 0 ? [code(execForm(words))] : say('none');
  return [
    ...('error' in outcome ? [] : [codeBlock(`${open ? '… ' : ''}${shellLine(outcome.argv)}`, 'sh')]),
    table(
      [say('Part'), say('Words')],
      [
        [[strong(say('Image'))], image === undefined ? say('built here') : [code(image)]],
        [[code('ENTRYPOINT')], brought(brings?.Entrypoint)],
        [[code('CMD')], brought(brings?.Cmd)],
        [
          [strong(kind === 'compose' ? say('The service runs') : say('The container runs'))],
          processText(answer, say),
        ],
      ],
    ),
  ];
}

const titled = (title: Text, blocks: readonly Block[]): readonly Block[] =>
  blocks.length === 0 ? [] : [heading(title), ...blocks];

/** The steps that no warning tells. */
function stepBlocks({ outcome, hints }: ContainerAnswer): readonly Block[] {
  const warned = new Set(hints.map(({ message }) => message));
  const steps = outcome.steps.filter(({ message }) => !warned.has(message));
  return steps.length === 0 ? [] : [list(steps.map(({ message }) => message))];
}

/** Why nothing runs, or how much of what runs the image decides. */
function openings({ outcome, open, image }: ContainerAnswer, say: Say): readonly Block[] {
  return [
    ...('error' in outcome && !open ? [paragraph(['⛔ ', outcome.error.message])] : []),
    ...(open
      ? [
          note(
            image === undefined
              ? say('What the image itself starts stands in its Dockerfile; its ENTRYPOINT comes first.')
              : say('What {image} itself starts is not known here; its ENTRYPOINT comes first.', {
                  image: [code(image)],
                }),
          ),
        ]
      : []),
  ];
}
