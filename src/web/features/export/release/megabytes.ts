export function megabytes(byteLength: number): string {
  return `${(byteLength / 1_000_000).toFixed(byteLength < 10_000_000 ? 1 : 0)} MB`;
}
