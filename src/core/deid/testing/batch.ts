import { joined, readDicom } from '../../dicom/index.ts';
import {
  addIdentifiers, builtInProfile, type BuiltInProfile, compileProfile, createBatchContext, createCollector, createResidualScan, createVocabulary,
  emptyIdentifiers, type OptionName, type PixelPolicy, processInstance, type ProcessedInstance, type Refusal, withOptions,
} from '../index.ts'; // prettier-ignore

export const KEY = Uint8Array.from({ length: 32 }, (_, index) => index * 7 + 1);

export type BatchOptions = {
  readonly profile?: BuiltInProfile;
  readonly options?: readonly OptionName[];
  readonly key?: Uint8Array;
  readonly pixels?: PixelPolicy;
  readonly doubtful?: 'remove' | 'keep';
};

/** De-identifies files as one batch; results in the order of the files. */
export function processBatch(
  files: readonly Uint8Array[],
  options: BatchOptions = {},
): (ProcessedInstance | Refusal)[] {
  const profile = compileProfile(withOptions(builtInProfile(options.profile ?? 'research'), options.options ?? []));
  const identifiers = emptyIdentifiers();
  const collector = createCollector(profile);
  for (const bytes of files)
    addIdentifiers(identifiers, collector.collect(readDicom(bytes, { stopBeforePixelData: true })));
  const context = createBatchContext({
    profile,
    key: options.key ?? KEY,
    identifiers,
    pixels: options.pixels ?? 'off',
    ...(options.doubtful === undefined ? {} : { doubtful: options.doubtful }),
  });
  const residual = createResidualScan(identifiers, context.dictionary, createVocabulary());
  return files.map((bytes) => processInstance(bytes, context, residual));
}

export function bytesOf(result: ProcessedInstance | Refusal): Uint8Array {
  if (result.kind === 'refused') throw new Error(`refused: ${result.code} ${result.where ?? ''}`);
  return joined(result.chunks ?? []);
}
