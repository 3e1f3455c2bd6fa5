import { StoreUnavailable, type Store } from '../store/index.ts';

/** A store whose named methods fail while `isFailing`, as when the database is away or its disk is full. */
export function failingStore(
  store: Store,
  methods: readonly (keyof Store)[],
): { store: Store; failure: { isFailing: boolean } } {
  const failure = { isFailing: false };
  const wrapped = new Proxy(store, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      const isNamed = methods.some((one) => one === name);
      return (...args: unknown[]): unknown => {
        if (isNamed && failure.isFailing) return Promise.reject(new StoreUnavailable('on purpose'));
        return Reflect.apply(method, target, args);
      };
    },
  });
  return { store: wrapped, failure };
}
