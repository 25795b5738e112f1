/** An image while it is being built: what decides which process runs, and where each part came from. */
import { Environment } from '#core/dockerfile/environment.ts';
import type { Base, ShellKind } from '#core/dockerfile/images.ts';

/** Where a command came from: a line of the Dockerfile, an ONBUILD trigger, the base image. */
export interface Origin {
  readonly line: number | undefined;
  readonly exec: boolean;
  /** What is written behind CMD or ENTRYPOINT. */
  readonly text: string;
  readonly trigger?: boolean;
}

/** A CMD or ENTRYPOINT of an image, as words. */
export interface Command {
  readonly words: readonly string[];
  readonly origin: Origin | undefined;
}

/** An image as far as it decides what runs; instructions change it. */
export interface Image {
  entrypoint: Command;
  cmd: Command;
  shell: readonly string[];
  /** Triggers that the base image brings. */
  readonly onBuild: readonly string[];
  /** Triggers that this stage leaves for others. */
  readonly leaves: string[];
  /** What a container sees. */
  readonly env: Environment;
  /** What the builder sees: `env` and the ARGs. */
  readonly scope: Environment;
  readonly args: Set<string>;
  readonly envIsWhole: boolean;
  sh: ShellKind;
  /** No shell is in it as far as the COPYs tell. */
  shellLess: boolean;
  /** Settings of nginx come with the image: they may keep it in the foreground. */
  ownNginx: boolean;
  /** The ENTRYPOINT that the base image brings is a script that ends by starting what stands behind it. */
  readonly handsOn: boolean;
  readonly windows: boolean;
  workdir: string | undefined;
  user: string | undefined;
  healthcheck: number | undefined;
  readonly ports: { spec: string; line: number | undefined }[];
  /** The lines of this very stage that set them. */
  entrypointLine: number | undefined;
  cmdLine: number | undefined;
  /** What is said of a base image that is not known. */
  readonly unknownBase: { readonly message: string; readonly line: number } | undefined;
  /** The CMD of the base image that an ENTRYPOINT of this stage cleared. */
  cleared: { readonly words: readonly string[]; readonly line: number } | undefined;
}

/** The line of an instruction, for a hint. */
export const lineOf = ({ origin }: Command): { line?: number } =>
  origin?.line === undefined ? {} : { line: origin.line };

/** No command at all. */
export const noCommand: Command = { words: [], origin: undefined };

/** The image as FROM finds it. */
export function imageFrom(base: Base, windows: boolean, unknownBase?: Image['unknownBase']): Image {
  const env = new Environment();
  for (const [name, value] of base.env) env.set(name, value);
  return {
    entrypoint: { words: base.entrypoint, origin: undefined },
    cmd: { words: base.cmd, origin: undefined },
    shell: base.shell,
    onBuild: base.onBuild,
    leaves: [],
    env,
    scope: env.fork(),
    args: new Set(),
    envIsWhole: base.envIsWhole,
    sh: base.sh,
    shellLess: base.sh === 'none',
    ownNginx: false,
    handsOn: base.handsOn,
    windows,
    workdir: undefined,
    user: undefined,
    healthcheck: undefined,
    ports: [],
    entrypointLine: undefined,
    cmdLine: undefined,
    unknownBase,
    cleared: undefined,
  };
}

/** The image as a stage finds it that begins from an earlier one. */
export const imageOn = (parent: Image): Image => ({
  ...parent,
  onBuild: parent.leaves,
  leaves: [],
  env: parent.env.fork(),
  scope: parent.scope.fork(),
  args: new Set(parent.args),
  ports: [...parent.ports],
  healthcheck: undefined,
  cleared: undefined,
  entrypointLine: undefined,
  cmdLine: undefined,
});

/** What shell form is put behind: SHELL, or the system's own. */
export const shellOf = (image: Image): readonly string[] => {
  if (image.shell.length > 0) return image.shell;
  return image.windows ? ['cmd', '/S', '/C'] : ['/bin/sh', '-c'];
};
