import { describe, expect, it } from 'vitest';
import { presentCount, presentDate, presentName, presentTime, presentTimeLeft } from './present.ts';

describe('what a person reads', () => {
  it.each([
    ['20240314', '14 Mar 2024'],
    ['2024.03.14', '14 Mar 2024'],
    ['20241301', '20241301'],
    ['last week', 'last week'],
    ['', ''],
  ])('date %j is %j', (da, text) => expect(presentDate(da)).toBe(text));

  it.each([
    ['101407.123', '10:14'],
    ['10:14:07', '10:14'],
    ['', ''],
  ])('time %j is %j', (tm, text) => expect(presentTime(tm)).toBe(text));

  it.each([
    ['Doe^Jane', 'Doe, Jane'],
    ['Doe^Jane^Q^Dr^Jr', 'Doe, Dr Jane Q Jr'],
    ['Doe', 'Doe'],
    ['^Jane', 'Jane'],
    ['Yamada^Tarou=山田^太郎=やまだ^たろう', 'Yamada, Tarou · 山田 太郎'],
    ['=山田^太郎', '山田 太郎'],
    ['Люкceмбypг', 'Люкceмбypг'],
    ['', ''],
  ])('name %j is %j', (pn, text) => expect(presentName(pn)).toBe(text));

  it.each([
    [0, '0'],
    [999, '999'],
    [1284, '1,284'],
    [1234567, '1,234,567'],
  ])('count %d is %s', (count, text) => expect(presentCount(count)).toBe(text));

  it.each([
    [3_600_000, '60 min'],
    [61_000, '2 min'],
    [60_000, '60 s'],
    [-5, '0 s'],
  ])('%d ms left is %s', (ms, text) => expect(presentTimeLeft(ms)).toBe(text));
});
