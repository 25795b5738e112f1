import { ipVersion, type Parsed, quote } from '../go.ts';

/** `--add-host name:ip` (or `name=ip`, `name:host-gateway`). */
export function parseHost(text: string): Parsed<{ readonly name: string; readonly ip: string }> {
  const cut = text.includes('=') ? text.indexOf('=') : text.indexOf(':');
  const name = cut === -1 ? '' : text.slice(0, cut);
  if (name === '' || name.includes(':')) return { error: `bad format for add-host: ${quote(text)}` };
  const given = text.slice(cut + 1);
  const ip = given.length > 2 && given.startsWith('[') && given.endsWith(']') ? given.slice(1, -1) : given;
  if (ip !== 'host-gateway' && ipVersion(ip.trim()) === undefined)
    return { error: `invalid IP address in add-host: ${quote(ip)}` };
  return { value: { name, ip } };
}

const label = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
// The client's own pattern has stray colons in it, and so takes some.
const domains = new RegExp(`^:?:?${label}(?::?\\.:?${label})*\\.?\\s*$`);

/** `--dns-search`: a domain, or a dot for none. */
export function parseDomain(text: string): Parsed<string> {
  const domain = text.replace(/^ +| +$/g, '');
  if (domain === '.') return { value: domain };
  return /[a-zA-Z]/.test(domain) && domains.test(domain)
    ? { value: domain }
    : { error: `${domain} is not a valid domain` };
}

/** `--link name:alias` */
export function parseLink(text: string): Parsed<readonly [name: string, alias: string]> {
  if (text === '') return { error: 'empty string specified for links' };
  const parts = text.split(':');
  if (parts.length > 2) return { error: `bad format for links: ${text}` };
  return { value: [parts[0] ?? '', parts[1] ?? parts[0] ?? ''] };
}

/** A hardware address: six, eight or twenty bytes, with colons, dashes or dots. */
export const isMac = (text: string): boolean =>
  /^(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1)*[0-9a-f]{2}$/i.test(text)
    ? [6, 8, 20].includes(text.split(/[:-]/).length)
    : /^[0-9a-f]{4}(?:\.[0-9a-f]{4})+$/i.test(text) && [3, 4, 10].includes(text.split('.').length);
