import {
  type ModelList,
  modelListSchema,
  type ModelMonitoring,
  modelMonitoringSchema,
  type ModelSwitch,
} from '../../../contract/index.ts';
import { createCaller } from '../api/caller.ts';
import type { SessionFetch } from '../session/session.ts';

/** What administrators ask about models. */
export interface ModelAdminApi {
  list(): Promise<ModelList>;
  monitoring(days: number): Promise<ModelMonitoring>;
  /** Recorded, and gone from every browser within a minute. Answers with the list as it is then. */
  switchModel(model: { readonly name: string; readonly version: string }, to: ModelSwitch): Promise<ModelList>;
}

export function createModelAdminApi(request: SessionFetch): ModelAdminApi {
  const { ask } = createCaller(request);
  return {
    list: () => ask(modelListSchema, 'GET', '/api/models'),
    monitoring: (days) => ask(modelMonitoringSchema, 'GET', `/api/monitoring/models?days=${days}`),
    switchModel: ({ name, version }, to) =>
      ask(modelListSchema, 'PUT', `/api/models/${encodeURIComponent(name)}/${encodeURIComponent(version)}/switch`, to),
  };
}
