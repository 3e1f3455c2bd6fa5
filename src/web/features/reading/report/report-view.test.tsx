// @vitest-environment jsdom
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { readDicom, toDicomJson, writeDicom } from '../../../../core/dicom/index.ts';
import { writeReport } from '../../../../core/sr/index.ts';
import { fixtureReports } from '../../../../core/sr/testing/reports.ts';
import { displaySetsOf, type Dataset, type OtherObject } from '../../../services/dicomweb/index.ts';
import { createReadingStore } from '../reading-store.ts';
import { readObject, ReportView } from './report-view.tsx';

afterEach(cleanup);

const DATA = resolve(import.meta.dirname, '../../../../../../shared/data');
const present = existsSync(DATA);

/** As the archive sends it, pixels and private blobs left there. */
function objectOf(bytes: Uint8Array): OtherObject | undefined {
  const json = toDicomJson(readDicom(bytes).dataset, { bulkDataURI: () => 'https://archive.invalid/bulk' }) as Dataset;
  const [set] = displaySetsOf([json]);
  return set?.kind === 'report' ? set : undefined;
}

function show(object: OtherObject) {
  const report = readObject(object);
  if (report === undefined) throw new Error('not read');
  const store = createReadingStore();
  render(<ReportView at={0} object={object} store={store} report={report} />);
  return { store, report };
}

const reports = present
  ? globSync('**/*', { cwd: DATA, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => isReportFile(path))
  : [];

function isReportFile(path: string): boolean {
  const bytes = readFileSync(path);
  return bytes.subarray(0, 2048).includes('1.2.840.10008.5.1.4.1.1.88.');
}

describe('ReportView', () => {
  it('shows findings with numbers, units and authors, and the whole document as a tree', () => {
    const manual = fixtureReports()['manual'];
    if (manual === undefined) throw new Error('no such fixture');
    const object = objectOf(writeDicom(writeReport(manual)));
    if (object === undefined) throw new Error('not a report');
    show(object);
    const table = screen.getByRole('table', { name: '8 findings' });
    expect(within(table).getByText('Length: 35.5123 mm')).toBeTruthy();
    expect(within(table).getByText('Attenuation Coefficient, mean: 41.23 HU')).toBeTruthy();
    expect(within(table).getAllByText(/^drawn by Reader, Dr\. Ruth, 22 Nov 2026/)).toHaveLength(8);
    expect(screen.getByText(/^Verified by Reader, Dr\. Ruth/)).toBeTruthy();
    expect(screen.getByText('The whole document')).toBeTruthy();
    // Its images are of another study than the one that is open: said, not linked.
    expect(within(table).getAllByText('an object that is not in this study').length).toBeGreaterThan(0);
  });

  it('renders text of a document as text', () => {
    const manual = fixtureReports()['manual'];
    if (manual === undefined) throw new Error('no such fixture');
    const hostile = '<img src=x onerror=alert(1)>';
    const json = JSON.stringify(toDicomJson(writeReport(manual).dataset)).replaceAll('Here: fissure', hostile);
    const [object] = displaySetsOf([JSON.parse(json) as Dataset]);
    if (object?.kind !== 'report') throw new Error('not a report');
    show(object);
    expect(screen.getAllByText(new RegExp(hostile.replaceAll(/[()]/g, '\\$&'))).length).toBeGreaterThan(0);
    expect(document.querySelector('img')).toBeNull();
  });

  it.skipIf(!present)(
    `opens every document of ../shared/data to its last item (${present ? `${reports.length} files` : 'skipped: it is absent'})`,
    () => {
      expect(reports.length).toBeGreaterThan(10);
      const unread: string[] = [];
      for (const path of reports) {
        let object: OtherObject | undefined;
        try {
          object = objectOf(readFileSync(path));
        } catch {
          // Damaged on purpose: the archive would not have taken it either.
          unread.push(path);
          continue;
        }
        if (object === undefined) continue;
        show(object);
        for (let pass = 0; pass < 12; pass += 1)
        for (const closed of document.querySelectorAll('details:not([open])')) fireEvent.click(closed.querySelector('summary') as Element); // prettier-ignore
        const article = screen.getByTestId('report');
        expect(article.textContent?.length, path).toBeGreaterThan(40);
        expect(article.textContent, path).not.toMatch(/undefined|NaN|\[object/);
        cleanup();
      }
      expect(unread.length).toBeLessThanOrEqual(2);
    },
    120_000,
  );
});
