import fc from 'fast-check';
import { call } from '#core/call.ts';
import { type Button, button } from '#core/reply.ts';
import { code, emphasis, link, type Span, strong, type Text } from '#core/text.ts';

/** What a reply on any platform may be made of, whatever is in its texts. */
export interface Parts {
  readonly text: fc.Arbitrary<Text>;
  readonly button: fc.Arbitrary<Button>;
}

/** Texts and buttons whose words are all `hostile` ones: what would be markup, a mention or too long on a platform. */
export function partsOf(hostile: fc.Arbitrary<string>): Parts {
  const span: fc.Arbitrary<Span> = fc.letrec<{ span: Span }>((tie) => ({
    span: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      hostile,
      hostile.map(code),
      fc.array(tie('span'), { maxLength: 3 }).map(strong),
      fc.array(tie('span'), { maxLength: 3 }).map(emphasis),
      fc
        .tuple(fc.oneof(fc.webUrl(), hostile), fc.array(tie('span'), { maxLength: 3 }))
        .map(([url, children]) => link(url, children)),
    ),
  })).span;
  const text = fc.array(span, { maxLength: 5 });
  const made = fc
    .tuple(
      fc.constantFrom('compare', 'daily set', 'answer'),
      fc.dictionary(fc.constantFrom('a', 'b'), hostile),
    )
    .map(([command, options]) => call(command, options));
  return {
    text,
    button: fc
      .tuple(text, made, fc.constantFrom(undefined, 'primary' as const, 'danger' as const))
      .map(([label, each, tone]) => button(label, each, tone)),
  };
}
