import { EventEmitter } from 'node:events';
import type { Store } from '../domain/ports.ts';
import type { Engine, Work } from './schema.ts';

/** Words between the parts of one process, for a database that no other process works on. */
export function localNotifications(): Pick<Engine, 'notify' | 'listen'> {
  const events = new EventEmitter().setMaxListeners(0);
  return {
    async notify(work) {
      events.emit('work', work);
    },
    listen(hear) {
      events.on('work', hear);
      return () => events.off('work', hear);
    },
  };
}

type NotifyingMethods = Pick<
  Store,
  'saveItem' | 'saveOutcome' | 'writePart' | 'saveIncidents' | 'saveScheduledAlerts'
>;

/** The methods that leave work behind say so once it is committed. Lost notifications are harmless: polling picks the work up. */
export function withNotifications(store: NotifyingMethods, engine: Pick<Engine, 'notify'>): NotifyingMethods {
  const say = (work: Work) => engine.notify(work).catch(() => {});
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
