import { describe, expect, it } from 'vitest';
import { maskedDescription } from './masked-description.ts';
import { patternOf } from './terms.ts';
import { matchesWildcard } from './wildcard.ts';

describe('a description for people who may not see identity', () => {
  it.each([
    ['CT Thorax with contrast', 'DOE^JANE', 'CT Thorax with contrast'],
    ['MR Brain 3T, 2.5 mm', 'DOE^JANE', 'MR Brain 3T, 2.5 mm'],
    ['CT Chest Okoye', 'OKOYE^TOMAS', 'CT Chest …'],
    ['CT chest for Mr. Okoye-Brandt 4471903', 'DOE^JANE', 'CT chest for Mr. …'],
    ['Follow up Rose', 'ROSE^ANNA', 'Follow up …'],
    ['XR Hand 14.03.2024', 'DOE^JANE', 'XR Hand …'],
    ['XR Hand 14/03/58', 'DOE^JANE', 'XR Hand …'],
    ['CT Chest 447-190-3', 'DOE^JANE', 'CT Chest …'],
    ['CT Chest 447 190 3', 'DOE^JANE', 'CT Chest …'],
    ['MR Spine L4-5 0.625 mm', 'DOE^JANE', 'MR Spine L4-5 0.625 mm'],
    ['山田太郎 CT', '山田^太郎', '… CT'],
    ['', 'DOE^JANE', ''],
  ])('%s of %s is %s', (description, name, shown) => {
    expect(maskedDescription(description, name)).toBe(shown);
  });

  it('is found by what is shown of it, and by nothing else', () => {
    const masked = maskedDescription('CT Chest Okoye', 'OKOYE^TOMAS');
    const isFoundBy = (term: string): boolean => matchesWildcard(masked, patternOf(term));
    expect(isFoundBy('ct chest')).toBe(true);
    expect(isFoundBy('*chest*')).toBe(true);
    expect(isFoundBy('*okoye*')).toBe(false);
    expect(isFoundBy('ct chest ok')).toBe(false);
  });
});
