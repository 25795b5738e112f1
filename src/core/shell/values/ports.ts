import { ipVersion, type Parsed } from '../go.ts';

/** One `-p`, or one line of its range: what the machine's side and the container's side are. */
export interface Port {
  /** The port in the container; a range is taken apart into single ports where it maps one to one. */
  readonly container: string;
  /** The port on the machine (or a range to choose one of); without it the engine picks a free one. */
  readonly host?: string;
  /** The address on the machine; without it all of them. */
  readonly ip?: string;
  readonly protocol: string;
}

/** The ends of a port range, checked as the client does: 0–65535, not backwards. */
function parseRange(text: string): Parsed<readonly [number, number]> {
  const invalid = { error: text };
  if (text === '') return invalid;
  // The client does not look at what follows a second dash.
  const [first = '', last = first] = text.split('-', 2);
  if (!/^\d+$/.test(first) || !/^\d+$/.test(last)) return invalid;
  const range = [Number(first), Number(last)] as const;
  return range[0] > 65535 || range[1] > 65535 || range[1] < range[0] ? invalid : { value: range };
}

/** `published=80,target=80` as the short form. */
function shortForm(text: string): Parsed<string> {
  if (!text.includes('=')) return { value: text };
  const fields: Record<string, string> = { protocol: 'tcp' };
  for (const part of text.split(',')) {
    const cut = part.indexOf('=');
    if (cut < 1) return { error: `invalid publish opts format (should be name=value but got '${part}')` };
    fields[part.slice(0, cut)] = part.slice(cut + 1);
  }
  return { value: `${fields.published ?? ''}:${fields.target ?? ''}/${fields.protocol}` };
}

function split(text: string): { ip: string; host: string; container: string } {
  const parts = text.split(':');
  const container = parts.pop() ?? '';
  const host = parts.pop() ?? '';
  return { ip: parts.join(':'), host, container };
}

/** What one publish option means; the error is what the client prints. (docker/go-connections `nat`) */
export function parsePort(text: string): Parsed<readonly Port[]> {
  const short = shortForm(text);
  return 'error' in short ? short : parseShortPort(short.value);
}

// Two ports of at most four digits: nothing can be wrong with them, and nearly all are written so.
const usual = /^([1-9]\d{0,3}):([1-9]\d{0,3})$/;

/** The short form alone: `127.0.0.1:8080:80/tcp`. */
export function parseShortPort(text: string): Parsed<readonly Port[]> {
  const plain = usual.exec(text);
  if (plain) return { value: [{ container: plain[2] ?? '', host: plain[1] ?? '', protocol: 'tcp' }] };
  const { ip: given, host, container: right } = split(text);
  const [container = '', named] = right.split('/');
  if (container === '') return { error: `no port specified: ${text}<empty>` };
  const protocol = (named || 'tcp').toLowerCase();
  if (!['tcp', 'udp', 'sctp'].includes(protocol)) return { error: `invalid proto: ${protocol}` };
  const ip = /^\[[^[\]]*\]$/.test(given) ? given.slice(1, -1) : given;
  if (given.startsWith('[') && ip === given) return { error: `invalid IP address ${given}` };
  if (ip !== '' && ipVersion(ip) === undefined) return { error: `invalid IP address: ${ip}` };
  const inside = parseRange(container);
  if ('error' in inside) return { error: `invalid containerPort: ${container}` };
  const outside = host === '' ? undefined : parseRange(host);
  if (outside && 'error' in outside) return { error: `invalid hostPort: ${host}` };
  const [start, end] = inside.value;
  const [from, to] = outside?.value ?? [0, 0];
  if (outside && end - start !== to - from && end !== start)
    return { error: `invalid ranges specified for container and host Ports: ${container} and ${host}` };
  return {
    value: Array.from({ length: end - start + 1 }, (_, step) => ({
      container: String(start + step),
      ...(outside && { host: end === start && to !== from ? `${from}-${to}` : String(from + step) }),
      ...(ip !== '' && { ip }),
      protocol,
    })),
  };
}
