import { call } from '#core/call.ts';
import type { Context } from '#core/command.ts';
import { execForm } from '#core/dockerfile/json.ts';
import { commandMatrix } from '#core/dockerfile/matrix.ts';
import { anyImage, bases, quickLook, runWords } from '#core/explain/image.ts';
import { button, buttons, codeBlock, type Reply, table } from '#core/reply.ts';
import { code, type Text } from '#core/text.ts';

/** CMD alone, ENTRYPOINT alone and both, side by side. */
export function matrixReply(
  {
    entrypoint,
    cmd,
    args,
    image = anyImage,
  }: { entrypoint: string; cmd: string; args: string | undefined; image: string | undefined },
  { say }: Context,
): Reply {
  const run = runWords(args, undefined);
  const matrix = commandMatrix({ base: image, entrypoint, cmd, run, bases }, say);
  const cell = (result: (typeof matrix)['both']): Text =>
    'error' in result ? [result.error.message] : [code(execForm(result.argv))];
  return {
    title: say('CMD alone, ENTRYPOINT alone, both'),
    about: ['comparison:cmd-vs-entrypoint', 'concept:cmd', 'concept:entrypoint'],
    blocks: [
      codeBlock(quickLook({ image, entrypoint, cmd }), 'dockerfile'),
      table(
        [
          say('In the Dockerfile'),
          args === undefined ? say('Process 1') : say('Process 1, with {args}', { args: [code(args)] }),
        ],
        [
          [[code('CMD')], cell(matrix.cmd)],
          [[code('ENTRYPOINT')], cell(matrix.entrypoint)],
          [[code('ENTRYPOINT'), ' + ', code('CMD')], cell(matrix.both)],
        ],
      ),
      ...buttons(
        button(
          say('What if: arguments…'),
          { ...call('cmd-explain', { entrypoint, cmd, image, args, alone: 'yes' }), asks: ['args'] },
          'primary',
        ),
        button(say('What runs in the end'), call('cmd-explain', { entrypoint, cmd, image, args })),
      ),
    ],
  };
}
