import { describe, expect, it } from 'vitest';
import { searchRows, tagRows } from './tag-rows.ts';

const names: Record<string, string> = {
  '00080060': 'Modality',
  '00081115': 'Referenced Series Sequence',
  '00100010': "Patient's Name",
};
const dataset = {
  '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Doe^Jane', Ideographic: '土井^ジェーン' }] },
  '00080060': { vr: 'CS', Value: ['CT'] },
  '00081115': { vr: 'SQ', Value: [{ '00080060': { vr: 'CS', Value: ['MR'] } }, {}] },
  '00091001': { vr: 'LO', Value: ['<img src=x onerror=alert(1)>'] },
  '00090010': { vr: 'LO', Value: ['ACME 1.0'] },
  '00111001': { vr: 'UN', InlineBinary: 'AAAA' },
  '7FE00010': { vr: 'OW', BulkDataURI: 'https://pacs/bulk' },
};
const rows = tagRows(dataset, (tag) => names[tag]);

describe('tagRows', () => {
  it('lists every element at every depth in the order of tags', () => {
    expect(rows.map((row) => `${row.depth} ${row.path}`)).toEqual([
      '0 00080060',
      '0 00081115',
      '1 00081115[1]',
      '2 00081115[1].00080060',
      '1 00081115[2]',
      '0 00090010',
      '0 00091001',
      '0 00100010',
      '0 00111001',
      '0 7FE00010',
    ]);
  });

  it('names private elements by their creator', () => {
    expect(rows.find((row) => row.path === '00090010')?.name).toBe('Private creator');
    expect(rows.find((row) => row.path === '00091001')?.name).toBe('Private, ACME 1.0');
    expect(rows.find((row) => row.path === '00111001')?.name).toBe('Private, creator unknown');
  });

  it('keeps values as text and never shows the address of bulk data', () => {
    expect(rows.find((row) => row.path === '00091001')?.value).toBe('<img src=x onerror=alert(1)>');
    expect(rows.find((row) => row.path === '00100010')?.value).toBe('Doe^Jane=土井^ジェーン');
    expect(rows.find((row) => row.path === '7FE00010')?.value).not.toContain('pacs');
    expect(rows.find((row) => row.path === '00111001')?.value).toBe('3 bytes');
  });
});

describe('searchRows', () => {
  it.each([
    ['doe', ['00100010']],
    ['0010,0010', ['00100010']],
    ['modality mr', ['00081115', '00081115[1]', '00081115[1].00080060']],
    ['nothing like this', []],
  ])('"%s" finds its rows with the sequences above them', (search, expected) => {
    expect(searchRows(rows, search).map((row) => row.path)).toEqual(expected);
  });

  it('shows everything while nothing is asked for', () => {
    expect(searchRows(rows, '  ')).toBe(rows);
  });
});
