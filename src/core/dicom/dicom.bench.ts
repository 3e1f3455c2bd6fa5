// Reads, changes and writes: CPU time per core of the calls alone, without files. Run: node src/core/dicom/dicom.bench.ts
import {
  buildDataset,
  makeFile,
  readDicom,
  textElement,
  TRANSFER_SYNTAX,
  writeDicom,
  writeDicomChunks,
} from './index.ts';

/** A CT of 512 x 512 with about 100 elements, and a header of 500 elements in a few sequences: what hospitals send most. */
const IDENTITY = {
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
  SOPInstanceUID: '2.25.99',
  PatientName: 'Bench^Mark',
  PatientID: 'B1',
};

function ct(syntax: string): Uint8Array {
  const descriptions = Object.fromEntries(
    Array.from({ length: 85 }, (_, i) => [
      `0019${(0x1000 + i).toString(16)}`,
      { vr: 'LO' as const, value: `value ${i}` },
    ]),
  );
  const pixels = {
    Rows: 512,
    Columns: 512,
    BitsAllocated: 16,
    SamplesPerPixel: 1,
    PixelData: new Uint8Array(512 * 512 * 2),
  };
  return writeDicom(
    makeFile(
      buildDataset({ ...IDENTITY, '00190010': { vr: 'LO', value: 'BENCH' }, ...descriptions, ...pixels }),
      syntax,
    ),
  );
}

function header(syntax: string): Uint8Array {
  const flat = Object.fromEntries(
    Array.from({ length: 250 }, (_, i) => [
      `0019${(0x1000 + i).toString(16)}`,
      { vr: 'LO' as const, value: `value number ${i}` },
    ]),
  );
  const items = Array.from({ length: 50 }, (_, i) => ({
    CodeValue: `C${i}`,
    CodingSchemeDesignator: '99BENCH',
    CodeMeaning: `Meaning of code ${i}`,
    CodingSchemeVersion: '1',
  }));
  return writeDicom(
    makeFile(
      buildDataset({ ...IDENTITY, '00190010': { vr: 'LO', value: 'BENCH' }, ...flat, ProcedureCodeSequence: items }),
      syntax,
    ),
  );
}

function rewrite(bytes: Uint8Array): void {
  const file = readDicom(bytes);
  file.dataset.set(textElement(0x00100010, 'PN', 'New^Name', file.dataset));
  writeDicomChunks(file);
}

function measure(name: string, bytes: Uint8Array, count: number, action: (bytes: Uint8Array) => void): void {
  const started = performance.now();
  for (let i = 0; i < count; i++) action(bytes);
  const seconds = (performance.now() - started) / 1000;
  const rate = `${Math.round(count / seconds)} files/s, ${Math.round((count * bytes.length) / seconds / 1e6)} MB/s`;
  // eslint-disable-next-line no-console -- the answer of this program
  console.log(`${name.padEnd(44)} ${rate}`);
}

for (const [label, syntax] of [
  ['explicit', TRANSFER_SYNTAX.explicitLittle],
  ['implicit', TRANSFER_SYNTAX.implicitLittle],
] as const) {
  const image = ct(syntax);
  const heavy = header(syntax);
  measure(`CT, ${label}, read`, image, 2000, (bytes) => readDicom(bytes));
  measure(`CT, ${label}, read + change + write chunks`, image, 2000, rewrite);
  measure(`CT, ${label}, read + change + write one array`, image, 300, (bytes) => {
    const file = readDicom(bytes);
    file.dataset.delete(0x00100020);
    writeDicom(file);
  });
  measure(`500 elements, ${label}, first 50 (cold)`, heavy, 50, rewrite);
  measure(`500 elements, ${label}, read`, heavy, 4000, (bytes) => readDicom(bytes));
  measure(`500 elements, ${label}, read + change + write`, heavy, 4000, rewrite);
}
