import type { CommandEntry } from './command.ts';

/**
 * Every command, loaded when it is asked for: what one needs the others do not wait for. To add one: write it in a folder
 * of its own and add a line here.
 */
export const COMMANDS: readonly CommandEntry[] = [
  { words: ['audit', 'verify'], load: async () => (await import('./audit/verify.ts')).auditVerify },
  { words: ['deid'], load: async () => (await import('./deid/command.ts')).deid },
  { words: ['find-text'], load: async () => (await import('./find-text/command.ts')).findTextCommand },
  { words: ['infer'], load: async () => (await import('./infer/command.ts')).infer },
  { words: ['linkage'], load: async () => (await import('./linkage/show.ts')).linkageShow },
  { words: ['models', 'list'], load: async () => (await import('./models/command.ts')).modelsList },
  { words: ['models', 'verify'], load: async () => (await import('./models/command.ts')).modelsVerify },
  { words: ['models', 'add'], load: async () => (await import('./models/add.ts')).modelsAdd },
  { words: ['models', 'sign'], load: async () => (await import('./models/command.ts')).modelsSign },
  { words: ['sr'], load: async () => (await import('./sr/show.ts')).srShow },
];
