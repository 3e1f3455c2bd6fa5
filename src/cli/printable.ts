/** Text of a file on a terminal: control characters, and marks that turn the direction of writing, are shown and not obeyed. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (character) =>
    character === '\n' || character === '\r' ? ' ' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

// C0, DEL, C1, zero width and bidirectional controls, line separators.
const UNSAFE = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
