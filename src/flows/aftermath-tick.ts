import { aftermathFollowUp, aftermathId, isComplete, isFollowedByPrices } from '../alert/follow-ups.ts';
import { allStandings, type Knowledge } from '../ask/knowledge.ts';
import type { Alert, Signal } from '../domain/alert.ts';
import type { Notice } from '../domain/notice.ts';
import { EVERY_ADDRESS } from '../domain/ports.ts';
import type { Session } from '../domain/study-report.ts';
import { DAY_MS, dayIn, type Instant, lastMinute } from '../domain/time.ts';
import type { OpenStore } from '../store/open.ts';
import { type AftermathSubject, aftermathOf } from '../study/aftermath.ts';
import type { PriceBook } from '../study/prices.ts';

/** A fifth session lies at most two weeks and the longest holidays behind an alert; later prices are no news. */
const FOLLOWED_DAYS = 21;

/** Alerts that prices still follow, with what they told. */
export const alertsFollowed = ({ archive }: Pick<OpenStore, 'archive'>, now: Instant) =>
  archive.alerts({ from: (now - FOLLOWED_DAYS * DAY_MS) as Instant, to: now });

interface AftermathDeps {
  readonly knowledge: Knowledge;
  readonly store: OpenStore;
  readonly prices: PriceBook;
}

/**
 * Tells what prices did by the first and the fifth session after each recent alert, to those who got it, once the prices hold
 * that session. An id for each session makes a second run, here or elsewhere, change nothing. Answers how many were made.
 */
export async function aftermathTick(
  now: Instant,
  { knowledge, store, prices }: AftermathDeps,
): Promise<number> {
  let made = 0;
  let standings: Awaited<ReturnType<typeof allStandings>> | null = null;
  for await (const { alert, signals } of alertsFollowed(store, now)) {
    const isOpen = async (session: Session) => (await store.alert(aftermathId(alert.id, session))) === null;
    // Once T+5 was told, T+1 is old.
    if (!isFollowedByPrices(alert) || !(await isOpen('T+5'))) continue;
    const notice = await store.notice(alert.notice!);
    if (notice === null) continue;
    standings ??= await allStandings({ knowledge, store });
    const facts = aftermathOf(aftermathSubject(alert, signals, notice, knowledge), standings, prices);
    const session = isComplete(facts, 'T+5') ? 'T+5' : 'T+1';
    if (session === 'T+1' && !(isComplete(facts, session) && (await isOpen(session)))) continue;
    const sent = await store.deliveries({ alert: alert.id, state: 'sent', limit: EVERY_ADDRESS });
    if (sent.length === 0) continue;
    const followUp = aftermathFollowUp(alert, sent, { session, facts, now });
    const { deliveries } = followUp;
    await store.saveScheduledAlerts({ alerts: [followUp.alert], deliveries, channel: null });
    made += 1;
  }
  return made;
}

/** The acts that an alert told, as an event study sees them; a store that carried an app was not acted on. */
export function aftermathSubject(
  alert: Alert,
  signals: readonly Signal[],
  notice: Notice,
  knowledge: Knowledge,
): AftermathSubject {
  const { companies } = knowledge.catalog;
  return {
    alert: alert.id,
    title: notice.title,
    at: alert.createdAt,
    events: signals
      .filter((signal) => signal.exposure.edge !== 'store')
      .flatMap((signal) => {
        const company = companies.get(signal.company);
        if (company === undefined) return [];
        const zone = knowledge.zoneOf(signal.regulator);
        const date = notice.published ?? dayIn(signal.detectedAt, zone);
        const at = signal.publishedAt ?? lastMinute(date, zone);
        const official = signal.origin === 'official';
        const { id, level } = signal;
        return [{ id, company, date, at, level, attested: true, official, title: notice.title }];
      }),
  };
}
