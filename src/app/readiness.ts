import { limited } from '../deliver/limits.ts';
import { GATEWAY_KEY, gatewayStatusFrom } from '../domain/incident.ts';
import type { SourceState } from '../domain/item.ts';
import type { Clock } from '../domain/ports.ts';
import type { Fleet } from '../store/fleet.ts';
import type { OpenStore } from '../store/open.ts';
import { ROLE_SAYS } from './roles.ts';

const STUCK_MS = 30 * 60_000;

/** Whoever asks has a short patience of its own. */
const ANSWER_MS = 5_000;
/** Roles without which no alert comes through. */
const NEEDED = ['watch', 'deliver'] as const;

type FleetSeen = Pick<Fleet, 'alone' | 'holders'>;

/** Why the program is not doing its work, each reason with its remedy; empty = ready. Among several processes also who is missing. */
export function readinessOf(
  store: Pick<OpenStore, 'figures' | 'sourceStates' | 'recall'>,
  clock: Clock,
  fleet: FleetSeen | null = null,
  answerMs = ANSWER_MS,
): () => Promise<string[]> {
  const state = async () => {
    const figures = await store.figures();
    const states = await store.sourceStates();
    return [
      ...waits('pages wait to be read', figures.oldestItem),
      ...waits('alerts wait to be sent', figures.oldestDelivery),
      ...allSilent(states),
      ...gatewayAway(await store.recall(GATEWAY_KEY)),
      ...(fleet === null || fleet.alone ? [] : await missingRoles(fleet)),
    ];
  };
  return async () => {
    try {
      return await limited(answerMs, state());
    } catch (error) {
      return [`The database does not answer: ${(error as Error).message}`];
    }
  };

  function waits(what: string, since: number | null): string[] {
    if (since === null || clock.now() - since < STUCK_MS) return [];
    return [`Since ${new Date(since).toISOString()} ${what}: look into the log for the reason.`];
  }
}

async function missingRoles(fleet: FleetSeen): Promise<string[]> {
  const reasons: string[] = [];
  for (const role of NEEDED)
    if ((await fleet.holders(`role:${role}:`)).length === 0)
      reasons.push(
        `No process in the role "${role}" (${ROLE_SAYS[role]}) runs: start one with \`tocsin start --role ${role}\`.`,
      );
  return reasons;
}

/** Alerts are sent over another connection, so only commands and buttons are concerned. */
function gatewayAway(remembered: string | null): string[] {
  const status = gatewayStatusFrom(remembered);
  if (status === null || status.connected) return [];
  const since = new Date(status.since).toISOString();
  return [
    `The Discord gateway has been unreachable since ${since}${status.because === null ? '' : ` (${status.because})`}: commands are not answered. Check this machine’s network and discordstatus.com.`,
  ];
}

function allSilent(states: readonly SourceState[]): string[] {
  const polled = states.filter((state) => state.lastAttemptAt !== null);
  if (polled.length === 0 || polled.some((state) => state.failures === 0)) return [];
  return ['No source answers: check this machine’s network, and `tocsin sources check`.'];
}
