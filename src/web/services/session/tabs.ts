import type { EndReason } from './session-state.ts';

/** What the tabs of one browser tell each other: that somebody is active, what was closed, and that the session ended. */
export interface Tabs {
  tellEnded(reason: EndReason): void;
  tellActivity(at: number): void;
  /** Of a grant or an emergency that was ended here: another tab may show what was opened under it. */
  tellReleased(id: string): void;
  onEnded(listener: (reason: EndReason) => void): void;
  onActivity(listener: (at: number) => void): void;
  onReleased(listener: (id: string) => void): void;
}

type TabMessage =
  { kind: 'ended'; reason: EndReason } | { kind: 'active'; at: number } | { kind: 'released'; id: string };

export function createTabs(channel: BroadcastChannel): Tabs {
  const tell = (message: TabMessage) => channel.postMessage(message);
  const on = (listener: (message: TabMessage) => void) =>
    channel.addEventListener('message', (event: MessageEvent<TabMessage>) => listener(event.data));
  return {
    tellEnded: (reason) => tell({ kind: 'ended', reason }),
    tellActivity: (at) => tell({ kind: 'active', at }),
    tellReleased: (id) => tell({ kind: 'released', id }),
    onEnded: (listener) => on((message) => message.kind === 'ended' && listener(message.reason)),
    onActivity: (listener) => on((message) => message.kind === 'active' && listener(message.at)),
    onReleased: (listener) => on((message) => message.kind === 'released' && listener(message.id)),
  };
}
