import { gatherText, type Unread } from '#core/attachment.ts';
import { refusal } from '#core/fault.ts';
import { paragraph, type Reply } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import { code } from '#core/text.ts';
import { limits } from '#platforms/slack/limits.ts';

/** A file given with a form. */
export interface Attached {
  readonly option: string;
  readonly url: string;
  readonly size: number;
}

/** Where files are fetched from and with what. */
export interface FileAccess {
  readonly botToken: string;
  /** The Web API's base where it is not Slack's own: for proxies and tests, files are there as well. */
  readonly apiUrl: string | undefined;
}

const host = 'files.slack.com';
const timeoutMs = 10_000;

/** The token goes to Slack's own file host and nowhere else. */
function isOurs(address: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (apiUrl !== undefined && url.origin === new URL(apiUrl).origin) return true;
  return url.protocol === 'https:' && url.hostname === host;
}

/** The text of a file. No more than the limit is read, whatever Slack says of its size. */
export async function readAttached(
  { url, size }: Attached,
  { botToken, apiUrl }: FileAccess,
): Promise<{ readonly text: string } | { readonly fault: Unread }> {
  if (size > limits.file) return { fault: 'large' };
  if (!isOurs(url, apiUrl)) return { fault: 'unreachable' };
  try {
    const answer = await fetch(url, {
      headers: { authorization: `Bearer ${botToken}` },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    // Without the right to read files Slack answers with the page to sign in at.
    const page = answer.headers.get('content-type')?.startsWith('text/html');
    if (!answer.ok || !answer.body || page) return { fault: 'unreachable' };
    return await gatherText(answer.body, limits.file);
  } catch {
    return { fault: 'unreachable' };
  }
}

/** Tells why a file was not read, and what to do. */
export function fileFault(say: Say, why: Unread, option: string): Reply {
  const advice: Readonly<Record<Unread, Reply['title']>> = {
    large: say('It is larger than {limit, number} kB. Give me the part that matters.', {
      limit: limits.file / 1024,
    }),
    unreachable: say('Slack did not hand it to me. Please attach it again.'),
    'not text': say('It is not text in UTF-8. A Dockerfile or a log would be.'),
  };
  return refusal(
    say('I could not read the file of {name}', { name: [code(option)] }),
    paragraph(advice[why]),
  );
}
