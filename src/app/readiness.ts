import { limited } from '../deliver/limits.ts';
import { GATEWAY_KEY, gatewayStatusFrom } from '../domain/incident.ts';
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
    const waits = [
      ['pages wait to be read', figures.oldestItem],
      ['alerts wait to be sent', figures.oldestDelivery],
    ] as const;
    const polled = (await store.sourceStates()).filter((one) => one.lastAttemptAt !== null);
    const gateway = gatewayStatusFrom(await store.recall(GATEWAY_KEY));
    const reasons: string[] = [];
    for (const [what, since] of waits)
      if (since !== null && clock.now() - since >= STUCK_MS)
        reasons.push(`Since ${new Date(since).toISOString()} ${what}: look into the log for the reason.`);
    if (polled.length > 0 && polled.every((one) => one.failures > 0))
      reasons.push('No source answers: check this machine’s network, and `tocsin sources check`.');
    // Alerts are sent over another connection, so only commands and buttons are concerned.
    if (gateway?.connected === false)
      reasons.push(
        `The Discord gateway has been unreachable since ${new Date(gateway.since).toISOString()}${gateway.because === null ? '' : ` (${gateway.because})`}: commands are not answered. Check this machine’s network and discordstatus.com.`,
      );
    for (const role of fleet === null || fleet.alone ? [] : NEEDED)
      if ((await fleet!.holders(`role:${role}:`)).length === 0)
        reasons.push(
          `No process in the role "${role}" (${ROLE_SAYS[role]}) runs: start one with \`tocsin start --role ${role}\`.`,
        );
    return reasons;
  };
  return () =>
    limited(answerMs, state()).catch((error: Error) => [`The database does not answer: ${error.message}`]);
}
