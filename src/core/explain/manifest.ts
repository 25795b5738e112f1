import { call } from '#core/call.ts';
import type { Context } from '#core/command.ts';
import { containerProcess } from '#core/dockerfile/container.ts';
import { wordsOf } from '#core/dockerfile/forms.ts';
import { readManifest } from '#core/dockerfile/manifest.ts';
import { servicesBlocks } from '#core/dockerfile/services.ts';
import { type Asked, beginning } from '#core/explain/image.ts';
import { Refusal, refusal } from '#core/fault.ts';
import { button, buttons, codeBlock, note, paragraph, type Reply } from '#core/reply.ts';

/** What each service or container of a Compose file or a Kubernetes manifest runs. Refuses what is no YAML or has none. */
export function manifestReply({ dockerfile: text, args, override }: Asked, { say }: Context): Reply {
  const read = readManifest(text);
  const base = call('cmd-explain', { dockerfile: text, args, override });
  const mending = buttons(button(say('Fix it…'), { ...base, asks: ['dockerfile'] }, 'primary'));
  if (read === undefined)
    throw new Refusal(
      refusal(
        say('I find no container in it'),
        paragraph(
          say(
            'In a Compose file I look for <c>services</c>, in a Kubernetes manifest for <c>containers</c>; a single service or container will do, too.',
          ),
        ),
        ...mending,
      ),
    );
  if ('fault' in read)
    throw new Refusal(
      refusal(
        say('This is not valid YAML'),
        paragraph(say('Line {line}, column {column}:', { line: read.fault.line, column: read.fault.column })),
        codeBlock(read.fault.message),
        ...mending,
      ),
    );
  const { kind, containers } = read;
  const { shown, isCut } = beginning(text);
  const instead = {
    ...(args !== undefined && { command: wordsOf(args) }),
    ...(override !== undefined && { entrypoint: override }),
  };
  const answers = containers.map((container) => containerProcess(kind, container, instead, say));
  return {
    title: say('What runs in the end'),
    about: ['concept:cmd', 'concept:entrypoint', 'comparison:cmd-vs-entrypoint'],
    blocks: [
      codeBlock(shown, 'yaml'),
      ...(isCut ? [note(say('Only the beginning is shown; all of it was read.'))] : []),
      ...servicesBlocks(kind, answers, say),
      ...buttons(
        ...(kind === 'compose' && containers.length === 1
          ? [
              button(say('What if: arguments…'), { ...base, asks: ['args'] }, 'primary'),
              button(say('What if: --entrypoint…'), { ...base, asks: ['override'] }),
            ]
          : []),
        button(say('CMD or ENTRYPOINT?'), call('compare', { a: 'cmd-vs-entrypoint' })),
      ),
    ],
  };
}
