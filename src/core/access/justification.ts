/**
 * How much of a written reason a person can read: blanks in a row count once, and characters that show nothing - controls, marks
 * of direction, spaces of no width - not at all. Otherwise twenty of those would be a reason.
 */
export function readableLength(text: string): number {
  const shown = text.replace(/[\s\u2800]+/gu, ' ').replace(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, '');
  return Array.from(shown.trim()).length;
}
