export interface UnsavedPart {
  readonly has: () => boolean;
  /** Called when `has` and the person wants to leave; false keeps them here. */
  readonly ask: () => Promise<boolean>;
  /** Whether it comes back by itself after a lock: then a lock loses nothing of it. */
  readonly isKept?: () => boolean;
}

/** What a person would lose by leaving, and who asks them about it. Made once, in web/app. */
export interface UnsavedWork {
  /** Returns how to take it back. */
  register(part: UnsavedPart): () => void;
  readonly has: () => boolean;
  /** Whether a lock, which cannot wait for an answer, would lose something. */
  readonly wouldLose: () => boolean;
  /** True at once when nothing would be lost, otherwise what the person answers. */
  mayLeave(): Promise<boolean>;
}

export function createUnsavedWork(): UnsavedWork {
  const parts = new Set<UnsavedPart>();
  return {
    register(part) {
      parts.add(part);
      return () => parts.delete(part);
    },
    has: () => [...parts].some((part) => part.has()),
    wouldLose: () => [...parts].some((part) => part.has() && part.isKept?.() !== true),
    async mayLeave() {
      for (const part of parts) if (part.has() && !(await part.ask())) return false;
      return true;
    },
  };
}
