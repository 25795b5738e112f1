/** What one service or container of a manifest runs: the image's own command, what is written, and the mistakes. */
import { type ComposeCommand, composeProcess, type ServiceProcess } from '#core/dockerfile/compose.ts';
import { BuildFault } from '#core/dockerfile/fault.ts';
import { createImages } from '#core/dockerfile/images.ts';
import { podProcess } from '#core/dockerfile/kubernetes.ts';
import type { Described, Manifest } from '#core/dockerfile/manifest.ts';
import { type Hint, Report } from '#core/dockerfile/report.ts';
import { adviseWording } from '#core/dockerfile/wording.ts';
import { type Say, sayPlain } from '#core/say.ts';

/** One container of a manifest: what it runs, and what to look out for. */
export interface ContainerAnswer {
  readonly name: string;
  readonly image: string | undefined;
  /** What the image brings; undefined where that is not known. */
  readonly brings: { readonly Entrypoint: readonly string[]; readonly Cmd: readonly string[] } | undefined;
  /** The words that are known begin behind an ENTRYPOINT or end before a CMD that is not. */
  readonly open: boolean;
  readonly outcome: ServiceProcess;
  readonly hints: readonly Hint[];
}

/** Instead of what is written: `docker compose run --entrypoint … service …`. */
export interface Instead {
  readonly command?: readonly string[];
  readonly entrypoint?: string;
}

const find = createImages({});

/** Answers what it runs. Never throws. */
export function containerProcess(
  kind: Manifest,
  written: Described,
  instead: Instead,
  say: Say,
): ContainerAnswer {
  const report = new Report(say);
  const { name, image } = written;
  const brings = image === undefined ? undefined : broughtBy(image);
  const command = instead.command ?? written.command;
  const entrypoint = instead.entrypoint ?? written.entrypoint;
  const asked = { ...written, command, entrypoint };
  const fault = kindFault(kind, asked, say);
  if (fault !== undefined)
    return { name, image, brings, open: false, outcome: { error: { message: fault }, steps: [] }, hints: [] };
  const outcome =
    kind === 'compose'
      ? composeProcess(
          { command: command as ComposeCommand, entrypoint: entrypoint as ComposeCommand },
          brings ?? {},
          say,
        )
      : podProcess(
          {
            command: listOf(command),
            args: listOf(instead.command ? undefined : written.args),
            env: Object.fromEntries(written.env),
          },
          brings ?? {},
          say,
        );
  adviseWording(report, kind, asked, outcome);
  return {
    name,
    image,
    brings,
    open: brings === undefined && needsImage(kind, asked),
    outcome,
    hints: report.hints,
  };
}

/** `${TAG:-1.2}` in an image's name stands for its default. */
const withDefaults = (image: string): string => image.replaceAll(/\$\{\w+:?-([^}]*)\}/g, '$1');

function broughtBy(image: string): ContainerAnswer['brings'] {
  try {
    const found = find(withDefaults(image));
    return found.origin === 'unknown' ? undefined : { Entrypoint: found.entrypoint, Cmd: found.cmd };
  } catch (error) {
    if (error instanceof BuildFault) return undefined;
    throw error;
  }
}

const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

const isFilled = (value: unknown): boolean =>
  typeof value === 'string' ? value.trim() !== '' : Array.isArray(value) && value.length > 0;

const needsImage = (kind: Manifest, { entrypoint, command }: Described): boolean =>
  kind === 'compose' ? !isFilled(entrypoint) : !isFilled(command);

/** Lists hold texts only, and Kubernetes takes nothing but lists. */
function kindFault(kind: Manifest, { entrypoint, command, args }: Described, say: Say): string | undefined {
  for (const [key, value] of [
    ['entrypoint', entrypoint],
    ['command', command],
    ['args', args],
  ] as const) {
    if (value === undefined || value === null) continue;
    if (Array.isArray(value)) {
      const odd: unknown = value.find((item) => typeof item !== 'string');
      if (odd !== undefined)
        return sayPlain(say, '{key} must be a list of texts: {word} needs quotes around it', {
          key,
          word: JSON.stringify(odd),
        });
    } else if (kind === 'kubernetes')
      return sayPlain(say, '{key} must be a list in Kubernetes, with one word in each item', { key });
    else if (typeof value !== 'string')
      return sayPlain(say, '{key} must be a text or a list of texts', { key });
  }
  return undefined;
}
