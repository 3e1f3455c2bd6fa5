/** Four leaves that narrow a beam. */
export function Mark() {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M2 2h20v5H2zM2 17h20v5H2zM2 8h6v8H2zM16 8h6v8h-6z" fill="currentColor" opacity=".55" />
      <path d="M10 9.5h4v5h-4z" fill="var(--accent)" />
    </svg>
  );
}
