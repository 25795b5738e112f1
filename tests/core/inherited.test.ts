/** Names that every object has something by are words like any other. */
import { describe, expect, test } from 'vitest';
import { effectiveProcess } from '#core/dockerfile/process.ts';
import { readDockerCommand } from '#core/shell/docker.ts';

describe.each(['constructor', 'toString', '__proto__'])('%s', (name) => {
  test.each([
    ['a service', `service ${name} start`],
    ['a service, with something that waits', `service ${name} start && tail -f /dev/null`],
    ['a unit of systemd', `systemctl start ${name}`],
  ])('%s gets no other program in its place', (_, text) => {
    const { hints } = effectiveProcess({ dockerfile: `FROM debian:12\nCMD ${text}`, run: [], bases: {} });
    const told = hints.filter(({ code }) => /^(?:ends-at-once|kept-alive|no-systemd)$/.test(code));
    expect(told).toHaveLength(1);
    expect(told[0]).not.toHaveProperty('fix');
  });

  test('is no service that RUN could start either', () => {
    const dockerfile = `FROM debian:12\nRUN service ${name} start\nCMD ["a"]`;
    const { hints } = effectiveProcess({ dockerfile, run: [], bases: {} });
    const told = hints.find(({ code }) => code === 'service-in-run');
    expect(told).toBeDefined();
    expect(told).not.toHaveProperty('fix');
  });

  test('is no option of set, so that what follows is not known', () => {
    const dockerfile = `FROM debian:12\nCMD set -o ${name}; app`;
    expect(effectiveProcess({ dockerfile, run: [], bases: {} })).not.toHaveProperty('inner');
  });

  test.each([
    [`docker run --mount type=bind,src=/a,dst=/b,${name}=1 nginx`, `unexpected key '${name.toLowerCase()}'`],
    [`docker run --health-interval 5${name} nginx`, `unknown unit "${name}"`],
  ])('%s is refused', (line, detail) => {
    expect(readDockerCommand(line).faults[0]?.detail).toContain(detail);
  });
});
