/**
 * One spelling per resource. The gateway authorises a path and somebody else (the front, the PACS) resolves it; if the
 * two could read it differently, a granted study would open the door to another one. That was demonstrated with
 * `studies/<granted>/../<other>/metadata` against a real PACS. So nothing that could be resolved is let in at all.
 */
export type PathFault = 'path-not-canonical';

export interface Target {
  readonly path: string;
  /** Without the question mark; undefined when there was none. */
  readonly query: string | undefined;
}

// RFC 3986 pchar without percent-encoding, sub-delims and colon: no route of ours needs more.
const SEGMENT = /^[A-Za-z0-9._~@,-]+$/;

/** Takes the request target exactly as it stood in the request line, before any library has tidied it up. */
export function parseTarget(rawTarget: string): Target | PathFault {
  const mark = rawTarget.indexOf('?');
  const path = mark === -1 ? rawTarget : rawTarget.slice(0, mark);
  const query = mark === -1 ? undefined : rawTarget.slice(mark + 1);
  if (!path.startsWith('/') || path.length > 1024) return 'path-not-canonical';
  if (path === '/') return { path, query };
  for (const segment of path.slice(1).split('/')) {
    // An empty segment is `//` or a trailing slash; `%`, `;` and `\` are not in SEGMENT.
    if (!SEGMENT.test(segment) || segment === '.' || segment.includes('..')) return 'path-not-canonical';
  }
  return { path, query };
}
