import { PixelError, type DecodedFrame } from './decoded-frame.ts';
import { decodeFrame } from './decode.ts';
import type { PixelDescription } from './pixel-description.ts';

export interface DecodeRequest {
  ticket: number;
  bytes: Uint8Array<ArrayBuffer>;
  transferSyntaxUID: string;
  description: PixelDescription;
}

export type DecodeAnswer =
  | { ticket: number; frame: DecodedFrame }
  | { ticket: number; failure: { code: PixelError['code']; detail: string | undefined } };

/** The part of a worker's global scope used here; the page's library of types does not know workers. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<DecodeRequest>) => void) | null;
  postMessage(answer: DecodeAnswer, transfer: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope; // this file only ever runs as a worker

scope.onmessage = (event) => {
  const { ticket, bytes, transferSyntaxUID, description } = event.data;
  decodeFrame(bytes, transferSyntaxUID, description).then(
    (frame) => scope.postMessage({ ticket, frame }, [frame.pixels.buffer]),
    (thrown: unknown) => {
      const failure = thrown instanceof PixelError ? thrown : new PixelError('damaged-pixel-data', undefined, thrown);
      scope.postMessage({ ticket, failure: { code: failure.code, detail: failure.detail } }, []);
    },
  );
};
