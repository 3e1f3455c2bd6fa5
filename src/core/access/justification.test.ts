import { expect, it } from 'vitest';
import { readableLength } from './justification.ts';

it.each([
  ['Polytrauma', 10],
  ['In arrest!', 10],
  ['  Müller 心肺停止  ', 11],
  ['a                b', 3],
  ['a\n\n\t\nb', 3],
  ['\u200B'.repeat(20), 0],
  ['\u00A0'.repeat(20), 0],
  ['\u2800'.repeat(20), 0],
  ['\u3164'.repeat(20), 0],
  ['\u0000\u0007\u202E'.repeat(9), 0],
  ['\u{E0041}'.repeat(20), 0],
  ['😀😀😀😀😀', 5],
])('of %j a person reads %i characters', (text, length) => {
  expect(readableLength(text)).toBe(length);
});
