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

/** The methods that leave work behind, and which: by what they were given and what they answer. */
const LEAVES: {
  readonly [K in Notifying]: (...call: [Awaited<ReturnType<Store[K]>>, Parameters<Store[K]>]) => Work | false;
} = {
  saveItem: (saved) => saved !== 'known' && 'items',
  saveOutcome: (fresh, [outcome]) => fresh && outcome.deliveries.length > 0 && 'deliveries',
  writePart: (wrote) => wrote && 'deliveries',
  saveIncidents: (saved, [, planned]) => saved && (planned?.deliveries.length ?? 0) > 0 && 'deliveries',
  saveScheduledAlerts: (_, [planned]) => planned.deliveries.length > 0 && 'deliveries',
};
type Notifying = 'saveItem' | 'saveOutcome' | 'writePart' | 'saveIncidents' | 'saveScheduledAlerts';

/** The same methods, saying so once it is committed. Lost notifications are harmless: polling picks the work up. */
export function withNotifications(
  store: Pick<Store, Notifying>,
  engine: Pick<Engine, 'notify'>,
): Pick<Store, Notifying> {
  const wrapped = Object.entries(LEAVES).map(([name, leaves]) => [
    name,
    async (...given: never[]) => {
      const answer = await (store[name as Notifying] as (...all: never[]) => Promise<never>)(...given);
      const work = leaves(answer, given as never);
      if (work !== false) await engine.notify(work).catch(() => {});
      return answer;
    },
  ]);
  return Object.fromEntries(wrapped) as Pick<Store, Notifying>;
}
