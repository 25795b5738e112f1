import { describe, expect, test } from 'vitest';
import { type Locale, locales } from '#core/locale.ts';
import { isLong } from '#tests/support/patience.ts';
import { markdown } from '#tests/support/screen/discord/markdown.ts';
import { discordMessage } from '#tests/support/screen/discord/message.ts';
import { discordStage } from '#tests/support/screen/discord/stage.ts';
import { unknownIn } from '#tests/support/screen/html.ts';
import { samples } from '#tests/support/screen/samples.ts';
import { mrkdwn, slackMessage } from '#tests/support/screen/slack/message.ts';
import { slackStage } from '#tests/support/screen/slack/stage.ts';

/** The preview of `npm run look` is only as good as it is honest. */
describe('the preview shows', () => {
  test.each([
    ['**a** *b* __c__ `**d**`', '<strong>a</strong> <em>b</em> <u>c</u> <code>**d**</code>'],
    ['\\*\\*a\\*\\* \\<@1>', '**a** &lt;@1&gt;'],
    [
      '-# small\n> quoted\n### head',
      '<div class="small">small</div><blockquote>quoted<br></blockquote><h3>head</h3>',
    ],
    ['```sh\n# not a head\n```', '<pre># not a head</pre>'],
    ['[x](https://example.com/)', '<a title="https://example.com/">x</a>'],
    ['@everyone', '<span class="mention">@everyone</span>'],
    ['| a | b |\n| - | - |', '| a | b |<br>| - | - |'],
  ])("Discord's Markdown as Discord does: %j", (text, html) => {
    expect(markdown(text)).toBe(html);
  });

  test.each([
    ['*a* `b`', '<strong>a</strong> <code>b</code>'],
    ['`b`은', '`b`은'],
    ['<https://example.com|x> &lt;!here&gt;', '<a title="https://example.com">x</a> &lt;!here&gt;'],
    ['<!here>', '<span class="mention">!here</span>'],
  ])("Slack's mrkdwn as Slack does: %j", (text, html) => {
    expect(mrkdwn(text)).toBe(html);
  });

  test('what it does not know, as an error', () => {
    const around = { private: false, edited: false };
    const gallery = { type: 12, items: [{ media: { url: 'attachment://lost.png' } }] };
    expect(unknownIn(discordMessage([{ type: 99 }, gallery], new Map(), around))).toEqual([
      'component 99',
      'the file attachment://lost.png',
    ]);
    const blocks = [{ type: 'video' }, { type: 'image', slack_file: { id: 'F1' }, alt_text: 'x' }];
    expect(unknownIn(slackMessage({ blocks, text: '', edited: false }, new Map(), false))).toEqual([
      'block video',
      'the file F1',
    ]);
  });
});

const stages = [
  ['Discord', discordStage],
  ['Slack', slackStage],
] as const;

/** Every sample on every platform in every language in a long run, else each once, by turns on one of the platforms. */
const shown = Object.entries(samples).flatMap(([name, sample], index) => {
  const turns = stages.flatMap(([platform, open]) =>
    locales.map((locale: Locale) => ({ name, sample, platform, open, locale })),
  );
  return isLong ? turns : turns.slice(index % turns.length).slice(0, 1);
});

test.each(shown)(
  'there is nothing in $name on $platform, in $locale, that the preview does not know',
  async ({ sample, open, locale }) => {
    const stage = await open(locale);
    try {
      const seen = await sample(stage);
      expect(seen.flatMap(({ html }) => unknownIn(html))).toEqual([]);
    } finally {
      await stage.stop();
    }
  },
);
