import { afterEach } from 'vitest';
import type { OpenStore } from '../../../src/base/store/open.ts';
import type { FreshStore } from './contract.ts';

/** Opens stores for the tests of one block and closes them after each. */
export function opening(fresh: FreshStore): FreshStore {
  const open: OpenStore[] = [];
  afterEach(async () => {
    for (const store of open.splice(0)) await store.close();
  });
  return async () => {
    const store = await fresh();
    open.push(store);
    return store;
  };
}
