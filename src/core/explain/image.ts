import { wordsOf } from '#core/dockerfile/forms.ts';
import { keywords } from '#core/dockerfile/instructions.ts';
import { nearest } from '#core/dockerfile/suggest.ts';

/** The image of a quick look, where none is named: nothing is known of it. */
export const anyImage = 'image';

/** What is known of it. */
export const bases = { [anyImage]: {} };

/** How much of what was pasted is shown back, in UTF-16 units. */
const shown = 1500;

/** The beginning of what was pasted, and whether that is not all. */
export const beginning = (text: string): { readonly shown: string; readonly isCut: boolean } =>
  text.length > shown ? { shown: `${text.slice(0, shown)}\n…`, isCut: true } : { shown: text, isCut: false };

/** What is to be explained: a Dockerfile or manifest, the words behind the image, and what `--entrypoint` is set to. */
export interface Asked {
  readonly dockerfile: string;
  readonly args: string | undefined;
  readonly override: string | undefined;
}

/** Instructions without a FROM are what people paste; an image is put in front so that they can be followed. */
export const whole = (text: string): string =>
  /^\s*FROM\s/im.test(text) || beginsMisspelt(text) ? text : `FROM ${anyImage}\n${text}`;

const isInstruction = (word: string): boolean => keywords.some((name) => name === word);

/** Whether several lines begin with FROM misspelt (`FORM alpine`), and an instruction stands at the head of a later one. */
export function beginsMisspelt(text: string): boolean {
  const [first, ...others] = text.split(/\r?\n/).filter((line) => !/^\s*(?:#|$)/.test(line));
  const word = /^\s*([a-z]{3,6})\s+\S/i.exec(first ?? '')?.[1]?.toUpperCase();
  return (
    word !== undefined &&
    !isInstruction(word) &&
    nearest(word, ['FROM']) !== undefined &&
    others.some((line) => isInstruction(/^\s*([A-Z]+)\s/.exec(line)?.[1] ?? ''))
  );
}

/** A Dockerfile of the instructions that were given one by one. */
export const quickLook = ({
  image = anyImage,
  entrypoint,
  cmd,
}: {
  image?: string | undefined;
  entrypoint?: string | undefined;
  cmd?: string | undefined;
}): string =>
  [
    `FROM ${image}`,
    ...(entrypoint === undefined ? [] : [`ENTRYPOINT ${entrypoint}`]),
    ...(cmd === undefined ? [] : [`CMD ${cmd}`]),
  ].join('\n');

/** `docker run` around the image; an override written as `""` is the empty one. */
export function runWords(args: string | undefined, override: string | undefined): readonly string[] {
  const words = wordsOf(args ?? '');
  if (override === undefined) return words;
  return ['--entrypoint', override === '""' || override === "''" ? '' : override, '@', ...words];
}
