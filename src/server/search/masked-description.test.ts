import { describe, expect, it } from 'vitest';
import { maskedDescription, showsTerm } from './masked-description.ts';

describe('a description for people who may not see identity', () => {
  it.each([
    ['CT Thorax with contrast', 'DOE^JANE', 'CT Thorax with contrast'],
    ['MR Brain 3T, 2.5 mm', 'DOE^JANE', 'MR Brain 3T, 2.5 mm'],
    ['CT Chest Okoye', 'OKOYE^TOMAS', 'CT Chest …'],
    ['CT chest for Mr. Okoye-Brandt 4471903', 'DOE^JANE', 'CT chest for Mr. …'],
    ['Follow up Rose', 'ROSE^ANNA', 'Follow up …'],
    ['XR Hand 14.03.2024', 'DOE^JANE', 'XR Hand 14.03.…'],
    ['山田太郎 CT', '山田^太郎', '… CT'],
    ['', 'DOE^JANE', ''],
  ])('%s of %s is %s', (description, name, shown) => {
    expect(maskedDescription(description, name)).toBe(shown);
  });

  it('is found by what is shown of it, and by nothing else', () => {
    const masked = maskedDescription('CT Chest Okoye', 'OKOYE^TOMAS');
    expect(showsTerm(masked, 'ct chest')).toBe(true);
    expect(showsTerm(masked, '*chest*')).toBe(true);
    expect(showsTerm(masked, '*okoye*')).toBe(false);
    expect(showsTerm(masked, 'ct chest ok')).toBe(false);
  });
});
