import { describe, expect, it } from 'vitest';
import {
  aliasesOf,
  canonical,
  commands,
  findCommand,
  findFlag,
  readFlag,
  takesValue,
} from '#core/shell/flags.ts';
import cli from '#data/docker/cli.json' with { type: 'json' };
import { derive, truth } from './derive.ts';

describe('data/docker/cli.json', () => {
  it('is what the real client printed', () => {
    expect(cli).toEqual(derive(truth));
  });

  it.each(truth.commands)('knows $path with its flags', ({ path, flags, usage }) => {
    const command = findCommand(path);
    expect(command?.flags.map(({ long, short, type }) => ({ long, short, type }))).toEqual(
      flags.map(({ long, short, type }) => ({ long, short, type })),
    );
    expect(usage.endsWith(command?.usage ?? '?')).toBe(true);
  });
});

describe('canonical', () => {
  it.each([
    ['docker run', 'container run'],
    ['ps', 'container ls'],
    ['docker container remove', 'container rm'],
    ['rmi', 'image rm'],
    ['images', 'image ls'],
    ['docker info', 'system info'],
    ['build', 'buildx build'],
    ['image build', 'buildx build'],
    ['builder b', 'buildx build'],
    ['builder prune', 'buildx prune'],
    ['compose up', 'compose up'],
    ['login', 'login'],
    ['docker', 'docker'],
    ['no such', 'no such'],
  ])('%s → %s', (path, id) => {
    expect(canonical(path)).toBe(id);
  });

  it('is a fixed point, and one of the spellings', () => {
    for (const { id, paths } of commands) {
      expect(canonical(id)).toBe(id);
      for (const path of paths) expect(canonical(path)).toBe(id);
      expect(aliasesOf(id)).toEqual(paths);
    }
  });
});

describe('flags', () => {
  it('are found by either name', () => {
    const run = findCommand('run');
    if (!run) throw new Error('no run');
    expect(findFlag(run, '-p')?.long).toBe('publish');
    expect(findFlag(run, '--publish')?.short).toBe('p');
    expect(findFlag(run, 'h')?.long).toBe('hostname');
    expect(findFlag(run, '--p')).toBeUndefined();
    expect(takesValue(readFlag('-d --detach bool'))).toBe(false);
    expect(readFlag('--pull string missing')).toEqual({ long: 'pull', type: 'string', default: 'missing' });
  });
});
