import { type Parsed, quote } from '../go.ts';

// As containerd's platforms package knows them; the last line are other names of the same machines.
const known = new Set(
  (
    'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos ' +
    '386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ' +
    'ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm ' +
    'i386 x86_64 x86-64 aarch64 armhf armel'
  ).split(' '),
);

const component = /^[A-Za-z0-9_.-]+$/;
// With the version of Windows: `windows(10.0.17763)/amd64`.
const system = /^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.-]*)\))?$/;

/** `linux/amd64`, `linux/arm/v7`, `arm64`: a system, a machine, a variant; one of the first two may stand alone. */
export function parsePlatform(text: string): Parsed<readonly string[]> {
  const refuse = (reason: string) => ({ error: `${reason}: invalid argument` });
  if (text.includes('*')) return refuse(`${quote(text)}: wildcards not yet supported`);
  const parts = text.split('/');
  const [first = ''] = parts;
  const refusePart = (part: string, what: string, pattern: RegExp) =>
    refuse(
      `${quote(part)} is an invalid ${what}component of ${quote(text)}: ${what === '' ? 'platform' : 'OSAndVersion'} specifier component must match ${quote(pattern.source)}`,
    );
  if (!system.test(first)) return refusePart(first, 'OS ', system);
  const bad = parts.slice(1).find((part) => !component.test(part));
  if (bad !== undefined) return refusePart(bad, '', component);
  if (parts.length > 3) return refuse(`${quote(text)}: cannot parse platform specifier`);
  if (parts.length === 1 && !known.has(first.toLowerCase().replace(/\(.*/, '')))
    return refuse(`${quote(text)}: unknown operating system or architecture`);
  return { value: parts };
}
