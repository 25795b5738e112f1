/** Mistakes that show only when an image and a `docker run` meet. */
import type { Image } from '#core/dockerfile/image.ts';
import type { Report } from '#core/dockerfile/report.ts';
import type { Run } from '#core/dockerfile/run.ts';
import { sayPlain } from '#core/say.ts';

/** Adds what is probably not meant. */
export function hintRun(report: Report, image: Image, run: Run): void {
  hintEntrypointOption(report, image, run);
  hintArguments(report, image, run);
}

function hintEntrypointOption(report: Report, _image: Image, { entrypoint }: Run): void {
  if (entrypoint === undefined || !/\s/.test(entrypoint.trim())) return;
  const [program = '', ...rest] = entrypoint.trim().split(/\s+/);
  report.hint(
    'entrypoint-one-word',
    sayPlain(report.say, '--entrypoint takes one word: a program called {word} is looked for', {
      word: entrypoint,
    }),
    { fix: `--entrypoint ${program} @ ${rest.join(' ')}` },
  );
}

function hintArguments(report: Report, _image: Image, { args }: Run): void {
  const [first = ''] = args;
  if (!first.startsWith('-')) return;
  report.hint(
    'run-args-look-like-flags',
    sayPlain(report.say, '{word} stands behind the image, so it goes to the program, not to docker run', {
      word: first,
    }),
  );
}
