// Codes in words. Whatever is not listed is shown as the code: nothing is passed over in silence.

const REASONS: Readonly<Record<string, string>> = {
  modality: 'another modality',
  'body-part': 'another body part',
  view: 'another view',
  'bits-stored': 'another bit depth',
  'pixel-spacing': 'pixels of another size',
  'slice-spacing': 'slices too far apart or too close',
  'slice-count': 'too few or too many slices',
  extent: 'too short or too long a stack',
  orientation: 'another orientation',
  'image-type': 'a localizer or a derived image',
  description: 'another kind of sequence',
  colour: 'colour',
  'no-images': 'no images',
  'several-series': 'several series',
  'several-frames-of-reference': 'several coordinate systems',
  'no-geometry': 'no position in the patient',
  'sizes-differ': 'images of several sizes',
  'directions-differ': 'images in several directions',
  'spacings-differ': 'pixels of several sizes',
  'duplicate-position': 'two images at one place',
  'missing-slices': 'slices are missing',
  'uneven-spacing': 'uneven distances between slices',
  'gantry-tilt': 'a tilted gantry',
  'too-large': 'too large for the memory of a browser',
};

export const reasonWords = (reasons: readonly string[]): string =>
  reasons.map((reason) => REASONS[reason] ?? reason).join(', ');

const FAILURES: Readonly<Record<string, string>> = {
  'out-of-scope': 'The model was not made for this series.',
  'series-geometry': 'The images of this series make no volume.',
  'model-signature': 'No key that this site trusts has signed the model.',
  'model-hash': 'The model is not the file that was signed.',
  'bad-manifest': 'The description of the model cannot be read.',
  'incomplete-card': 'The card of the model is missing or leaves something out.',
  'model-too-large': 'The model is larger than allowed.',
  'frame-missing': 'An image of the series could not be fetched or decoded.',
  'out-of-memory': 'The browser has no memory left for it. Close other studies and tabs, then try again.',
  'runtime-failed': 'The runtime could not run the model.',
  'runtime-stopped': 'The runtime stopped unexpectedly.',
  'bad-output': 'The model answered in another form than it promises.',
  'image-too-large': 'An image is larger than the model takes.',
  'model-disabled': 'The site has switched this model off.',
  'not-recorded': 'Not recorded, so not shown: the audit service did not answer.',
  unreachable: 'The server did not answer.',
  aborted: 'Stopped.',
};

export const failureWords = (code: string): string => FAILURES[code] ?? 'The model gave no result.';

const STAGES: Readonly<Record<string, string>> = {
  fetch: 'Fetching the model',
  verify: 'Verifying signature and hash',
  start: 'Starting the runtime',
  read: 'Reading images',
  prepare: 'Preparing the volume',
  run: 'Running',
  decode: 'Measuring',
  record: 'Recording the run',
};

export const stageWords = (stage: string): string => STAGES[stage] ?? stage;

const NOTICES: Readonly<Record<string, string>> = {
  'frames-of-reference-differ': 'Every image names a coordinate system of its own.',
  'duplicate-slices-left-out': 'Images that came twice were used once.',
  'spacing-varies': 'Distances between slices vary a little.',
  'one-slice': 'There is only one slice.',
  'parts-not-separated': 'Parts that belong apart could not be separated.',
};

export const noticeWords = (notice: string): string => NOTICES[notice] ?? notice;

const BACKENDS: Readonly<Record<string, string>> = {
  webgpu: 'graphics card (WebGPU)',
  'wasm-threads': 'processor (WebAssembly, threads)',
  wasm: 'processor (WebAssembly)',
};

export const backendWords = (backend: string): string => BACKENDS[backend] ?? backend;

const WHY: Readonly<Record<string, string>> = {
  'self-test-differs': 'the graphics card gave another answer in the self-test and is not used',
  'device-lost': 'the graphics card was lost',
  'run-failed': 'the graphics card failed',
  'start-failed': 'the graphics card could not start the model',
};

/** Undefined where there is nothing to say. */
export const backendReasonWords = (why: string): string | undefined => WHY[why];

/** What was foreseen is no better than to the nearest of these. */
export function timeWords(ms: number): string {
  const seconds = Math.max(10, Math.round(ms / 10_000) * 10);
  return seconds < 90 ? `about ${seconds} s` : `about ${Math.round(seconds / 60)} min`;
}
