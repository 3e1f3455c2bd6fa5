export { createEndedMemory, ENDED_MEMORY_KEYS, type EndedMemory } from './ended-memory.ts';
export { coverScreen, createEndPage } from './end-page.ts';
export { createIdleWatch, type IdleWatch } from './idle-watch.ts';
export { createOidc, type Oidc } from './oidc.ts';
export { createSession, type SessionParts } from './create-session.ts';
export { createTabs, type Tabs } from './tabs.ts';
