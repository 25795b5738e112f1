/** Values of EXPOSE and STOPSIGNAL that the builder refuses. */
import { BuildFault } from '#core/dockerfile/fault.ts';
import { ipVersion } from '#core/shell/go.ts';

/** Checks `80`, `80/udp`, `8000-8010`, and the address and host port that EXPOSE lets pass. */
export function checkPort(spec: string): void {
  const parts = spec.split(':');
  const container = parts.at(-1) ?? '';
  const host = parts.at(-2) ?? '';
  const cut = container.indexOf('/');
  const ports = cut === -1 ? container : container.slice(0, cut);
  if (ports === '') throw new BuildFault('no port specified');
  const protocol = cut === -1 ? '' : container.slice(cut + 1);
  if (!['', 'tcp', 'udp', 'sctp'].includes(protocol.toLowerCase()))
    throw new BuildFault(`invalid proto: ${protocol}`);
  const address = parts.slice(0, -2).join(':');
  if (address !== '' && !ipVersion(address.replace(/^\[(.*)\]$/, '$1'))) {
    throw new BuildFault(`invalid IP address: ${address}`);
  }
  const inside = readRange(ports);
  if (!inside) throw new BuildFault(`invalid containerPort: ${ports}`);
  const outside = host === '' ? undefined : readRange(host);
  if (host !== '' && !outside) throw new BuildFault(`invalid hostPort: ${host}`);
  if (outside && inside[1] !== inside[0] && outside[1] - outside[0] !== inside[1] - inside[0]) {
    throw new BuildFault(`invalid ranges specified for container and host Ports: ${ports} and ${host}`);
  }
}

function readRange(text: string): [number, number] | undefined {
  const [first = '', last = first, ...more] = text.split('-');
  const isPort = (port: string) => /^\d+$/.test(port) && Number(port) <= 65_535;
  if (more.length > 0 || !isPort(first) || !isPort(last) || Number(last) < Number(first)) return undefined;
  return [Number(first), Number(last)];
}

const signals = new Set(
  (
    'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP ' +
    'TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX'
  ).split(' '),
);
for (let i = 1; i <= 15; i++) signals.add(`RTMIN+${i}`);
for (let i = 1; i <= 14; i++) signals.add(`RTMAX-${i}`);

/** Checks `SIGTERM`, `term` or a number other than 0. */
export function checkSignal(text: string): void {
  const valid = /^[+-]?\d+$/.test(text)
    ? Number(text) !== 0
    : signals.has(text.toUpperCase().replace(/^SIG/, ''));
  if (!valid) throw new BuildFault(`invalid signal: ${text}`);
}
