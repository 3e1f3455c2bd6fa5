// Where the provider keeps sessions, grants and tokens: in memory, so that a restart signs everybody out.
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Entry {
  payload: AdapterPayload;
  expiresAtMs: number;
}

/** Expired entries are looked for when this many were added. */
const SWEEP_EVERY = 500;

export function createMemoryAdapter(now: () => number): AdapterFactory {
  const entries = new Map<string, Entry>();
  let added = 0;

  function sweep(): void {
    for (const [key, { expiresAtMs }] of entries) if (expiresAtMs <= now()) entries.delete(key);
  }
  function read(key: string): AdapterPayload | undefined {
    const entry = entries.get(key);
    return entry === undefined || entry.expiresAtMs <= now() ? undefined : entry.payload;
  }

  return (model): Adapter => {
    const prefix = `${model}:`;
    const findWhere = (matches: (payload: AdapterPayload) => boolean) => {
      for (const key of entries.keys()) {
        const payload = key.startsWith(prefix) ? read(key) : undefined;
        if (payload !== undefined && matches(payload)) return payload;
      }
      return undefined;
    };
    return {
      async upsert(id, payload, expiresIn) {
        if (++added % SWEEP_EVERY === 0) sweep();
        const expiresAtMs = expiresIn === undefined ? Infinity : now() + expiresIn * 1000;
        entries.set(prefix + id, { payload, expiresAtMs });
      },
      find: async (id) => read(prefix + id),
      findByUid: async (uid) => findWhere((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => findWhere((payload) => payload.userCode === userCode),
      async consume(id) {
        const payload = read(prefix + id);
        if (payload !== undefined) payload['consumed'] = Math.floor(now() / 1000);
      },
      async destroy(id) {
        entries.delete(prefix + id);
      },
      async revokeByGrantId(grantId) {
        for (const [key, { payload }] of entries)
          if (key.startsWith(prefix) && payload.grantId === grantId) entries.delete(key);
      },
    };
  };
}
