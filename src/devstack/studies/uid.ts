// UIDs that are the same on every machine: a hash of a name, under the UUID root of PS3.5 B.2, which nobody has to assign.
import { createHash } from 'node:crypto';

export function uidFor(name: string): string {
  const digest = createHash('sha256').update(`collimator demo ${name}`).digest('hex');
  return `2.25.${BigInt(`0x${digest.slice(0, 32)}`)}`;
}
