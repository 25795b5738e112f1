const epoch = 1_420_070_400_000n;
let count = 0n;

/** A fresh id of Discord's shape: milliseconds since 2015 in the high bits, so that ids sort by age. */
export function snowflake(): string {
  count += 1n;
  return (((BigInt(Date.now()) - epoch) << 22n) | (count & 0x3fffffn)).toString();
}
