/** The few forms that cards are written in; whatever else stands there comes out as the words it is. */
export type CardBlock =
  | { readonly kind: 'heading' | 'paragraph' | 'item'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] };

export function cardBlocks(markdown: string): CardBlock[] {
  const blocks: CardBlock[] = [];
  let rows: string[][] = [];
  let paragraph: string[] = [];
  const endParagraph = (): void => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', text: plain(paragraph.join(' ')) });
    paragraph = [];
  };
  const endTable = (): void => {
    if (rows.length > 0) blocks.push({ kind: 'table', rows });
    rows = [];
  };
  for (const line of markdown.split(/\r?\n/).map((one) => one.trim())) {
    const heading = /^#{1,6}\s+(.+?)\s*#*$/.exec(line)?.[1];
    const item = /^[-*]\s+(.+)$/.exec(line)?.[1];
    const isTable = line.startsWith('|');
    if (!isTable) endTable();
    if (heading !== undefined || item !== undefined || isTable || line === '') endParagraph();
    if (heading !== undefined) blocks.push({ kind: 'heading', text: plain(heading) });
    else if (item !== undefined) blocks.push({ kind: 'item', text: plain(item) });
    else if (isTable) {
      const cells = line.replace(/^\||\|$/g, '').split('|').map((cell) => plain(cell.trim())); // prettier-ignore
      if (!cells.every((cell) => /^:?-*:?$/.test(cell))) rows.push(cells);
    } else if (line !== '') paragraph.push(line);
  }
  endParagraph();
  endTable();
  return blocks;
}

/** Without the signs that only mean emphasis or code. */
function plain(text: string): string {
  return text.replace(/\*\*(.+?)\*\*/g, '$1').replace(/`([^`]*)`/g, '$1');
}
