// The worker that the benchmark starts in Chromium.
import { ctSlice, headerOnly } from './deid-data-in-memory.ts';
import { runEngine } from './deid-engine.ts';

self.onmessage = ({
  data,
}: MessageEvent<{ readonly count: number; readonly kind: 'ct' | 'headers'; readonly rounds: number }>) => {
  const make = data.kind === 'ct' ? ctSlice : headerOnly;
  const files = Array.from({ length: data.count }, (_, instance) => make(instance));
  self.postMessage(runEngine(files, data.rounds, () => performance.now()));
};
