import { base64 } from './base64.ts';
import { sha256Digest } from './hashing.ts';
import type { ExportReport } from './report.ts';

// A page that asks for nothing: no script, no picture, no address, one style sheet that is named by its hash.

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; }
caption { text-align: left; font-weight: 600; padding: 0.5rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.8rem 0.3rem 0; border-bottom: 1px solid; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
code { overflow-wrap: anywhere; }
`;

const POLICY = `default-src 'none'; style-src 'sha256-${base64(sha256Digest(STYLE))}'; base-uri 'none'; form-action 'none'`;

/** The report for people. Every value is escaped; none can become markup. */
export function reportHtml(report: ExportReport, manifestNote: string): string {
  const { terms, counts, review, checks } = report;
  const { sampling } = review;
  const rate = sampling.population === 0 ? 0 : (sampling.atMost / sampling.population) * 100;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>De-identification report</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>De-identification report</h1>
<p>${text(manifestNote)}</p>
<h2>What this is</h2>
${pairs('Terms of the export', [
  ['Purpose', terms.purposeCode],
  ['Recipient', terms.recipientCode],
  ['Rests on', `${terms.reference.kind} ${terms.reference.number}`],
  ['Profile', `${terms.profile.code}, SHA-256 ${terms.profile.sha256}`],
  [
    'Models',
    report.modelSha256.length === 0 ? 'none' : report.modelSha256.map((sha256) => `SHA-256 ${sha256}`).join(', '),
  ],
  ...Object.entries(terms.options).map(([name, value]): [string, string] => [spaced(name), value]),
])}
<h2>What is in it</h2>
${numbers('Numbers', [
  ['Patients', counts.patients],
  ['Studies', counts.studies],
  ['Instances', counts.instances],
  ['Bytes', counts.byteLength],
  ['Withheld by reviewers', counts.withheld],
  ['Refused by the engine', counts.refused],
  ['Doubtful words that a reviewer kept', report.decidedWords.kept],
  ['Doubtful words that a reviewer removed', report.decidedWords.removed],
  ...report.refused.map(({ code, count }): [string, number] => [`- ${code}`, count]),
])}
<h2>Who looked at what</h2>
<p>Reviewed and approved by ${text(review.reviewers.join(' and '))}. ${review.opened.mustSee} instances in which something was
found, changed or doubtful were all opened.</p>
<p>Of ${sampling.population} clean-looking instances ${sampling.sampled} were chosen by chance and opened; in ${sampling.failures} of
them something had been missed, which was then corrected or withheld. With ${percent(sampling.confidence * 100)} confidence at most
${sampling.atMost} of the ${sampling.population} (${percent(rate)}) had something that was missed.</p>
<h2>Checks of the finished files</h2>
${numbers('Found', [
  ['Identifiers of the source', checks.residual],
  ['References that lead nowhere', checks.brokenReferences],
  ['Instances that lost a required attribute', checks.damaged],
  [`Combinations that fewer than ${checks.k} patients share`, checks.rareCombinations],
])}
${report.rareCombinations.length === 0 ? '' : rareTable(report)}
<h2>Instances</h2>
${table(
  'Every instance and why it was looked at',
  ['File', 'Modality', 'Frames', 'Looked at because'],
  report.instances.map(({ path, modality, frames, reasons }) => [
    `<code>${text(path)}</code>`,
    text(modality),
    String(frames),
    reasons.length === 0 ? 'looked clean' : text(reasons.map(spaced).join(', ')),
  ]),
)}
</main>
</body>
</html>
`;
}

function rareTable({ rareCombinations, checks }: ExportReport): string {
  return table(
    `Combinations that fewer than ${checks.k} patients share, acknowledged by the person who released them`,
    ['Sex', 'Age', 'Modality', 'Body part', 'Site', 'Device', 'Patients'],
    rareCombinations.map(({ attributes: a, patients }) => [
      ...[a.sex, a.ageBand, a.modality, a.bodyPart, a.site, a.device].map((value) =>
        text(value === '' ? 'not given' : value),
      ),
      String(patients),
    ]),
  );
}

function pairs(caption: string, rows: readonly (readonly [string, string])[]): string {
  return rowsTable(
    caption,
    rows.map(([name, value]) => [name, `<td><code>${text(value)}</code></td>`]),
  );
}

function numbers(caption: string, rows: readonly (readonly [string, number])[]): string {
  return rowsTable(
    caption,
    rows.map(([name, value]) => [name, `<td class="number">${value}</td>`]),
  );
}

function rowsTable(caption: string, rows: readonly (readonly [name: string, cell: string])[]): string {
  const lines = rows.map(([name, cell]) => `<tr><th scope="row">${text(name)}</th>${cell}</tr>`);
  return `<table>\n<caption>${text(caption)}</caption>\n<tbody>\n${lines.join('\n')}\n</tbody>\n</table>`;
}

/** Cells are markup already. */
function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const titles = head.map((one) => `<th scope="col">${text(one)}</th>`).join('');
  const lines = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
  return `<table>\n<caption>${text(caption)}</caption>\n<thead><tr>${titles}</tr></thead>\n<tbody>\n${lines.join('\n')}\n</tbody>\n</table>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function text(value: string): string {
  return value.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? '').replace(/\p{Cc}/gu, ' ');
}

function spaced(name: string): string {
  return name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('-', ' ');
}

function percent(value: number): string {
  return `${Number(value.toPrecision(3))} %`;
}
