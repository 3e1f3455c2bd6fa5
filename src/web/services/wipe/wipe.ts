/** What must forget the patient registers here; the session runs it at sign-out, lock and idle. Made once, in web/app. */
export interface Wipe {
  /** `forget` must drop its data synchronously where it can; a promise is awaited for at most a second. */
  register(name: string, forget: () => void | Promise<void>): () => void;
}
