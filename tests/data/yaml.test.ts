import { CORE_SCHEMA, load } from 'js-yaml';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readFiles } from '#src/data.ts';

test('the quick YAML parser and the one that knows places read every data file alike', async () => {
  for (const { path, content } of await readFiles())
    expect(load(content, { schema: CORE_SCHEMA }), path).toEqual(parse(content));
});
