// What a model said and a person decided, as the documents that go to the archive.
export { type AiDocuments, aiDocumentsOf, type AiDocumentsWriter, type Standing } from './ai-documents.ts';
export { segmentationUIDOf, type StoredAiResult, storedAiResultOf } from './read-ai-result.ts';
