import type { AiSettings, ModelList, OfferedModel } from '../../contract/index.ts';
import type { Services } from '../services.ts';
import { disabledModels, keyOf, type Disabled } from './switches.ts';
import type { Shelf, ShelvedModel } from './shelf.ts';

/** A model that is switched off is gone from every browser within a minute: two questions may be lost, the third is in time. */
export const POLL_AFTER_MS = 18_000;

export async function modelList(services: Services, shelf: Shelf): Promise<ModelList> {
  const disabled = await disabledModels(services);
  return {
    models: shelf.models.map((model) => offered(services, model, disabled.get(keyOf(model.manifest)))),
    refused: shelf.refused.map(({ folder, code }) => ({ folder: folder.slice(0, 100), code })),
    trustedKeys: [...shelf.trustedKeys],
    settings: settingsOf(services),
    pollAfterMs: POLL_AFTER_MS,
  };
}

export function settingsOf({ config: { ai } }: Pick<Services, 'config'>): AiSettings {
  const { readingMode, startsVisible, signing } = ai;
  return {
    readingMode,
    startsVisible,
    ...(signing.secondFactorMaxAgeSeconds === undefined
      ? {}
      : { signingSecondFactorMaxAgeSeconds: signing.secondFactorMaxAgeSeconds }),
  };
}

function offered({ config }: Services, { manifest, signedBy }: ShelvedModel, off: Disabled | undefined): OfferedModel {
  const { name, version, title, intendedUse, date, license, manufacturer, model, card, task } = manifest;
  const at = `/api/models/${name}/${version}`;
  const clearance = config.ai.clearances.find((one) => one.name === name && one.version === version)?.statement;
  return {
    name,
    version,
    sha256: model.sha256,
    title,
    intendedUse,
    date,
    license,
    ...(manufacturer === undefined ? {} : { manufacturer }),
    task: task.kind,
    ...(task.kind === 'imaging' && task.takes.modality !== undefined ? { modalities: [...task.takes.modality] } : {}),
    byteLength: model.bytes,
    signedBy,
    ...(clearance === undefined ? {} : { clearance }),
    ...(off === undefined ? {} : { disabled: { reasonCode: off.reasonCode, at: new Date(off.atMs).toISOString() } }),
    files: {
      manifest: `${at}/model.json`,
      model: `${at}/${model.file}`,
      ...(card === undefined ? {} : { card: `${at}/README.md` }),
    },
  };
}
