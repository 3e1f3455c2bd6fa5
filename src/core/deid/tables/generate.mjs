// Writes the tables of ./generated from the data folders named on the command line:
//   node generate.mjs STANDARD_DIR HIGHDICOM_STANDARD_DIR PYDICOM_DIR DEFINED_TERMS SCOWL_DIR
// STANDARD_DIR holds the tables of PS3.15 Annex E and the dictionary of PS3.6 as JSON; HIGHDICOM_STANDARD_DIR is
// `highdicom/_standard` of the Python package highdicom, which carries the attribute Types of PS3.3 by module and path;
// PYDICOM_DIR is `pydicom` of the package pydicom (keywords of PS3.6, meanings of PS3.16); SCOWL_DIR holds the word
// lists of SCOWL (Debian package scowl), and DEFINED_TERMS a defined term of PS3.3 per line, as dicom3tools knows them:
//   objcopy -O binary --only-section=.rodata dciodvfy x; strings -n 2 x | grep -E '^[A-Z][A-Z0-9_]{1,15}( [A-Z0-9_]+)*$'
// The output is text with one row per line: small, quick to parse, and readable in a review.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [standardDir, highdicomDir, pydicomDir, definedTerms, scowlDir] = process.argv.slice(2);
if (scowlDir === undefined) {
  process.stderr.write('usage: generate.mjs STANDARD_DIR HIGHDICOM_STANDARD_DIR PYDICOM_DIR DEFINED_TERMS SCOWL_DIR\n');
  process.exit(2);
}
const HERE = join(import.meta.dirname, 'generated');
const standard = (name) => JSON.parse(readFileSync(join(standardDir, name), 'utf8'));
const highdicom = (name) => JSON.parse(readFileSync(join(highdicomDir, name), 'utf8'));
const write = (name, firstLine, body) => writeFileSync(join(HERE, name), `// ${firstLine}\n${body}`);
const block = (name, comment, lines) => `/** ${comment} */\nexport const ${name} = \`\n${lines.join('\n')}\n\`;\n`;
const text = (value) =>
  String(value)
    .replace(/[\\`$|\s]+/g, ' ')
    .trim();

/** The option columns in the order of the letters in a row. */
const COLUMNS = [
  'rtnSafePrivOpt',
  'rtnUIDsOpt',
  'rtnDevIdOpt',
  'rtnInstIdOpt',
  'rtnPatCharsOpt',
  'rtnLongFullDatesOpt',
  'rtnLongModifDatesOpt',
  'cleanDescOpt',
  'cleanStructContOpt',
  'cleanGraphOpt',
];

function confidentialityProfile() {
  const { rows, edition } = standard('ps3.15_e1-1_2026d.json');
  if (rows.length !== 657) throw new Error(`Table E.1-1: ${rows.length} rows, 657 expected`);
  const known = new Set([...COLUMNS, 'name', 'tag', 'id', 'stdCompIOD', 'basicProfile', 'edition_added']);
  const lines = rows.map((row) => {
    for (const key of Object.keys(row)) if (!known.has(key)) throw new Error(`Table E.1-1: unknown column ${key}`);
    const tag = row.id.startsWith('gggg') ? 'private' : row.id.toLowerCase();
    return `${tag}|${row.basicProfile}|${COLUMNS.map((column) => row[column] ?? '-').join('')}|${text(row.name)}`;
  });
  write(
    'e1-1.ts',
    `DICOM PS3.15 Table E.1-1, edition ${edition}, 657 rows; (c) NEMA. Written by ../generate.mjs, not by hand.`,
    `export const E1_1_EDITION = '${edition}';\n` +
      block(
        'E1_1',
        'tag | basic profile | option columns (safe private, UIDs, device, institution, patient, full dates, modified dates, descriptors, structured content, graphics) | name',
        lines.sort(),
      ),
  );
}

function structuredContent() {
  const rows = standard('ps3.15_e3-4-1_2026a.json');
  const current = rows.filter((row) => row.retiredFor === undefined).length;
  if (current !== 211) throw new Error(`Table E.3.4-1: ${current} rows, 211 expected`);
  const columns = new Set(rows.flatMap((row) => Object.keys(row.options)));
  const order = [...columns].sort((a, b) => (a < b ? -1 : 1));
  const lines = rows.map(
    (row) =>
      `${row.scheme}|${row.code}|${row.valueType}|${row.basic}|${order.map((o) => row.options[o] ?? '-').join('')}|${text(row.meaning)}`,
  );
  write(
    'e3-4-1.ts',
    'DICOM PS3.15 Table E.3.4-1, edition 2026a, 211 rows and the retired codes of PS3.16 Annex O; (c) NEMA. Written by ../generate.mjs.',
    `export const E3_4_1_OPTIONS = ${JSON.stringify(order)} as const;\n` +
      block('E3_4_1', 'coding scheme | code | value type | basic profile | option columns | meaning', lines.sort()),
  );
}

function safePrivate() {
  const { rows, edition } = standard('ps3.15_e3-10-1_2026a_safe_private.json');
  if (rows.length !== 479) throw new Error(`Table E.3.10-1: ${rows.length} rows, 479 expected`);
  const byGroup = new Map();
  for (const { creator, group, element } of rows) {
    const key = `${text(creator)}|${group.toLowerCase()}`;
    byGroup.set(key, [...(byGroup.get(key) ?? []), element.toLowerCase()]);
  }
  const lines = [...byGroup].map(([key, elements]) => `${key}|${elements.sort().join(' ')}`);
  write(
    'e3-10-1.ts',
    `DICOM PS3.15 Table E.3.10-1 Safe Private Attributes, edition ${edition}, 479 rows; (c) NEMA. Written by ../generate.mjs.`,
    block('E3_10_1', 'private creator | group | elements within the block', lines.sort()),
  );
}

/** The dictionary of PS3.6 as pydicom carries it. */
function dictionary() {
  const source = readFileSync(join(pydicomDir, '_dicom_dict.py'), 'utf8');
  const rows = [...source.matchAll(/0x([0-9A-F]{8}): \('[^']*', '[^']*', ("[^"]*"|'[^']*'), '[^']*', '([^']*)'\)/g)];
  if (rows.length < 5000) throw new Error(`PS3.6: only ${rows.length} rows read`);
  // Repeating groups (overlays) stand for all their groups under the first.
  const repeating = [...source.matchAll(/'(60)xx([0-9A-F]{4})': \('[^']*', '[^']*', "([^"]*)", '[^']*', '([^']*)'\)/g)];
  return [
    ...rows.map(([, tag, name, keyword]) => ({ tag: tag.toLowerCase(), name: name.slice(1, -1), keyword })),
    ...repeating.map(([, , element, name, keyword]) => ({ tag: `6000${element.toLowerCase()}`, name, keyword })),
  ];
}

const plain = (entry) => entry.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

function scowl(name) {
  const path = join(scowlDir, name);
  return existsSync(path) ? readFileSync(path, 'latin1').split('\n') : [];
}

/** Every word that the standard itself uses: attribute names, code meanings, defined terms, module descriptions. */
function vocabulary() {
  const concepts = readFileSync(join(pydicomDir, 'sr', '_concepts_dict.py'), 'utf8');
  const meanings = [...concepts.matchAll(/\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'),\s*\[/g)].map((match) => match[1]);
  if (meanings.length < 15000) throw new Error(`PS3.16: only ${meanings.length} meanings read`);
  const prose = ['innolitics_modules.json', 'innolitics_macros.json', 'innolitics_ciods.json']
    .flatMap((name) => standard(name))
    .map((row) => `${row.name} ${(row.description ?? '').replace(/<[^>]*>|https?:[^"'\s]*|&[a-z]+;/g, ' ')}`);
  const terms = readFileSync(definedTerms, 'utf8').replace(/_/g, ' ');
  const texts = [...dictionary().map(({ name }) => name), ...meanings, ...prose, terms];
  const words = new Set();
  for (const entry of texts)
    for (const word of entry
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[a-z]{3,}/g) ?? [])
      words.add(word);
  // The most common words of English, which descriptions and reports are written in.
  for (const size of [10, 20])
    for (const part of ['english', 'american', 'british'])
      for (const word of scowl(`${part}-words.${size}`)) if (/^[a-z]{3,}$/.test(word)) words.add(word);
  // What is first of all the name of a person or a place is no vocabulary, whatever else it means.
  const names = ['proper-names.50', 'upper.10', 'upper.35', 'upper.40', 'upper.50'];
  for (const name of names.flatMap((list) => [...scowl(`english-${list}`), ...scowl(`american-${list}`)]))
    if (/^[A-Z]/.test(name)) words.delete(plain(name));
  const lines = [];
  let line = '';
  for (const word of [...words].sort((a, b) => (a < b ? -1 : 1))) {
    if (line.length + word.length > 116) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  lines.push(line);
  write(
    'standard-words.ts',
    'Words of DICOM PS3.3, PS3.6 and PS3.16 as carried by innolitics 2024b (MIT), pydicom 3.0.2 (MIT) and dicom3tools; (c) NEMA; common English words of SCOWL 2020.12.07. Written by ../generate.mjs.',
    block('STANDARD_WORDS', 'words of three letters and more, without accents, in small letters', lines),
  );
  process.stdout.write(`${words.size} words\n`);
}

/** Each list of (attribute, Type, what is inside) is written once, however many modules share it. */
function attributeTypes() {
  const tagOf = new Map(dictionary().map(({ keyword, tag }) => [keyword, tag]));
  const modules = highdicom('module_attribute_map.json');
  const iods = highdicom('iod_module_map.json');
  const sopClasses = highdicom('sop_class_iod_map.json');
  const unknown = new Set();
  const numberOf = new Map();
  const nodes = [];
  const intern = (children) => {
    const line = [...children]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([tag, { type, inside }]) => `${tag}${type}${inside.size === 0 ? '' : intern(inside).toString(36)}`)
      .join(' ');
    if (!numberOf.has(line)) numberOf.set(line, nodes.push(line) - 1);
    return numberOf.get(line);
  };
  // 1 -> a, 1C -> b, 2 -> c, 2C -> d, 3 -> e: one letter, so that a row needs no separators.
  const letter = { 1: 'a', '1C': 'b', 2: 'c', '2C': 'd', 3: 'e' };
  const moduleNode = new Map();
  for (const [name, attributes] of Object.entries(modules)) {
    const root = new Map();
    for (const { keyword, type, path } of attributes) {
      if (letter[type] === undefined) continue;
      let at = root;
      for (const step of [...path, keyword]) {
        const tag = tagOf.get(step);
        if (tag === undefined) {
          unknown.add(step);
          at = undefined;
          break;
        }
        if (!at.has(tag)) at.set(tag, { type: 'e', inside: new Map() });
        if (step === keyword) at.get(tag).type = strictest(at.get(tag), letter[type]);
        at = at.get(tag).inside;
      }
    }
    moduleNode.set(name, intern(root));
  }
  const lines = Object.entries(iods).map(
    ([iod, list]) =>
      `${iod}|${list
        .filter(({ key }) => moduleNode.has(key))
        .map(({ key, usage }) => `${usage}${moduleNode.get(key).toString(36)}`)
        .join(' ')}`,
  );
  if (unknown.size > 0) process.stderr.write(`no tag for ${unknown.size} keywords: ${[...unknown].join(' ')}\n`);
  write(
    'attribute-types.ts',
    'Attribute Types of DICOM PS3.3, edition 2026b, by IOD, module and path, from highdicom 0.28.2 (MIT); (c) NEMA. Written by ../generate.mjs.',
    `export const TYPES_EDITION = '2026b';\n` +
      block(
        'TYPE_NODES',
        'a node per line: tag, Type (a 1, b 1C, c 2, d 2C, e 3), number of the node inside it',
        nodes,
      ) +
      block('IOD_MODULES', 'IOD | usage (M, C, U) and root node of each module', lines) +
      block(
        'SOP_CLASS_IODS',
        'SOP Class UID | IOD',
        Object.entries(sopClasses).map(([uid, iod]) => `${uid}|${iod}`),
      ),
  );
}

function strictest(entry, type) {
  const seen = entry.seen === undefined ? type : entry.seen < type ? entry.seen : type;
  entry.seen = seen;
  return seen;
}

confidentialityProfile();
structuredContent();
safePrivate();
attributeTypes();
vocabulary();
