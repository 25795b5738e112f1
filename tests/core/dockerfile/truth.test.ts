/**
 * The engine's own answers (Docker Engine 28.5.2, BuildKit 0.25.2): `tests/truth/cmd-entrypoint.json`.
 */
import { describe, expect, test } from 'vitest';
import type { BaseImage } from '#core/dockerfile/images.ts';
import { effectiveProcess } from '#core/dockerfile/process.ts';
import cases from '#tests/truth/cmd-entrypoint.json' with { type: 'json' };

/** The images that the cases were built on. Their /bin/sh is busybox. */
const base: BaseImage = { Sh: 'busybox' };
const cmd = ['base', 'cmd'];
const bases: Record<string, BaseImage> = {
  'base-none': base,
  'base-cmd': { ...base, Cmd: cmd },
  'base-entry': { ...base, Entrypoint: ['base-entry', '-e'] },
  'base-both': { ...base, Entrypoint: ['base-entry', '-e'], Cmd: cmd },
  'base-shell': { ...base, Shell: ['/bin/bash', '-eo', 'pipefail', '-c'] },
  'onb-cmd': { ...base, Cmd: cmd, OnBuild: ['CMD ["onb","cmd"]'] },
  'onb-entry': { ...base, Cmd: cmd, OnBuild: ['ENTRYPOINT ["onb-entry"]'] },
};

interface Truth {
  id: string;
  dockerfile: string;
  run: string[];
  build: string | { error: string };
  image?: { Entrypoint: string[] | null; Cmd: string[] | null };
  create: { error?: string };
  argv?: string[];
  inner?: { rc: number; out: { pid: number; argv: string[] }[]; err?: string };
  warnings?: { rule: string; msg: string }[];
}

// BuildKit's rules that a plain build warns of; the truth lists each warning with its line.
const linted = new Set(['JSONArgsRecommended', 'MultipleInstructionsDisallowed']);

describe.each(cases as Truth[])('$id $run', (truth) => {
  const { dockerfile, run } = truth;
  const ours = effectiveProcess({ dockerfile, run, bases });

  test('ends like the engine', () => {
    const failed = typeof truth.build === 'object' ? truth.build.error : truth.create.error;
    expect('error' in ours).toBe(failed !== undefined);
    if ('error' in ours) {
      expect(ours.error.at).toBe(typeof truth.build === 'object' ? 'build' : 'create');
      expect(failed).toContain(ours.error.message);
      return;
    }
    expect(ours.image.Entrypoint).toEqual(truth.image?.Entrypoint);
    expect(ours.image.Cmd).toEqual(truth.image?.Cmd);
    expect(ours.argv).toEqual(truth.argv);
  });

  test('warns of the same lines', () => {
    const warned = ours.hints
      .filter((hint) => linted.has(hint.code))
      .map((hint) => `${hint.code} ${hint.line}`);
    const expected = (truth.warnings ?? []).map(
      ({ rule, msg }) => `${rule} ${/\(line (\d+)\)/.exec(msg)?.[1]}`,
    );
    expect(warned).toEqual(expected);
  });

  test.runIf(truth.inner)('starts the same program', () => {
    if ('error' in ours || !truth.inner) return expect.unreachable();
    const [first] = truth.inner.out;
    expect(ours.inner?.argv).toEqual(first?.argv ?? []);
    if (first) expect(ours.inner?.pid1).toBe(first.pid === 1 ? 'program' : 'shell');
    else if (truth.inner.rc !== 0) {
      expect(ours.inner?.error).toEqual({ code: truth.inner.rc, message: truth.inner.err });
    } else expect(ours.inner?.error).toBeUndefined();
  });
});
