import type { FrameMarks } from './frame-marks.ts';
import type { Store } from './store/index.ts';

/** Everything that takes away what was allowed before. */
export type Endings = Pick<Store, 'revoke' | 'endGrants' | 'endEmergencies'>;

/**
 * The store's endings, after which nobody relies on an earlier yes: each resolves when it is durable and the marks of
 * those it concerns are gone. The only caller of these three; `endings.test.ts` looks.
 */
export function createEndings(store: Endings, marks: FrameMarks): Endings {
  /** Also when it fails: it may have been written all the same. */
  const ending = async <T>(write: () => Promise<T>, forget: (written: T) => void): Promise<T> => {
    try {
      const written = await write();
      forget(written);
      return written;
    } catch (error) {
      marks.forgetAll();
      throw error;
    }
  };
  const forgetEach = (ended: readonly { readonly sid: string }[]): void => {
    for (const { sid } of ended) marks.forget({ sid });
  };
  return {
    revoke: (what) =>
      ending(
        () => store.revoke(what),
        () => marks.forget(what.kind === 'sid' ? { sid: what.key } : { sub: what.key }),
      ),
    endGrants: (which, atMs) => ending(() => store.endGrants(which, atMs), forgetEach),
    endEmergencies: (which, atMs) => ending(() => store.endEmergencies(which, atMs), forgetEach),
  };
}
