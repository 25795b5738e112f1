/**
 * `command` and `args` of a Kubernetes container, as documented: `command` stands for ENTRYPOINT, `args` for CMD, and
 * the kubelet fills in `$(NAME)` from the container's environment. There is no shell.
 */
import type { ImageCommand, ServiceProcess } from '#core/dockerfile/compose.ts';
import type { Step } from '#core/dockerfile/report.ts';
import { english, type Say, sayPlain } from '#core/say.ts';

/** What a pod says of how a container starts. */
export interface PodContainer {
  readonly command?: readonly string[] | null;
  readonly args?: readonly string[] | null;
  /** What `$(NAME)` may refer to, in the order of the manifest: a value may name those before it. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Answers what a container of a pod runs. Never throws. */
export function podProcess(container: PodContainer, image: ImageCommand, say: Say = english): ServiceProcess {
  const steps: Step[] = [];
  const env = new Map<string, string>();
  for (const [name, value] of Object.entries(container.env ?? {})) {
    env.set(name, expandReferences(value, env));
  }
  const fill = (words: readonly string[]) => words.map((word) => expandReferences(word, env));
  const command = fill(container.command ?? []);
  const args = fill(container.args ?? []);
  const tell = (rule: string, message: string) => steps.push({ rule, message });
  // An image whose ENTRYPOINT is one empty word has none at run time.
  const [first] = image.Entrypoint ?? [];
  const entrypoint = image.Entrypoint?.length === 1 && first === '' ? [] : (image.Entrypoint ?? []);
  let argv: readonly string[];
  if (command.length > 0) {
    argv = [...command, ...args];
    tell(
      'pod-command',
      sayPlain(say, 'command takes the place of the ENTRYPOINT of the image, and its CMD is not used'),
    );
    if (args.length > 0) tell('pod-args', sayPlain(say, 'args stand behind it'));
  } else if (args.length > 0) {
    argv = [...entrypoint, ...args];
    tell('pod-args-only', sayPlain(say, 'args take the place of the CMD of the image; its ENTRYPOINT stays'));
  } else {
    argv = [...entrypoint, ...(image.Cmd ?? [])];
    tell('pod-image', sayPlain(say, 'Without command and args the container runs what the image says'));
  }
  return argv.length > 0 ? { argv, steps } : { error: { message: 'no command specified' }, steps };
}

/**
 * `$(NAME)` becomes the variable's value; an unknown name stays as written, and `$$(NAME)` is `$(NAME)`. `$NAME` and
 * `${NAME}` mean nothing here.
 */
export function expandReferences(text: string, env: ReadonlyMap<string, string>): string {
  let out = '';
  let at = 0;
  const lastClose = text.lastIndexOf(')');
  for (
    let found = text.indexOf('$');
    found !== -1 && found + 1 < text.length;
    found = text.indexOf('$', at)
  ) {
    const next = text.charAt(found + 1);
    out += text.slice(at, found);
    at = found + 2;
    if (next === '$') out += '$';
    else if (next !== '(' || lastClose < at) out += `$${next}`;
    else {
      const end = text.indexOf(')', at);
      const name = text.slice(at, end);
      out += env.get(name) ?? `$(${name})`;
      at = end + 1;
    }
  }
  return out + text.slice(at);
}
