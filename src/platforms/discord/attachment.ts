import type { APIAttachment } from 'discord.js';
import { gatherText, type Unread } from '#core/attachment.ts';
import { refusal } from '#core/fault.ts';
import { paragraph, type Reply } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import { code } from '#core/text.ts';
import { limits } from '#platforms/discord/limits.ts';

/** Where Discord keeps attached files. With another API, for proxies and tests, that one's host keeps them as well. */
const hosts = new Set(['cdn.discordapp.com', 'media.discordapp.net']);

/** Discord has been told by then that an answer is coming. In milliseconds. */
const timeout = 10_000;

/**
 * The text of a file attached to a command. Only addresses that Discord gives out are fetched, with no redirect, and no
 * more than the limit is read whatever the file says of its size.
 */
async function readAttachment(
  attachment: Pick<APIAttachment, 'url' | 'size'>,
  apiUrl: string | undefined,
): Promise<{ readonly text: string } | { readonly fault: Unread }> {
  if (attachment.size > limits.attachment) return { fault: 'large' };
  if (!isOurs(attachment.url, apiUrl)) return { fault: 'unreachable' };
  try {
    const response = await fetch(attachment.url, { redirect: 'error', signal: AbortSignal.timeout(timeout) });
    if (!response.ok || !response.body) return { fault: 'unreachable' };
    return await gatherText(response.body, limits.attachment);
  } catch {
    return { fault: 'unreachable' };
  }
}

/** The texts of several attached files by option, or the first that was not read. */
export async function readAttachments(
  attachments: Readonly<Record<string, Pick<APIAttachment, 'url' | 'size'>>>,
  apiUrl: string | undefined,
): Promise<
  { readonly texts: Readonly<Record<string, string>> } | { readonly fault: Unread; readonly option: string }
> {
  const texts: Record<string, string> = {};
  for (const [option, attachment] of Object.entries(attachments)) {
    const read = await readAttachment(attachment, apiUrl);
    if ('fault' in read) return { fault: read.fault, option };
    texts[option] = read.text;
  }
  return { texts };
}

function isOurs(address: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (apiUrl !== undefined && url.origin === new URL(apiUrl).origin) return true;
  return url.protocol === 'https:' && hosts.has(url.hostname);
}

/** Tells why a file was not read, and what to do. */
export function fileFault(say: Say, why: Unread, option: string): Reply {
  const name = [code(option)];
  const advice: Readonly<Record<Unread, Reply['title']>> = {
    large: say('It is larger than {limit, number} kB. Give me the part that matters.', {
      limit: limits.attachment / 1024,
    }),
    unreachable: say('Discord did not hand it to me. Please attach it again.'),
    'not text': say('It is not text in UTF-8. A Dockerfile or a log would be.'),
  };
  return refusal(say('I could not read the file of {name}', { name }), paragraph(advice[why]));
}
