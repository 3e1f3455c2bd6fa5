// The gateway's word on models: which are offered, and the record of what they did.
export { createModelsApi, type ModelsApi } from './models-api.ts';
export { createModelAdminApi, type ModelAdminApi } from './model-admin-api.ts';
export { createReviewApi, type ReviewApi } from './review-api.ts';
