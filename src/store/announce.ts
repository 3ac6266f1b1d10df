import { EventEmitter } from 'node:events';
import type { Store } from '../domain/ports.ts';
import type { Engine, Work } from './schema.ts';

/** Words between the parts of one process, for a database that no other process works on. */
export function wordsWithin(): Pick<Engine, 'announce' | 'listen'> {
  const words = new EventEmitter().setMaxListeners(0);
  return {
    async announce(work) {
      words.emit('work', work);
    },
    listen(hear) {
      words.on('work', hear);
      return () => words.off('work', hear);
    },
  };
}

type Announced = Pick<
  Store,
  'saveItem' | 'saveOutcome' | 'writePart' | 'saveIncidents' | 'saveScheduledAlerts'
>;

/** The methods that leave work behind say so once it is committed. A word that cannot be said is no failure: polling finds the work. */
export function announcing(store: Announced, engine: Pick<Engine, 'announce'>): Announced {
  const say = (work: Work) => engine.announce(work).catch(() => {});
  return {
    async saveItem(item) {
      const saved = await store.saveItem(item);
      if (saved !== 'known') await say('items');
      return saved;
    },
    async saveOutcome(outcome, at) {
      const fresh = await store.saveOutcome(outcome, at);
      if (fresh && outcome.deliveries.length > 0) await say('deliveries');
      return fresh;
    },
    async writePart() {
      const wrote = await store.writePart();
      if (wrote) await say('deliveries');
      return wrote;
    },
    async saveIncidents(incidents, planned) {
      const saved = await store.saveIncidents(incidents, planned);
      if (saved && (planned?.deliveries.length ?? 0) > 0) await say('deliveries');
      return saved;
    },
    async saveScheduledAlerts(planned) {
      await store.saveScheduledAlerts(planned);
      if (planned.deliveries.length > 0) await say('deliveries');
    },
  };
}
