/** PS3.5 B.2: a UUID as a decimal number. */
export function newUID(): string {
  return `2.25.${BigInt(`0x${crypto.randomUUID().replaceAll('-', '')}`)}`;
}
