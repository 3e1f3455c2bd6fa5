import { describe, expect, it } from 'vitest';
import { EMPTY_FORM, filtersOf, FIRST_SORT, formFault, isEmptyForm, nextSort } from './search-form.ts';

const TODAY = new Date(2026, 2, 14, 0, 30);

describe('filters', () => {
  it('ask for nothing that was not filled in', () => {
    expect(filtersOf(EMPTY_FORM, TODAY)).toEqual({});
    expect(filtersOf({ ...EMPTY_FORM, patientName: '   ' }, TODAY)).toEqual({});
    expect(isEmptyForm(EMPTY_FORM)).toBe(true);
  });

  it('carry what was typed, trimmed', () => {
    const form = { ...EMPTY_FORM, patientName: ' Doe* ', patientID: '4471903', modalities: ['CT', 'PT'] };
    expect(filtersOf(form, TODAY)).toEqual({ patientName: 'Doe*', patientID: '4471903', modalities: ['CT', 'PT'] });
  });

  it.each([
    ['today', '20260314', '20260314'],
    ['yesterday', '20260313', '20260313'],
    ['week', '20260308', '20260314'],
    ['month', '20260213', '20260314'],
    ['year', '20250315', '20260314'],
  ] as const)('%s is the days %s to %s of this room', (date, dateFrom, dateTo) => {
    expect(filtersOf({ ...EMPTY_FORM, date }, TODAY)).toEqual({ dateFrom, dateTo });
  });

  it('take a range open at either end', () => {
    const range = { ...EMPTY_FORM, date: 'range' as const };
    expect(filtersOf({ ...range, dateFrom: '2026-03-01' }, TODAY)).toEqual({ dateFrom: '20260301' });
    expect(filtersOf({ ...range, dateTo: '2026-03-02' }, TODAY)).toEqual({ dateTo: '20260302' });
  });

  it('tell a range the wrong way round', () => {
    const range = { ...EMPTY_FORM, date: 'range' as const, dateFrom: '2026-03-02', dateTo: '2026-03-01' };
    expect(formFault(range)).toBe('The first day is after the last.');
    expect(formFault({ ...range, date: 'any' })).toBeUndefined();
  });
});

describe('sort', () => {
  it('turns round on the same column, and starts as the column wants it', () => {
    const byName = nextSort(FIRST_SORT, 'patientName');
    expect(byName).toEqual({ key: 'patientName', direction: 'ascending' });
    expect(nextSort(byName, 'patientName').direction).toBe('descending');
    expect(nextSort(byName, 'studyDate')).toEqual({ key: 'studyDate', direction: 'descending' });
  });
});
