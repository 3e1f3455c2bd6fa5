import type { DeviceObserver } from '../../findings/index.ts';
import type { UnsignedManifest } from '../manifest/manifest.ts';
import { sha256 } from '../manifest/signature.ts';

/** What stands for the model in documents. The UID is made of name, version and hash: another version is another device. */
export async function deviceOf({ name, version, model, manufacturer }: UnsignedManifest): Promise<DeviceObserver> {
  const digest = await sha256(new TextEncoder().encode(`${name}\n${version}\n${model.sha256}`));
  return {
    uid: `2.25.${BigInt(`0x${digest.slice(0, 32)}`)}`,
    name: `${name} ${version}`,
    ...(manufacturer === undefined ? {} : { manufacturer }),
    modelName: name,
    serialNumber: model.sha256.slice(0, 16),
  };
}
