import { UsageError, type CommandEntry, type ExitCode, type Terminal } from './command.ts';

/** Finds the command by its words and runs it with the rest. */
export async function run(
  commands: readonly CommandEntry[],
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  if (args[0] === '--help' || args[0] === '-h' || args[0] === 'help') {
    terminal.out(`${await overview(commands)}\n`);
    return 0;
  }
  const entry = commands.find(({ words }) => words.every((word, at) => args[at] === word));
  if (entry === undefined) {
    const wrong = args.length === 0 ? 'a command is needed' : 'there is no such command';
    terminal.err(`${wrong}\n${await overview(commands)}\n`);
    return 2;
  }
  const command = await entry.load();
  const rest = args.slice(command.words.length);
  if (rest.includes('--help')) {
    terminal.out(`usage: ${command.usage}\n`);
    return 0;
  }
  try {
    return await command.run(rest, terminal);
  } catch (error) {
    if (!isUsageError(error)) throw error;
    terminal.err(`${error.message}\nusage: ${command.usage}\n`);
    return 2;
  }
}

/** Ours, or what `parseArgs` of Node throws for an option it does not know. */
function isUsageError(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

async function overview(entries: readonly CommandEntry[]): Promise<string> {
  const commands = await Promise.all(entries.map((entry) => entry.load()));
  const lines = commands.map(({ words, summary }) => `  ${words.join(' ').padEnd(16)} ${summary}`);
  return ['usage: npm run -s cli -- <command>', ...lines].join('\n');
}
