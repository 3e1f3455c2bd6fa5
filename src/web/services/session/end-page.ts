import { DRAFTS_DATABASE } from '../drafts/drafts-database.ts';
import { SEALED_FOLDER, wipeBrowserStorage } from '../wipe/browser-storage.ts';
import type { RunnableWipe } from '../wipe/create-wipe.ts';
import type { EndOfPage } from './create-session.ts';
import type { EndedMemory } from './ended-memory.ts';
import type { Tabs } from './tabs.ts';

/** The words on the covered screen, for the moment until the next page is there. */
const COVER_TEXT = 'Locked. Clearing this window.';

/** Removes everything that is drawn, at once: no animation, no network, no React in between. */
export function coverScreen(page: Document): void {
  const notice = page.createElement('p');
  notice.textContent = COVER_TEXT;
  notice.setAttribute('role', 'status');
  notice.style.padding = '24px';
  page.title = 'Collimator';
  page.body.replaceChildren(notice);
}

export interface EndPageParts {
  readonly page: Window & typeof globalThis;
  readonly wipe: RunnableWipe;
  readonly memory: EndedMemory;
  readonly tabs: Tabs;
  /** Keys of local storage that hold preferences and nothing of a patient. */
  readonly keepKeys: readonly string[];
}

/**
 * The end of a page, after the screen was covered: tell the other tabs, forget, say the last word to the gateway,
 * then replace the page, so that nothing of its memory is left either. The order is the promise.
 */
export function createEndPage({ page, wipe, memory, tabs, keepKeys }: EndPageParts): (end: EndOfPage) => void {
  return (end) => {
    const { pathname } = page.location;
    memory.remember(end.reason);
    if (end.tellOthers) tabs.tellEnded(end.reason);
    // A locked study is opened again by the same person; the gateway refuses its handle to anybody else.
    const next = end.reason === 'locked' ? pathname : '/';
    // Whatever fails on the way, the page is replaced.
    void forgetAndLeave(end)
      .catch(() => undefined)
      .then(() => end.signOutUrl)
      .then((signOutUrl) => page.location.replace(signOutUrl ?? next));
  };

  async function forgetAndLeave(end: EndOfPage): Promise<void> {
    await wipe.run();
    // `Clear-Site-Data` on the gateway's answer empties local storage too: preferences and the lock are written back.
    const kept = keepKeys.map((key) => [key, page.localStorage.getItem(key)] as const);
    // Who signs out was asked about unsent work. After any other end the same person finds it again; it is encrypted.
    const keepFolders = end.reason === 'locked' ? [SEALED_FOLDER] : [];
    await wipeBrowserStorage(page, keepKeys, end.reason === 'signed-out' ? [] : [DRAFTS_DATABASE], keepFolders);
    if (end.tellOthers) {
      // The gateway itself refuses a login that is too old; its answer to a sign-out would empty the drafts too.
      await (end.reason === 'locked' || end.reason === 'session-too-old'
        ? end.lastWord('/api/session/events', { kind: 'locked' })
        : end.lastWord('/api/session/end'));
    }
    for (const [key, value] of kept) if (value !== null) page.localStorage.setItem(key, value);
    memory.remember(end.reason);
  }
}
