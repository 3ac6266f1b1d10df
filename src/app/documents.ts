import type { Document } from '../domain/document.ts';
import type { ItemId } from '../domain/ids.ts';
import type { Store } from '../domain/ports.ts';
import { documentOf } from '../pipeline/flows/read-item.ts';
import { createWorkers } from '../pipeline/flows/workers.ts';

/**
 * Decodes stored pages for those who look at them, in a process apart, so that a heavy page delays
 * no other.
 */
export function documentsOf(store: Store): (item: ItemId) => Promise<Document | null> {
  const { decode } = createWorkers();
  return (item) => documentOf(item, { store, decode });
}
