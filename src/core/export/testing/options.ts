/** What a researcher who changes nothing asks for. */
export const OPTIONS = {
  pixels: 'automatic',
  faces: 'cut',
  doubtfulWords: 'remove',
  technicalText: 'cover',
  pseudonyms: 'keyed',
  linkage: 'none',
} as const;
