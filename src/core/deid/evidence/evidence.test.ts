import { describe, expect, it } from 'vitest';
import { buildDataset, TRANSFER_SYNTAX, makeFile, writeDicom } from '../../dicom/index.ts';
import { createDictionary } from '../text/dictionary.ts';
import { emptyIdentifiers } from '../text/identifiers.ts';
import { createVocabulary } from '../text/vocabulary.ts';
import { createByteScanner } from './byte-scanner.ts';
import { rareCombinations } from './cohort.ts';
import { createResidualScan } from './residual-scan.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const vocabulary = createVocabulary();

function scanOf(name: string) {
  const identifiers = emptyIdentifiers();
  identifiers.names.add(name);
  identifiers.ids.add('MRN-7734-0912');
  return createResidualScan(identifiers, createDictionary(identifiers, vocabulary), vocabulary);
}

const instance = (value: Uint8Array): Uint8Array =>
  writeDicom(
    makeFile(
      buildDataset({
        SOPClassUID: '1.2.840.10008.5.1.4.1.1.66',
        SOPInstanceUID: '1.2.3',
        '00420099': { tag: 0x00420011, vr: 'OB', value },
      }),
      TRANSFER_SYNTAX.explicitLittle,
    ),
  );

describe('the last look at the finished bytes', () => {
  const scan = scanOf('Quillfeather^Marisol');
  const utf16 = Uint8Array.from('Quillfeather'.split('').flatMap((letter) => [letter.charCodeAt(0), 0]));
  it.each([
    ['plain', bytes('xx quillFEATHER yy')],
    ['UTF-16', utf16],
    ['base64', bytes(btoa('patient Quillfeather'))],
    ['base64, one byte later', bytes(btoa('the patient Quillfeather'))],
    ['number', bytes('mrn-7734-0912')],
  ])('finds %s', (_, value) => {
    expect(scan.check([instance(value)], new Set())).toMatchObject({ kind: 'refused', code: 'residual-identifier' });
  });

  it('finds what is gzipped inside a value', async () => {
    const stream = new Blob(['nothing but Quillfeather here']).stream().pipeThrough(new CompressionStream('gzip'));
    expect(scan.check([instance(new Uint8Array(await new Response(stream).arrayBuffer()))], new Set())).toMatchObject({
      code: 'residual-identifier',
    });
  });

  it('finds a UID that should have been replaced', () => {
    expect(scan.check([instance(bytes('ok'))], new Set(['1.2.3']))).toMatchObject({
      code: 'residual-uid',
      where: '(0002,0003)',
    });
  });

  it('takes chance for chance: letters inside ordinary words, digits inside numbers', () => {
    expect(scanOf('Trans^Ver').check([instance(bytes('transversal 10.77340912'))], new Set())).toBeUndefined();
  });
});

describe('the byte scanner', () => {
  it('finds every pattern at every place', () => {
    const patterns = ['abcd', 'xyzwv', 'MiXeD'].map((text) => ({ bytes: bytes(text), ignoreCase: true }));
    for (let at = 0; at < 40; at++)
      for (const [index, { bytes: pattern }] of patterns.entries()) {
        const haystack = new Uint8Array(60).fill(0x61);
        haystack.set(pattern, at);
        const hits: [number, number][] = [];
        createByteScanner(patterns).scan(haystack, (where, which) => {
          hits.push([where, which]);
          return false;
        });
        expect(hits).toContainEqual([at, index]);
      }
  });
});

describe('the cohort check', () => {
  const person = (pseudonym: string, ageBand: string) => ({
    pseudonym,
    sex: 'F',
    ageBand,
    modality: 'CT',
    bodyPart: 'CHEST',
    site: '',
    device: '',
  });
  it('names combinations that fewer than k patients share, by patients and not by images', () => {
    const cohort = [person('a', '50-59'), person('a', '50-59'), person('b', '50-59'), person('c', '90+')];
    expect(rareCombinations(cohort, 2)).toEqual([
      { attributes: expect.objectContaining({ ageBand: '90+' }) as object, patients: 1 },
    ]);
    expect(rareCombinations(cohort, 3)).toHaveLength(2);
  });
});
