import { describe, expect, it } from 'vitest';
import { readNumbers } from './numbers.ts';

describe('a list of numbers', () => {
  it('takes lines, whatever ends them, each once', () => {
    expect(readNumbers('A1\r\nA2\n\nA1\n')).toEqual({
      accessionNumbers: ['A1', 'A2'],
      studyInstanceUIDs: [],
      unusable: 0,
    });
  });

  it('takes the named column of a table, with or without quotes', () => {
    const csv = '\uFEFFpatient;"Accession Number";date\nDOE^JANE;"A1";20240101\nROE;A2;20240102';
    expect(readNumbers(csv).accessionNumbers).toEqual(['A1', 'A2']);
  });

  it('takes the first column where none has a name', () => {
    expect(readNumbers('A1,20240101\nA2,20240102').accessionNumbers).toEqual(['A1', 'A2']);
  });

  it('takes one line of numbers side by side', () => {
    expect(readNumbers('A1, A2, A3').accessionNumbers).toEqual(['A1', 'A2', 'A3']);
  });

  it('tells Study Instance UIDs from accession numbers', () => {
    expect(readNumbers('1.2.826.0.1.3680043.8\n2024.17')).toEqual({
      accessionNumbers: ['2024.17'],
      studyInstanceUIDs: ['1.2.826.0.1.3680043.8'],
      unusable: 0,
    });
  });

  it('counts what cannot be a number, wildcards above all', () => {
    expect(readNumbers('*\nA?\n12345678901234567890\nA\\B').unusable).toBe(4);
  });
});
