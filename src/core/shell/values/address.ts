/** Addresses of engines and nodes (docker/cli's `opts.ParseHost` and `ParseTCPAddr`, Go's `net/url`). */
import { quote } from '../go.ts';

/** What is wrong with `tcp://host:port`, in the words of Go's reader of addresses. */
export function checkTcp(text: string): string | undefined {
  const url = text.includes('://') ? text : `tcp://${text}`;
  if (!url.startsWith('tcp://')) return `invalid proto, expected tcp: ${text}`;
  const host = url.slice('tcp://'.length).split(/[/?#]/, 1)[0] ?? '';
  const bare = host.slice(host.lastIndexOf('@') + 1);
  const cutShort = /%(?![0-9A-Fa-f]{2}).{0,2}/.exec(bare)?.[0];
  if (cutShort !== undefined) return `parse ${quote(url)}: invalid URL escape ${quote(cutShort)}`;
  const strange = /[ ^`{}|\\]/.exec(bare)?.[0];
  if (strange !== undefined) return `parse ${quote(url)}: invalid character ${quote(strange)} in host name`;
  const port = bare.startsWith('[') ? bare.slice(bare.indexOf(']') + 1) : bare.slice(bare.lastIndexOf(':'));
  if (!bare.includes(':') || /^(?::\d*)?$/.test(port)) return undefined;
  return `parse ${quote(url)}: invalid port ${quote(port)} after host`;
}

/** What is wrong with `-H tcp://host:2375`, `ssh://user@host`, `unix:///path`. */
export function checkEndpoint(text: string): string | undefined {
  const host = text.trim();
  const cut = host.indexOf('://');
  const scheme = cut === -1 ? 'tcp' : host.slice(0, cut);
  if (host === '' || scheme === 'unix' || scheme === 'npipe') return undefined;
  if (scheme === 'tcp') return checkTcp(host);
  if (scheme === 'fd') return host === 'fd://' ? 'unable to parse docker host `fd://`' : undefined;
  if (scheme !== 'ssh') return `invalid bind address format: ${host}`;
  if (host === 'ssh://') return 'invalid SSH URL: hostname is empty';
  return checkTcp(`tcp${host.slice(cut)}`)?.replace('tcp://', 'ssh://');
}
