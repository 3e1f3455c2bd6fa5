import type { ExportRequest } from '../../../../contract/index.ts';
import type { Profile } from '../../../../core/deid/index.ts';

/** Pseudonyms of a register the site already keeps: canonical patient ID to pseudonym. Holds originals; memory only. */
export type Crosswalk = ReadonlyMap<string, string>;

/** Everything the run does, decided before it starts. */
export interface ExportPlan {
  /** What the gateway is told when the export is opened. */
  readonly terms: ExportRequest;
  /** As it is applied: with every option that was chosen on the page. Its hash is the one in the terms. */
  readonly profile: Profile;
  /** The project's secret: same key, same pseudonyms. Memory only. */
  readonly key: Uint8Array<ArrayBuffer>;
  readonly pseudonymPrefix: string;
  readonly crosswalk: Crosswalk | undefined;
}
