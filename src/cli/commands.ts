import { auditVerify } from './audit/verify.ts';
import type { Command } from './command.ts';
import { deid } from './deid/command.ts';
import { findTextCommand } from './find-text/command.ts';
import { modelsList, modelsSign, modelsVerify } from './models/command.ts';

/** Every command. To add one: write it in a folder of its own and add a line here. */
export const COMMANDS: readonly Command[] = [auditVerify, deid, findTextCommand, modelsList, modelsVerify, modelsSign];
