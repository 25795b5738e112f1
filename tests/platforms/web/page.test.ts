import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAssets } from '#platforms/web/assets.ts';
import { pageWords } from '#platforms/web/words.ts';
import { dataFolder } from '#src/data.ts';
import { data } from '#tests/support/data.ts';

const folder = join(dataFolder, '../src/platforms/web/page');
const names = await readdir(folder);
const sources = await Promise.all(
  names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
);
const scripts = sources.filter(([name]) => name.endsWith('.ts'));

describe('the page’s words', () => {
  const english = pageWords(data.say('en'));

  it('are all used, and each has a translation', () => {
    const words: Record<string, string> = pageWords(data.say('ko'));
    const code = scripts.map(([, source]) => source).join('\n');
    for (const [name, word] of Object.entries(english)) {
      expect(new RegExp(`\\b${name}\\b`).test(code), name).toBe(true);
      expect(words[name], name).not.toBe(word);
    }
  });
});

describe('the page’s files', () => {
  it.each(scripts)('%s makes no markup of strings and speaks to its own server alone', (_, source) => {
    expect(source).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|new Function/,
    );
    expect(source.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:\/\//);
  });

  it.each(scripts)('%s brings nothing from the server’s side but types', (_, source) => {
    const imports = [...source.matchAll(/^import (type )?.*?from '([^']+)';/gms)];
    for (const [, type, from = ''] of imports) if (!type) expect(from).toMatch(/^\.\/[a-z]+\.ts$/);
  });

  it('are what browsers can run: without types, line by line the same', () => {
    const assets = readAssets(folder);
    expect([...assets.keys()].sort()).toEqual([...names].sort());
    for (const [name, source] of scripts) {
      const asset = assets.get(name);
      expect(asset?.type).toBe('text/javascript; charset=utf-8');
      expect(asset?.body.split('\n').length).toBe(source.split('\n').length);
      expect(asset?.body).not.toMatch(/^import type|^export interface/m);
    }
  });

  it('are read without a warning, and leave other warnings be', () => {
    const { emitWarning } = process;
    readAssets(folder);
    expect(process.emitWarning).toBe(emitWarning);
  });
});
