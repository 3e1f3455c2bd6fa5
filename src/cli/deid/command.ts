import type { Command } from '../command.ts';
import { runDeid } from './run-deid.ts';
import { settingsFrom, USAGE } from './settings.ts';

export const deid: Command = {
  words: ['deid'],
  usage: USAGE,
  summary: 'de-identifies files, folders and ZIP archives by DICOM PS3.15 Annex E',
  run: async (args, terminal) => runDeid(await settingsFrom(args, terminal.env), terminal),
};
