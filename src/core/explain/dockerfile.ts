import { call, withOptions } from '#core/call.ts';
import type { Context } from '#core/command.ts';
import { processBlocks } from '#core/dockerfile/card.ts';
import { switchForms } from '#core/dockerfile/forms.ts';
import { type EffectiveProcess, effectiveProcess } from '#core/dockerfile/process.ts';
import { drawProcess } from '#core/drawing/process.ts';
import { type Asked, anyImage, bases, beginning, runWords } from '#core/explain/image.ts';
import {
  type Block,
  type Button,
  button,
  buttons,
  codeBlock,
  note,
  type Reply,
  toldPicture,
} from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import type { Text } from '#core/text.ts';

/** What a Dockerfile runs in the end, with the words of `docker run` around it, or why it does not. */
export function dockerfileReply({ dockerfile, args, override }: Asked, context: Context): Reply {
  const { say } = context;
  const run = runWords(args, override);
  const answer = effectiveProcess({ dockerfile, run, bases }, say);
  // Nobody wrote the FROM of a quick look, so nothing is said against it.
  const invented = dockerfile.startsWith(`FROM ${anyImage}\n`);
  const result = invented ? { ...answer, hints: answer.hints.filter(({ line }) => line !== 1) } : answer;
  const failed = 'error' in result;
  const { shown, isCut } = beginning(dockerfile);
  return {
    title: failed ? say('This does not run') : say('What runs in the end'),
    ...(failed && { tone: 'wrong' as const }),
    about: ['concept:cmd', 'concept:entrypoint', 'comparison:cmd-vs-entrypoint'],
    blocks: [
      codeBlock(shown, 'dockerfile'),
      ...(isCut ? [note(say('Only the beginning is shown; all of it was read.'))] : []),
      ...('error' in result ? [] : [drawnProcess(result, run, say)]),
      ...processBlocks(
        result,
        run.filter((word) => word !== '@'),
        say,
      ),
      ...buttons(
        ...('error' in result && result.error.at === 'build'
          ? mending(dockerfile, args, override, context)
          : whatIf(dockerfile, args, override, context)),
      ),
    ],
  };
}

function drawnProcess(result: EffectiveProcess, run: readonly string[], say: Say): Block {
  const { svg, alt } = drawProcess(result, run, say);
  return toldPicture(svg, alt);
}

/** What does not build is not tried with other arguments. */
function mending(
  dockerfile: string,
  args: string | undefined,
  override: string | undefined,
  { say }: Context,
): Button[] {
  const again = call('cmd-explain', { dockerfile, args, override });
  return [
    button(say('Fix it…'), { ...again, asks: ['dockerfile'] }, 'primary'),
    button(say('CMD or ENTRYPOINT?'), call('compare', { a: 'cmd-vs-entrypoint' })),
  ];
}

function whatIf(
  dockerfile: string,
  args: string | undefined,
  override: string | undefined,
  { say, call: made }: Context,
): Button[] {
  const base = call('cmd-explain', { dockerfile, args, override });
  const { entrypoint, cmd, image } = made.options;
  const both = entrypoint !== undefined && cmd !== undefined;
  return [
    button(say('What if: arguments…'), { ...base, asks: ['args'] }, 'primary'),
    button(say('What if: --entrypoint…'), { ...base, asks: ['override'] }),
    button(say('What if: the other form'), withOptions(base, { dockerfile: switchForms(dockerfile) })),
    ...(both
      ? [
          button(
            say('CMD alone, ENTRYPOINT alone, both'),
            call('cmd-explain', { entrypoint, cmd, image, args, alone: 'yes' }),
          ),
        ]
      : aloneOf(dockerfile, args, say('CMD alone, ENTRYPOINT alone, both'))),
    button(say('CMD or ENTRYPOINT?'), call('compare', { a: 'cmd-vs-entrypoint' })),
  ];
}

/** The last ENTRYPOINT and CMD of a Dockerfile, where it has both, as a call that sets them side by side. */
function aloneOf(dockerfile: string, args: string | undefined, label: Text): Button[] {
  const last = (keyword: string): string | undefined =>
    [...dockerfile.matchAll(new RegExp(`^\\s*${keyword}\\s+(.+)$`, 'gim'))].at(-1)?.[1]?.trim();
  const [entrypoint, cmd, image] = [last('ENTRYPOINT'), last('CMD'), last('FROM')?.split(/\s+/)[0]];
  if (!entrypoint || !cmd || entrypoint.endsWith('\\') || cmd.endsWith('\\')) return [];
  return [button(label, call('cmd-explain', { entrypoint, cmd, image, args, alone: 'yes' }))];
}
