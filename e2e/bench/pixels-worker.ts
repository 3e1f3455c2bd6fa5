// A thread of the benchmark: its own runtime, frames one after the other.
import { parentPort, workerData } from 'node:worker_threads';
import { createTextFinder } from '../../src/cli/inference/text-finder.ts';
import { screenFrame } from './pixels-data.ts';

const { rows, columns, frames, models } = workerData as {
  rows: number;
  columns: number;
  frames: number;
  models: string;
};
const finder = await createTextFinder(models);
const image = screenFrame(rows, columns, 0);
await finder.detector.detect([image]);
parentPort?.postMessage('ready');
parentPort?.once('message', () => {
  void (async () => {
    for (let frame = 0; frame < frames; frame++) await finder.detector.detect([image], {}, ['upright']);
    parentPort?.postMessage('done');
  })();
});
