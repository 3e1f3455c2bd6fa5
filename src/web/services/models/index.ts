// The gateway's word on models: which are offered, and the record of what they did.
export { createModelsApi, type ModelsApi } from './models-api.ts';
