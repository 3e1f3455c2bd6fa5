// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWipe } from '../wipe/create-wipe.ts';
import type { EndOfPage } from './create-session.ts';
import { createEndedMemory } from './ended-memory.ts';
import { coverScreen, createEndPage } from './end-page.ts';
import type { Tabs } from './tabs.ts';

function setUp(change: Partial<EndOfPage> = {}) {
  const order: string[] = [];
  const wipe = createWipe();
  wipe.register('viewports', () => void order.push('viewports forgot'));
  wipe.register('broken', () => {
    throw new Error('cannot');
  });
  wipe.register('stuck', () => new Promise<void>(() => {}));
  const page = {
    location: { pathname: '/study/abc', replace: vi.fn((url: string) => order.push(`page ${url}`)) },
    sessionStorage,
    localStorage,
    indexedDB: {
      databases: async () => [{ name: 'foreign' }, { name: 'collimator-drafts' }],
      deleteDatabase: (name: string) => order.push(`db ${name}`),
    },
    navigator: {},
  } as unknown as Window & typeof globalThis;
  const tabs = { tellEnded: (reason: string) => order.push(`tabs ${reason}`) } as unknown as Tabs;
  const memory = createEndedMemory(localStorage, { now: () => 0, idleLockMs: 1 });
  const endPage = createEndPage({ page, wipe, memory, tabs, keepKeys: ['kept'] });
  endPage({
    reason: 'signed-out',
    signOutUrl: Promise.resolve('https://idp.example/out'),
    tellOthers: true,
    lastWord: async (path) => {
      order.push(`last word ${path}`);
      // What `Clear-Site-Data: "storage"` does.
      localStorage.clear();
    },
    ...change,
  });
  return { order, memory };
}

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.setItem('kept', 'preferences');
  localStorage.setItem('left behind', 'x');
  sessionStorage.setItem('y', 'x');
});
afterEach(() => {
  vi.useRealTimers();
  localStorage.clear();
});

describe('the end of a page', () => {
  it('tells the tabs, forgets, says the last word and leaves, in this order, whatever fails', async () => {
    const { order, memory } = setUp();
    expect(order).toEqual(['tabs signed-out', 'viewports forgot']);
    await vi.advanceTimersByTimeAsync(1500);
    expect(order).toEqual([
      'tabs signed-out',
      'viewports forgot',
      'db foreign',
      'db collimator-drafts',
      'last word /api/session/end',
      'page https://idp.example/out',
    ]);
    expect(localStorage.getItem('kept')).toBe('preferences');
    expect(localStorage.getItem('left behind')).toBeNull();
    expect(sessionStorage.length).toBe(0);
    expect(memory.ended()).toBe('signed-out');
  });

  it('remembers a lock at once, before anything that takes time, and comes back to the same study', async () => {
    const { order, memory } = setUp({ reason: 'locked', signOutUrl: Promise.resolve(undefined) });
    expect(memory.ended()).toBe('locked');
    await vi.advanceTimersByTimeAsync(1500);
    expect(order.slice(-2)).toEqual(['last word /api/session/events', 'page /study/abc']);
  });

  it('says nothing to anybody when it only follows another tab', async () => {
    const { order } = setUp({
      reason: 'signed-out-elsewhere',
      signOutUrl: Promise.resolve(undefined),
      tellOthers: false,
    });
    await vi.advanceTimersByTimeAsync(1500);
    expect(order).toEqual(['viewports forgot', 'db foreign', 'page /']);
  });

  it('covers the screen by removing what is drawn', () => {
    document.body.innerHTML = '<div id="root"><canvas></canvas>Doe, Jane</div>';
    document.title = 'Doe';
    coverScreen(document);
    expect(document.querySelector('canvas')).toBeNull();
    expect(document.body.textContent).not.toContain('Doe');
    expect(document.title).toBe('Collimator');
  });

  it.each(['locked', 'session-too-old', 'signed-out-elsewhere'] as const)(
    'leaves encrypted drafts to the same person when it was %s, and asks for nothing that would empty them',
    async (reason) => {
      const { order } = setUp({ reason });
      await vi.advanceTimersByTimeAsync(1500);
      expect(order).toContain('db foreign');
      expect(order).not.toContain('db collimator-drafts');
      if (reason !== 'signed-out-elsewhere') expect(order).toContain('last word /api/session/events');
    },
  );
});
