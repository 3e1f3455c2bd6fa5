import { describe, expect, it } from 'vitest';
import { COMMANDS } from './commands.ts';

describe('the list of commands', () => {
  it.each(COMMANDS.map((entry) => [entry.words.join(' '), entry] as const))('leads to %s', async (_, entry) => {
    expect((await entry.load()).words).toEqual(entry.words);
  });
});
