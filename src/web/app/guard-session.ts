import { createStore, type StoreApi } from 'zustand/vanilla';
import { createIdleWatch, type EndedMemory, type Tabs } from '../services/session/index.ts';
import type { AppServices } from '../services/index.ts';

/** Announced this long before locking, so that a person with assistive technology has time to answer. */
const WARN_MS = 60_000;

export interface SessionGuard {
  /** Seconds left while the warning stands. */
  readonly warning: StoreApi<number | undefined>;
  /** Somebody is here. */
  readonly active: () => void;
  readonly setEmergency: (isOpen: boolean) => void;
}

const ACTIVITY = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

interface Parts {
  readonly page: Window;
  readonly services: AppServices;
  readonly tabs: Tabs;
  readonly memory: EndedMemory;
}

/**
 * Watches over one signed-in page: idle lock across tabs and after sleep, the longest time of a session, the other tabs'
 * sign-out, and pages that the browser kept to show again on "back".
 */
export function guardSession({ page, services, tabs, memory }: Parts): SessionGuard {
  const { session, config } = services;
  const warning = createStore<number | undefined>(() => undefined);
  let isEmergency = false;
  let watch: ReturnType<typeof createIdleWatch> | undefined;

  function start(): void {
    memory.noteActivity(Date.now());
    watch = createIdleWatch({
      timeoutMs: timeoutMs(),
      warnMs: WARN_MS,
      now: () => Date.now(),
      endsAt: Date.now() + config.sessionMaxMs,
      tellActivity: (at) => {
        memory.noteActivity(at);
        tabs.tellActivity(at);
      },
      onWarn: (secondsLeft) => warning.setState(secondsLeft, true),
      onIdle: () => session.lock(),
      onTooOld: () => session.lock('session-too-old'),
    });
    for (const kind of ACTIVITY) page.addEventListener(kind, active, { passive: true, capture: true });
    for (const kind of ['focus', 'pageshow', 'resume']) page.addEventListener(kind, check);
    page.document.addEventListener('visibilitychange', check);
  }

  const active = () => watch?.active();
  const check = () => watch?.check();
  const timeoutMs = () => (isEmergency ? config.emergencyIdleLockMs : config.idleLockMs);

  session.subscribe(() => {
    const { kind } = session.state();
    if (kind === 'signedIn' && watch === undefined) start();
    if (kind === 'ended') watch?.stop();
  });
  tabs.onEnded((reason) => session.follow(reason));
  tabs.onActivity((at) => watch?.activeElsewhere(at));
  defeatBackForwardCache(page);

  return {
    warning,
    active,
    setEmergency(isOpen) {
      isEmergency = isOpen;
      watch?.setTimeoutMs(timeoutMs());
    },
  };
}

/** A page kept in memory to be shown again on "back" would show a patient after sign-out. It is emptied when it leaves. */
function defeatBackForwardCache(page: Window): void {
  page.addEventListener('pagehide', (event) => {
    if (event.persisted) page.document.body.replaceChildren();
  });
  page.addEventListener('pageshow', (event) => {
    if (event.persisted) page.location.reload();
  });
}
