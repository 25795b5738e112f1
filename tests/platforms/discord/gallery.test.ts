import { describe, expect, test } from 'vitest';
import { call } from '#core/call.ts';
import { english } from '#core/say.ts';
import { render } from '#platforms/discord/render.ts';
import { replies } from '#tests/platforms/replies.ts';

/** Stored renderings, to be looked at when they change. */
describe('every shape of reply looks as stored', () => {
  test.each(Object.entries(replies))('%s', async (name, reply) => {
    const page = { call: call('show', { what: name }), number: 1 };
    const { body, files, left } = render(reply, page, english);
    const drawn = JSON.stringify(
      { body, files: files.map(({ name, alt }) => ({ name, alt })), left },
      null,
      2,
    );
    await expect(`${drawn}\n`).toMatchFileSnapshot(`../gallery/discord/${name}.json`);
  });
});
