/** What a person would lose by leaving, and who asks them about it. Made once, in web/app. */
export interface UnsavedWork {
  /** `ask` is called when `has` and the person wants to leave; false keeps them here. Returns how to take it back. */
  register(part: { has: () => boolean; ask: () => Promise<boolean> }): () => void;
  readonly has: () => boolean;
  /** True at once when nothing would be lost, otherwise what the person answers. */
  mayLeave(): Promise<boolean>;
}

export function createUnsavedWork(): UnsavedWork {
  const parts = new Set<{ has: () => boolean; ask: () => Promise<boolean> }>();
  return {
    register(part) {
      parts.add(part);
      return () => parts.delete(part);
    },
    has: () => [...parts].some((part) => part.has()),
    async mayLeave() {
      for (const part of parts) if (part.has() && !(await part.ask())) return false;
      return true;
    },
  };
}
