/** The viewer's own bundle. Asked for early (idle worklist, study address) so that it is there when the grant is. */
export async function loadReading() {
  const { Reading } = await import('../features/reading/index.tsx');
  return { default: Reading };
}
