/** Why an attached file gave no text. */
export type Unread = 'large' | 'unreachable' | 'not text';

/**
 * Gathers a file's text from its bytes, at most `limit` of them whatever the file says of its size. Not text: what is not
 * UTF-8, or holds a zero byte. Rejects where the bytes stop coming.
 */
export async function gatherText(
  body: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<{ readonly text: string } | { readonly fault: Exclude<Unread, 'unreachable'> }> {
  const bytes: number[] = [];
  for await (const chunk of body) {
    if (bytes.length + chunk.length > limit) return { fault: 'large' };
    for (const byte of chunk) bytes.push(byte);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
    return text.includes('\0') ? { fault: 'not text' } : { text };
  } catch {
    return { fault: 'not text' };
  }
}
