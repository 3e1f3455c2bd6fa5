import { describe, expect, it } from 'vitest';
import { isNumber, isOnScale, type ScaleLabel } from './scale.ts';

/** 12 pixels high, one digit 7 wide, ending in one column. */
const label = (text: string, right: number, y: number): ScaleLabel => ({
  text,
  box: { x: right - 7 * text.length, y, width: 7 * text.length, height: 12 },
});
const column = (...labels: [string, number][]): ScaleLabel[] => labels.map(([text, y]) => label(text, 100, y));
const onScale = (labels: readonly ScaleLabel[]): string[] =>
  labels.filter((one) => isOnScale(one, labels)).map(({ text }) => text);

describe('bare numbers are labels of a scale', () => {
  it('in a column, up or down', () => {
    expect(onScale(column(['0', 20], ['5', 60], ['10', 100], ['15', 140]))).toHaveLength(4);
    expect(onScale(column(['15', 20], ['10', 61], ['5', 99], ['0', 140]))).toHaveLength(4);
    expect(onScale(column(['0', 20], ['5', 60], ['10', 100], ['15', 140], ['20.', 180]))).toHaveLength(5);
    expect(onScale(column(['-1.0', 20], ['-0.5', 60], ['0', 100], ['0.5', 140]))).toHaveLength(4);
  });
  it('in a row', () => {
    const row = ['10', '8', '6', '4'].map((text, index) => label(text, 100 + 70 * index, 20));
    expect(onScale(row)).toHaveLength(4);
  });
});

describe('bare numbers are none', () => {
  it('when they are few', () => expect(onScale(column(['0', 20], ['5', 60], ['10', 100]))).toEqual([]));
  it('when one does not stand where its value would: it alone is none', () => {
    expect(onScale(column(['0', 20], ['5', 60], ['10', 100], ['15', 140], ['47', 180]))).toEqual(['0', '5', '10', '15']);
    expect(onScale(column(['0', 20], ['5', 60], ['10', 100], ['15', 160]))).toEqual([]);
  });
  it('when one is missing between them, or their steps are none of a scale', () => {
    expect(onScale(column(['0', 20], ['5', 60], ['15', 140], ['20', 180]))).toEqual([]);
    expect(onScale(column(['1', 20], ['8', 60], ['15', 100], ['22', 140]))).toEqual([]);
  });
  it('when they are ages or numbers below each other, or the same', () => {
    expect(onScale(column(['10', 20], ['41', 38], ['72', 56], ['99', 74]))).toEqual([]);
    expect(onScale(column(['45', 20], ['72', 40], ['38', 60], ['51', 80]))).toEqual([]);
    expect(onScale(column(['52', 20], ['52', 40], ['52', 60], ['52', 80]))).toEqual([]);
  });
  it('when they do not stand in one column, or are of other sizes', () => {
    const labels = column(['0', 20], ['5', 60], ['10', 100], ['15', 140]);
    expect(onScale(labels.map((one, at) => ({ ...one, box: { ...one.box, x: one.box.x + 30 * (at % 2) } })))).toEqual([]);
    expect(onScale(labels.map((one, at) => ({ ...one, box: { ...one.box, height: at % 2 === 0 ? 12 : 20 } })))).toEqual([]);
  });
  it('with letters, or more than three digits', () => {
    for (const text of ['1234', '45Y', 'A', '1/2', '12:30', '', '5 10']) expect(isNumber(text)).toBe(false);
    for (const text of ['0', '120', '-5', '2.5', ',5']) expect(isNumber(text)).toBe(true);
  });
}); // prettier-ignore
