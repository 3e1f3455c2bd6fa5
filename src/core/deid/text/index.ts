// The vocabulary by itself: for whoever asks whether a word may be shown and needs nothing else of the engine.
export { createVocabulary, normaliseWord, type Vocabulary } from './vocabulary.ts';
