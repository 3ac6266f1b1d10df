import { EventEmitter } from 'node:events';
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

/** Tells everybody of work that is committed. Lost notifications are harmless: polling picks the work up. */
export const announce = ({ notify }: Pick<Engine, 'notify'>, work: Work): Promise<void> =>
  notify(work).catch(() => {});
