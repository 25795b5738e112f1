import { parseSize } from './sizes.ts';

const isMode = (text: string): boolean => /^[rwm]{1,3}$/.test(text) && new Set(text).size === text.length;

/** A device of the vendor's container device interface: `vendor.com/class=name`. */
const isQualified = (text: string): boolean =>
  /^[A-Za-z][\w.-]*\/[A-Za-z][\w-]*=[A-Za-z0-9][\w.:-]*$/.test(text);

/** `--device /dev/sda:/dev/xvdc:rwm`; the error, if it is one. */
export function checkDevice(text: string): string | undefined {
  if (isQualified(text)) return undefined;
  const parts = text.split(':');
  if (parts.length > 3 || parts[0] === '') return `bad format for path: ${text}`;
  const [first = '', second, third] = parts;
  if (third !== undefined && !isMode(third)) return `bad mode specified: ${third}`;
  const inside = second === undefined || (third === undefined && isMode(second)) ? first : second;
  return inside.startsWith('/') ? undefined : `${inside} is not an absolute path`;
}

/** `--device-read-bps /dev/sda:1mb` and its kin; the error, if it is one. */
export function checkThrottle(text: string, counted: 'bps' | 'iops'): string | undefined {
  const cut = text.indexOf(':');
  if (cut < 1) return `bad format: ${text}`;
  const path = text.slice(0, cut);
  const rate = text.slice(cut + 1);
  if (!path.startsWith('/dev/')) return `bad format for device path: ${text}`;
  if (counted === 'iops')
    return !/^\d+$/.test(rate) || BigInt(rate) >= 1n << 64n
      ? `invalid rate for device: ${text}. The correct format is <device-path>:<number>. Number must be a positive integer`
      : undefined;
  const size = parseSize(rate);
  if ('error' in size || size.value < 0)
    return `invalid rate for device: ${text}. The correct format is <device-path>:<number>[<unit>]. Number must be a positive integer. Unit is optional and can be kb, mb, or gb`;
  return undefined;
}

/** `--blkio-weight-device /dev/sda:200`; the error, if it is one. */
export function checkWeight(text: string): string | undefined {
  const cut = text.indexOf(':');
  if (cut < 1) return `bad format: ${text}`;
  if (!text.startsWith('/dev/')) return `bad format for device path: ${text}`;
  const weight = Number(text.slice(cut + 1));
  return /^\d+$/.test(text.slice(cut + 1)) && (weight === 0 || (weight >= 10 && weight <= 1000))
    ? undefined
    : `invalid weight for device: ${text}`;
}
