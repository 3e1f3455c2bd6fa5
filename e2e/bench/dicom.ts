// The reader and the writer alone, in memory: what a slice of CT and a header of five hundred elements cost.
//
//   npm run bench -- dicom
import { readDicom, textElement, TRANSFER_SYNTAX, writeDicom, writeDicomChunks } from '../../src/core/dicom/index.ts';
import { ctSlice, headerOnly } from './deid-data-in-memory.ts';

export function run(): Promise<void> {
  for (const [syntax, transferSyntaxUID] of [
    ['explicit', TRANSFER_SYNTAX.explicitLittle],
    ['implicit', TRANSFER_SYNTAX.implicitLittle],
  ] as const) {
    const [ct, header] = [ctSlice(1), headerOnly(1)].map((file) => writeDicom(readDicom(file), { transferSyntaxUID }));
    measure(`headers, ${syntax}, the first fifty`, header, 50, change);
    measure(`headers, ${syntax}, read`, header, 4000, readDicom);
    measure(`headers, ${syntax}, read, change, write`, header, 4000, change);
    measure(`CT, ${syntax}, read`, ct, 4000, readDicom);
    measure(`CT, ${syntax}, read, change, write`, ct, 4000, change);
    measure(`CT, ${syntax}, read, write as one array`, ct, 300, (bytes) => writeDicom(readDicom(bytes)));
  }
  return Promise.resolve();
}

function change(bytes: Uint8Array): void {
  const file = readDicom(bytes);
  file.dataset.set(textElement(0x00100010, 'PN', 'New^Name', file.dataset));
  writeDicomChunks(file);
}

function measure(
  name: string,
  bytes: Uint8Array | undefined,
  count: number,
  action: (bytes: Uint8Array) => void,
): void {
  if (bytes === undefined) throw new Error('there is no file to measure with');
  const started = performance.now();
  for (let round = 0; round < count; round++) action(bytes);
  const seconds = (performance.now() - started) / 1000;
  const [files, megabytes] = [count / seconds, (count * bytes.length) / seconds / 1e6];
  console.log(`${name.padEnd(44)}${files.toFixed(0).padStart(9)} files/s${megabytes.toFixed(0).padStart(9)} MB/s`);
}
