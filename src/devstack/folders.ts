import { accessSync, constants, statSync } from 'node:fs';
import { StartRefused } from './refusal.ts';

/** Says in one line what is wrong with a folder that is to be read. */
export function assertReadableFolder(path: string, option: string): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new StartRefused('no-such-folder', `${option}: there is no folder ${path}.`);
  if (!stat.isDirectory()) throw new StartRefused('not-a-folder', `${option}: ${path} is not a folder.`);
  try {
    accessSync(path, constants.R_OK | constants.X_OK);
  } catch (error) {
    throw new StartRefused('unreadable-folder', `${option}: ${path} cannot be read.`, 1, { cause: error });
  }
}
