import { describe, expect, it } from 'vitest';
import { type Dataset, readDicom, writeDicom } from '../dicom/index.ts';
import { findingOfManual, manualOfFinding, type ReviewedFinding } from '../findings/index.ts';
import { type MeasurementReport, type Report, readReport, reviewedOf, writeReport } from './index.ts';
import { findingsOf } from './report/write-report.ts';
import { fixtureReports, MANUAL, signed } from './testing/reports.ts';

const FIXTURES = fixtureReports();
const fixture = (name: string): Report => {
  const found = FIXTURES[name];
  if (found === undefined) throw new Error('no such fixture');
  return found;
};
const stored = (report: Report): Dataset => readDicom(writeDicom(writeReport(report))).dataset;

function reopened(report: Report): MeasurementReport {
  const read = readReport(stored(report));
  if (read.kind !== 'measurement-report') throw new Error('not read as a measurement report');
  return read;
}

/** Coordinates as FL holds them, scores to 15 digits; everything else must come back as it was. */
function asStored(findings: readonly ReviewedFinding[]): unknown {
  const isCoordinate = (value: unknown): value is number[] =>
    Array.isArray(value) && value.length >= 2 && value.every((entry) => typeof entry === 'number');
  return JSON.parse(
    JSON.stringify(findings, (key, value: unknown) => {
      if (key === 'score') return { value: (value as { value: number }).value.toPrecision(15) };
      return isCoordinate(value) && key !== 'frames' && key !== 'segments' ? value.map((at) => Math.fround(at)) : value;
    }),
  );
}

// 200 findings are 14,000 content items: seconds, and many of them on a machine that is busy.
describe('a document that is written and read again', { timeout: 60_000 }, () => {
  it.each(Object.keys(FIXTURES))('holds the same findings: %s', (name) => {
    const report = fixture(name);
    const read = reopened(report);
    expect(read.problems).toEqual([]);
    expect(read.notPlaced).toEqual([]);
    const expected = findingsOf(report).map(({ finding, decision }) => ({ finding, decision }));
    expect(asStored(read.findings.map((found) => reviewedOf(found) as ReviewedFinding))).toEqual(asStored(expected));
  });

  it.each(Object.keys(FIXTURES))('is the same document when it is saved again unchanged: %s', (name) => {
    const report = fixture(name);
    const read = reopened(report);
    const findings = read.findings.flatMap((found) => reviewedOf(found) ?? []);
    const again: Report =
      report.verification === 'verified'
        ? { ...report, signed: signed(findings as never, report.signed.by) }
        : { ...report, findings };
    // As bytes: comparing 200 findings value by value takes seconds.
    expect(Buffer.compare(writeDicom(writeReport(again)), writeDicom(writeReport(report)))).toBe(0);
  });

  it('is the same bytes every time', () => {
    const bytes = (): Uint8Array => writeDicom(writeReport(fixture('geometries')));
    expect(Buffer.compare(bytes(), bytes())).toBe(0);
  });

  it('says which algorithm found nothing above its threshold', () => {
    const read = reopened(fixture('empty'));
    expect(read.findings).toEqual([]);
    expect(read.silentAlgorithms).toMatchObject([
      { name: 'ct-nodule-candidates', parameters: [expect.stringMatching(/^sha256=/), 'threshold=0.35'] },
    ]);
  });

  it('names device and person', () => {
    const read = reopened(fixture('geometries'));
    expect(read.devices).toMatchObject([{ name: 'Lung nodule candidates', serialNumber: '0123456789abcdef' }]);
    expect(read.persons).toMatchObject([{ name: 'Reader^Ruth^^Dr.', login: 'ruth.reader@hospital.example' }]);
    expect(read.header.verifyingObservers).toMatchObject([
      { name: 'Reader^Ruth^^Dr.', organisation: 'General Hospital' },
    ]);
    expect(reopened(fixture('preliminary')).persons).toEqual([]);
  });

  it('gives manual measurements back to the tools that drew them', () => {
    const read = reopened(fixture('manual'));
    const findings = read.findings.map((found) => reviewedOf(found) as ReviewedFinding);
    expect(asStored(findings.map(({ finding }) => manualOfFinding(finding)) as never)).toEqual(
      asStored(MANUAL as never),
    );
    expect(MANUAL.map((manual) => manualOfFinding(findingOfManual(manual)))).toEqual(MANUAL);
  });
});
