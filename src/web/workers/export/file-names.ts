// Names in the private file system: numbers of this run, which say nothing.
export const originalOf = (input: number): string => `o${input}`;
export const finishedOf = (input: number): string => `f${input}`;
