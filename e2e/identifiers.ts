// What would say whose images these are, and everything in which a page could have said it.
import type { Page } from '@playwright/test';
import { readDicom, text } from '../src/core/dicom/index.ts';

/** Everything a person, or somebody behind them, could see of the page: text, attributes, title, address, storage. */
export async function everythingShown(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const caches = await globalThis.caches.keys();
    return [
      document.documentElement.outerHTML,
      document.title,
      location.href,
      JSON.stringify(Object.entries(localStorage)),
      JSON.stringify(Object.entries(sessionStorage)),
      document.cookie,
      JSON.stringify(databases),
      JSON.stringify(caches),
      ...[...document.querySelectorAll('input, textarea, select')].map((field) => (field as HTMLInputElement).value),
    ].join('\n');
  });
}

/** Names, numbers and UIDs of the originals, in the forms in which a page would show them. */
export function identifiersIn(originals: readonly Uint8Array[]): string[] {
  const found = new Set<string>();
  for (const bytes of originals) {
    const { dataset } = readDicom(bytes);
    for (const tag of [
      0x00100010, 0x00100020, 0x00080050, 0x00080018, 0x0020000d, 0x0020000e, 0x00080090, 0x00081010,
    ]) {
      const value = text(dataset, tag);
      if (value === undefined) continue;
      const parts = tag === 0x00100010 || tag === 0x00080090 ? value.split(/[\^=]/) : [value];
      for (const part of parts) if (part.trim().length > 3) found.add(part.trim().toLowerCase());
    }
  }
  return [...found];
}

/** From now on every piece of text and markup that the page ever shows is kept, however short it stood there. */
export async function keepAllShown(page: Page): Promise<() => Promise<string>> {
  await page.addInitScript(() => {
    const kept = new Set<string>();
    Object.assign(globalThis, { keptOfPage: kept });
    const observer = new MutationObserver((records) => {
      kept.add(document.title);
      for (const { type, target, attributeName, addedNodes } of records) {
        if (type === 'attributes' && target instanceof Element)
          kept.add(target.getAttribute(attributeName ?? '') ?? '');
        else if (type === 'characterData') kept.add(target.textContent ?? '');
        for (const node of addedNodes) kept.add(node instanceof Element ? node.outerHTML : (node.textContent ?? ''));
      }
    });
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  return () =>
    page.evaluate(() => {
      const { keptOfPage } = globalThis as unknown as { keptOfPage: Set<string> };
      return [...keptOfPage].join('\n');
    });
}

/** Everything that lies in the page's storage of any kind, as it lies there. */
export async function everythingStored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found: string[] = [
      JSON.stringify(Object.entries(localStorage)),
      JSON.stringify(Object.entries(sessionStorage)),
      document.cookie,
    ];
    const read = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const [name, handle] of folder.entries()) {
        found.push(name);
        if (handle instanceof FileSystemDirectoryHandle) await read(handle);
        else if (handle instanceof FileSystemFileHandle) {
          const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
          found.push(new TextDecoder('latin1').decode(bytes));
        }
      }
    };
    await read(await navigator.storage.getDirectory());
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) found.push(request.url);
    }
    for (const { name = '', version } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name, version);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(new Error('a database of the page cannot be opened'));
      });
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store).getAll();
        await new Promise((resolve) => (all.onsuccess = resolve));
        found.push(name, store, JSON.stringify(all.result));
      }
      database.close();
    }
    return found.join('\n');
  });
}
