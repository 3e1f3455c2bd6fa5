// @vitest-environment jsdom
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import type { ExportReport } from './report.ts';
import { reportHtml } from './report-html.ts';
import { CONTEXT } from './testing/batches.ts';

const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(1)>&'`;

const REPORT: ExportReport = {
  schema: 'collimator-export-report-1',
  terms: CONTEXT.terms,
  modelSha256: ['c'.repeat(64)],
  counts: { patients: 2, studies: 2, instances: 3, byteLength: 1234, withheld: 1, refused: 2 },
  refused: [{ code: 'encapsulated-document', count: 2 }],
  decidedWords: { kept: 1, removed: 2 },
  review: {
    reviewers: ['Dr. First', HOSTILE],
    opened: { mustSee: 2, sampled: 10 },
    sampling: { population: 100, sampled: 10, failures: 0, atMost: 24, confidence: 0.95 },
  },
  checks: { residual: 0, brokenReferences: 0, damaged: 0, rareCombinations: 1, k: 5 },
  rareCombinations: [
    { attributes: { sex: 'F', ageBand: '90+', modality: 'PT', bodyPart: '', site: '', device: HOSTILE }, patients: 1 },
  ],
  instances: [
    {
      path: 'images/2.25.1/2.25.2/2.25.3.dcm',
      sopClassUID: '1.2.3',
      modality: 'CT',
      frames: 1,
      reasons: ['face', 'low-confidence'],
    },
    { path: 'images/2.25.1/2.25.2/2.25.4.dcm', sopClassUID: '1.2.3', modality: HOSTILE, frames: 1, reasons: [] },
  ],
};

const page = (): Document => new DOMParser().parseFromString(reportHtml(REPORT, 'A note.'), 'text/html');

describe('the report for people', () => {
  it('says what was proved in words a person can check', () => {
    const text = (page().body.textContent ?? '').replace(/\s+/g, ' ');
    expect(text).toContain('Of 100 clean-looking instances 10 were chosen by chance and opened');
    expect(text).toContain('With 95 % confidence at most 24 of the 100 (24 %) had something that was missed.');
    expect(text).toContain('data-use-agreement DUA-2026-017');
    expect(text).toMatch(/Doubtful words that a reviewer kept\s*1\s*Doubtful words that a reviewer removed\s*2/);
  });

  it('has no script, no handler, no address, and shows hostile text as text', () => {
    const document = page();
    expect(document.querySelectorAll('script, img, link, iframe, object, form, a[href]')).toHaveLength(0);
    const handlers = [...document.querySelectorAll('*')].flatMap((one) =>
      [...one.attributes].filter(({ name }) => /^on|style|src|href/.test(name)),
    );
    expect(handlers).toEqual([]);
    expect(document.body.textContent).toContain('<script>alert(1)</script>');
  });

  it('allows by its own policy nothing but its style sheet, by hash', async () => {
    const document = page();
    const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '';
    const style = new TextEncoder().encode(document.querySelector('style')?.textContent ?? '');
    const hash = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', style))));
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
  });

  it('is accessible', async () => {
    document.documentElement.lang = 'en';
    document.title = page().title;
    document.body.innerHTML = page().body.innerHTML;
    // Colours come from the browser's own system colours, which jsdom does not draw.
    const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations).toEqual([]);
    for (const table of document.querySelectorAll('table')) expect(table.caption?.textContent).toBeTruthy();
  });
});
