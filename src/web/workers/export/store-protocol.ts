// What workers ask of the one that holds the file of a run. Everything in it is sealed already: it knows no key.
export type StoreQuestion =
  | { readonly kind: 'put'; readonly records: readonly SealedRecord[] }
  | { readonly kind: 'get'; readonly name: string }
  /** The first bytes, with the head in them. */
  | { readonly kind: 'head'; readonly name: string };

/** What belongs together, in this order: a cut-off leaves the first of them. */
export interface SealedRecord {
  readonly name: string;
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
}

/** The sealed bytes; undefined for what is not there, and for `put`. */
export type StoreAnswer = Uint8Array<ArrayBuffer> | undefined;

export type StoreAsked = { readonly ticket: number; readonly question: StoreQuestion };
export type StoreReply = { readonly ticket: number } & ({ readonly answer: StoreAnswer } | { readonly code: string });

/** From the page, first: which run, and one port for each worker that will ask. */
export type StoreOpening = { readonly runId: string; readonly ports: readonly MessagePort[] };
/** To the page, once. */
export type StoreOpened = { readonly kind: 'open' } | { readonly kind: 'failed'; readonly code: string };
