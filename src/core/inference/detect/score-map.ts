/** Scores of text, 0 to 1, one cell for `stride` by `stride` pixels. */
export interface ScoreMap {
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
  readonly scores: Float32Array;
}
