import type { Logger } from 'pino';
import type { SourceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { UNREACHED } from './findings.ts';
import type { PollReport } from './poll.ts';

/** More sources than this with a finding are logged as one line. */
const SINGLY = 3;
/** Failing sources from which on the machine's own network is suspected. */
const ENOUGH = 5;
/** Sources named in one line. */
const NAMED = 5;
const NEED_A_LOOK = 'sources need a look: `tocsin sources` shows each with its remedy';

/**
 * The log of the watch. Each source is logged at debug; at info and above, one line stands for many
 * sources in the same state. The first pass is summed up in one line once every source was polled,
 * or `firstPassMs` after the first flush.
 * @param sources how many sources are enabled
 */
export function createPollLog(log: Logger, sources: number, firstPassMs: number) {
  /** The newest poll of each source since the last summary. */
  const polls = new Map<SourceId, PollReport>();
  let startedAt: Instant | null = null;
  let firstPass = true;
  let offline = false;

  function noteNetwork(all: readonly PollReport[]): void {
    if (offline && all.some((poll) => !poll.failed)) {
      offline = false;
      log.info({}, 'sources answer again');
    } else if (!offline && all.length >= ENOUGH && all.every(isCutOff)) {
      offline = true;
      const counts = { answered: 0, polled: all.length, sources };
      log.warn(
        counts,
        'no source answers: this machine seems to have no network; the watch goes on asking',
      );
    }
  }

  function endFirstPass(all: readonly PollReport[]): void {
    const answered = all.filter((poll) => !poll.failed).length;
    const items = all.reduce((sum, poll) => sum + poll.saved, 0);
    log.info({ answered, polled: all.length, items }, 'the first look is done');
    const failed = all.filter((poll) => poll.finding !== null);
    if (failed.length > 0 && !offline) log.warn(countsOf(failed), NEED_A_LOOK);
  }

  return {
    /**
     * Records one finished poll; an exception is logged at once, the rest by `flush`.
     */
    note(report: PollReport): void {
      const { source, finding, saved, edited, broke } = report;
      if (broke !== undefined)
        log.error({ source, error: broke.stack }, 'a source broke its reader');
      if (finding !== null) log.debug({ source, ...finding }, 'a source has a finding');
      if (saved + edited > 0)
        log[firstPass ? 'debug' : 'info']({ source, items: saved, edited }, 'new items');
      polls.set(source, report);
    },
    /** Logs the polls recorded since the last call. */
    flush(now: Instant): void {
      startedAt ??= now;
      const all = [...polls.values()];
      noteNetwork(all);
      if (firstPass && polls.size < sources && now - startedAt < firstPassMs) return;
      polls.clear();
      if (!firstPass) logNews(all, offline, log);
      else if (all.length > 0) endFirstPass(all);
      firstPass = false;
    },
  };
}

function isCutOff({ failed, finding }: PollReport): boolean {
  return failed && finding !== null && UNREACHED.has(finding.code);
}

/** A finding is logged as a warning once while it lasts; so is a gap that opens or ends. */
function logNews(polls: readonly PollReport[], offline: boolean, log: Logger): void {
  const news = polls.filter(
    (poll) => poll.finding !== null && poll.news && !(offline && isCutOff(poll)),
  );
  if (news.length > SINGLY) log.warn(countsOf(news), NEED_A_LOOK);
  else
    for (const { source, finding } of news)
      log.warn({ source, ...finding }, 'a source needs a look');
  for (const state of ['opened', 'ended'] as const) {
    const some = polls.flatMap(({ gap }) => (gap?.state === state ? gap.gap : []));
    if (some.length > SINGLY)
      log.warn({ sources: some.length, some: named(some) }, `gaps in the watch ${state}`);
    else
      for (const { source, from, to, because } of some) {
        const span = { from: new Date(from).toISOString(), to: to && new Date(to).toISOString() };
        log.warn({ source, ...span, because }, `a gap in the watch ${state}`);
      }
  }
}

/** Number of sources by finding, and the names of some. */
function countsOf(polls: readonly PollReport[]) {
  const codes = Object.groupBy(polls, (poll) => poll.finding!.code);
  const counts = Object.fromEntries(Object.entries(codes).map(([code, of]) => [code, of!.length]));
  return { ...counts, some: named(polls) };
}

const named = (polls: readonly Pick<PollReport, 'source'>[]) =>
  polls.slice(0, NAMED).map((poll) => poll.source);
