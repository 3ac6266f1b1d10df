import type { SourceState } from '../domain/item.ts';
import type { Clock } from '../domain/ports.ts';
import type { OpenStore } from '../store/open.ts';

const STUCK_MS = 30 * 60_000;

/** Why the program is not doing its work, each reason with its remedy; empty = ready. */
export function readinessOf(store: OpenStore, clock: Clock): () => Promise<string[]> {
  return async () => {
    try {
      const figures = await store.browse.figures();
      const states = await store.sourceStates();
      return [
        ...waits('pages wait to be read', figures.oldestItem),
        ...waits('alerts wait to be sent', figures.oldestDelivery),
        ...allSilent(states),
      ];
    } catch (error) {
      return [`The database does not answer: ${(error as Error).message}`];
    }
  };

  function waits(what: string, since: number | null): string[] {
    if (since === null || clock.now() - since < STUCK_MS) return [];
    return [`Since ${new Date(since).toISOString()} ${what}: look into the log for the reason.`];
  }
}

function allSilent(states: readonly SourceState[]): string[] {
  const asked = states.filter((state) => state.lastAttemptAt !== null);
  if (asked.length === 0 || asked.some((state) => state.failures === 0)) return [];
  return ['No source answers: check this machine’s network, and `tocsin sources check`.'];
}
