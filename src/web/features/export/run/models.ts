import type { ExportPolicy } from '../../../../core/export/index.ts';
import type { ModelsApi } from '../../../services/models/index.ts';
import type { ModelFiles } from '../../../workers/export/protocol.ts';

/** What may look into pixels here, and the hash each is recorded with. */
export interface TextModels {
  readonly detector: ModelFiles | undefined;
  readonly reader: ModelFiles | undefined;
  readonly sha256: readonly string[];
}

type Kind = 'text-detection' | 'text-recognition';

/** Of the site's models those that are switched on and that the site allows for exports. Workers verify them once more. */
export async function textModels(models: ModelsApi, policy: ExportPolicy): Promise<TextModels> {
  const list = await models.list();
  const keys = list.trustedKeys.map(({ name, publicKey }) => ({ name, publicKey: Uint8Array.from(atob(publicKey), (c) => c.charCodeAt(0)) })); // prettier-ignore
  const isAllowed = (sha256: string): boolean => policy.models.length === 0 || policy.models.includes(sha256);
  const chosen = (kind: Kind) =>
    list.models.find((one) => one.task === kind && one.disabled === undefined && isAllowed(one.sha256));
  const filesOf = async (kind: Kind): Promise<ModelFiles | undefined> => {
    const model = chosen(kind);
    if (model === undefined) return undefined;
    const [manifest, bytes, card] = await Promise.all([
      models.file(model.files.manifest),
      models.file(model.files.model),
      model.files.card === undefined ? undefined : models.file(model.files.card),
    ]);
    return { manifest: JSON.parse(new TextDecoder().decode(manifest)) as unknown, model: bytes, card, keys };
  };
  const [detector, reader] = await Promise.all([filesOf('text-detection'), filesOf('text-recognition')]);
  const used = (['text-detection', 'text-recognition'] as const).flatMap((kind) => chosen(kind)?.sha256 ?? []);
  return { detector, reader, sha256: used };
}
