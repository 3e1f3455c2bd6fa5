// Real files of every kind, each a study of the archive, put there as a scanner would.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { number, readDicom, text } from '../../../src/core/dicom/index.ts';
import type { Orthanc } from '../../stacks/orthanc.ts';

/** Beside the checkout where it is at hand; never part of it. */
export const DATA = join(import.meta.dirname, '../../../../shared/data');

export const FILES = {
  ct: ['series/ct-rtstruct-mini/ct_1.dcm', 'series/ct-rtstruct-mini/ct_2.dcm'],
  structures: ['series/ct-rtstruct-mini/rt.dcm'],
  cine: ['burned-in/pydicom__examples_ybr_color.dcm'],
  secondaryCapture: ['sr-seg-rt/weasis-dicom-tools__imageForPrLUTs.dcm'],
  film: ['compressed/pydicom-data__RG1_J2KI.dcm'],
  report: ['sr-seg-rt/highdicom__sr_document.dcm'],
  segmentation: ['sr-seg-rt/highdicom__seg_image_ct_binary.dcm'],
  letter: ['single/dcmjs-dimse__pdf.dcm'],
} as const;
export type Kind = keyof typeof FILES;

export interface Original {
  readonly kind: Kind;
  readonly path: string;
  readonly bytes: Buffer;
  readonly studyInstanceUID: string;
  readonly sopClassUID: string;
  readonly instanceNumber: number | undefined;
}

export function originals(): Original[] {
  return (Object.keys(FILES) as Kind[]).flatMap((kind) =>
    FILES[kind].map((name) => {
      const path = join(DATA, name);
      const bytes = readFileSync(path);
      const { dataset } = readDicom(bytes);
      const value = (tag: number): string => text(dataset, tag) ?? '';
      return {
        kind,
        path,
        bytes,
        studyInstanceUID: value(0x0020000d),
        sopClassUID: value(0x00080016),
        instanceNumber: number(dataset, 0x00200013),
      };
    }),
  );
}

export async function store({ address, authorization }: Orthanc, files: readonly Original[]): Promise<void> {
  for (const { bytes, kind } of files) {
    const boundary = 'mixed-cohort';
    const body = Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`),
      bytes,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    const type = `multipart/related; type="application/dicom"; boundary=${boundary}`;
    const headers = { authorization, 'content-type': type, accept: 'application/dicom+json' };
    const answer = await fetch(`http://${address}/dicom-web/studies`, { method: 'POST', headers, body });
    if (answer.status !== 200) throw new Error(`Orthanc answered ${answer.status} to the file of ${kind}`);
  }
}

/** The files of a study as the archive gives them back, whole. */
export async function filesIn({ address, authorization }: Orthanc, studyInstanceUID: string): Promise<Buffer[]> {
  const find = { Level: 'Instance', Query: { StudyInstanceUID: studyInstanceUID } };
  const found = await fetch(`http://${address}/tools/find`, {
    method: 'POST',
    headers: { authorization },
    body: JSON.stringify(find),
  });
  const ids = (await found.json()) as string[];
  return Promise.all(
    ids.map(async (id) => {
      const answer = await fetch(`http://${address}/instances/${id}/file`, { headers: { authorization } });
      return Buffer.from(await answer.arrayBuffer());
    }),
  );
}
