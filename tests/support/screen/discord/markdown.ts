import { type Html, part, safe, tag } from '#tests/support/screen/html.ts';

/**
 * Discord's Markdown as its clients show it: not CommonMark, but rules tried in order, each at the place reached (as in the
 * simple-markdown library that they are built on). Tables, images and HTML do not exist in it.
 */
interface Rule {
  readonly match: RegExp;
  /** Holds only where a line begins. */
  readonly atStart?: true;
  readonly show: (found: RegExpExecArray) => Html;
}

const inner = (text: string): Html => parse(text, inline, false);

const codeBlock: Rule = {
  match: /^```(?:([a-z0-9_+\-.#]+?)\n)?\n*([^\n][\s\S]*?)\n*```\n?/i,
  show: ([, , code = '']) => tag('pre', {}, safe(code)),
};

const listItem = /^( *)(?:[-*]|(\d+)\.) +([^\n]*(?:\n(?! *(?:[-*]|\d+\.) )(?: {2,})[^\n]+)*)(?:\n|$)/;

/** Items that follow each other; deeper ones are shown further in. */
function list(text: string): Html {
  const items: Html[] = [];
  for (let rest = text; rest !== ''; ) {
    const found = listItem.exec(rest);
    if (!found) break;
    const [whole, indent = '', number, content = ''] = found;
    const depth = Math.min(Math.floor(indent.length / 2), 10);
    const mark = number === undefined ? (depth === 0 ? '•' : '◦') : `${number}.`;
    const words = inner(content.replace(/\n +/g, '\n'));
    items.push(
      tag('li', { style: `margin-left:${depth * 16}px` }, tag('b', {}, mark), tag('span', {}, words)),
    );
    rest = rest.slice(whole.length);
  }
  return tag('ul', {}, ...items);
}

const blocks: readonly Rule[] = [
  {
    match: /^(#{1,3}) +([^\n]+?)#*(?:\n|$)/,
    atStart: true,
    show: ([, { length } = '', words = '']) => tag(`h${length}`, {}, inner(words)),
  },
  { match: /^-# +([^\n]+)(?:\n|$)/, atStart: true, show: ([, words = '']) => part('small', inner(words)) },
  {
    match: /^> [^\n]*(?:\n> [^\n]*)*(?:\n|$)/,
    atStart: true,
    show: ([whole]) => tag('blockquote', {}, parse(whole.replace(/^> /gm, ''), anywhere, true)),
  },
  {
    match: new RegExp(`^(?:${listItem.source.slice(1)})+`),
    atStart: true,
    show: ([whole]) => list(whole),
  },
];

const inline: readonly Rule[] = [
  codeBlock,
  { match: /^\\([^0-9A-Za-z\s])/, show: ([, char = '']) => safe(char) },
  {
    match: /^(`+)([\s\S]*?[^`])\1(?!`)/,
    show: ([, , code = '']) => tag('code', {}, safe(code.replace(/^ (?= *`)|(` *) $/g, '$1'))),
  },
  {
    match: /^\[((?:\\.|[^[\]\\])+)\]\((https?:\/\/[^\s()]+)\)/,
    show: ([, words = '', url = '']) => tag('a', { title: url }, inner(words)),
  },
  { match: /^<?(https?:\/\/[^\s<>]+[^<>.,:;"')\]\s])>?/, show: ([, url = '']) => tag('a', {}, safe(url)) },
  {
    match: /^<(?:@[!&]?|#)\d+>|^@(?:everyone|here)/,
    show: ([name]) => tag('span', { class: 'mention' }, safe(name)),
  },
  {
    match: /^<t:(\d+)(?::\w)?>/,
    show: ([, seconds = '']) => safe(new Date(Number(seconds) * 1000).toISOString()),
  },
  {
    match: /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/,
    show: ([, words = '']) => tag('strong', {}, inner(words)),
  },
  { match: /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, show: ([, words = '']) => tag('u', {}, inner(words)) },
  {
    match: /^\b_((?:__|\\[\s\S]|[^\\_])+?)_\b/,
    show: ([, words = '']) => tag('em', {}, inner(words)),
  },
  {
    match: /^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/,
    show: ([, words = '']) => tag('em', {}, inner(words)),
  },
  { match: /^~~([\s\S]+?)~~(?!_)/, show: ([, words = '']) => tag('s', {}, inner(words)) },
  { match: /^\|\|([\s\S]+?)\|\|/, show: ([, words = '']) => tag('span', { class: 'spoiler' }, inner(words)) },
  { match: /^\n/, show: () => '<br>' },
  { match: /^[\s\S]+?(?=[^0-9A-Za-z\s\u00c0-\uffff]|\n|\w+:\S|$)/, show: ([words]) => safe(words) },
];

const anywhere = [...blocks, ...inline];

function parse(text: string, rules: readonly Rule[], start: boolean): Html {
  let out = '';
  let atStart = start;
  for (let rest = text; rest !== ''; ) {
    const found = rules
      .filter((rule) => atStart || !rule.atStart)
      .map((rule) => ({ rule, match: rule.match.exec(rest) }))
      .find(({ match }) => match !== null);
    const match = found?.match;
    if (!found || !match) throw new Error(`no rule for ${JSON.stringify(rest.slice(0, 40))}`);
    out += found.rule.show(match);
    atStart = start && match[0].endsWith('\n');
    rest = rest.slice(match[0].length);
  }
  return out;
}

/** A text display's Markdown as HTML. */
export const markdown = (text: string): Html => parse(text.trim(), anywhere, true);
