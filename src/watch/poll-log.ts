import type { Logger } from 'pino';
import type { SourceId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { UNREACHED } from './findings.ts';
import type { PollReport } from './poll.ts';

/** Above this many sources with the same finding, one line says it for all of them. */
const SINGLY = 3;
/** So many sources have to fail before the machine's own network is suspected. */
const ENOUGH = 5;
/** Sources that one line names. */
const NAMED = 5;

/**
 * The log of the watch. Each source is logged at debug; at info and above, one line stands for many sources in the same state. The
 * first look is summed up in one line when every source was asked, or at `firstLookMs` after the first flush.
 * @param sources how many sources are enabled
 */
export function createPollLog(log: Logger, sources: number, firstPassMs: number) {
  const first = new Map<SourceId, PollReport>();
  let taken: PollReport[] = [];
  let startedAt: Instant | null = null;
  let firstPass = true;
  let offline = false;

  function noteNetwork(polls: readonly PollReport[]): void {
    if (offline && polls.some((poll) => !poll.failed)) {
      offline = false;
      log.info({}, 'sources answer again');
    } else if (!offline && polls.length >= ENOUGH && polls.every(isCutOff)) {
      offline = true;
      const counts = { answered: 0, polled: polls.length, sources };
      log.warn(counts, 'no source answers: this machine seems to have no network; the watch goes on asking');
    }
  }

  function endFirstPass(): void {
    firstPass = false;
    const polls = [...first.values()];
    first.clear();
    if (polls.length === 0) return;
    const answered = polls.filter((poll) => !poll.failed).length;
    const items = polls.reduce((sum, poll) => sum + poll.saved, 0);
    log.info({ answered, polled: polls.length, items }, 'the first look is done');
    const failed = polls.filter((poll) => poll.finding !== null);
    if (failed.length > 0 && !offline)
      log.warn(countsOf(failed), 'sources need a look: `tocsin sources` shows each with its remedy');
  }

  return {
    /** Takes one finished poll; a fault of the program itself is logged at once, the rest by `flush`. */
    note(report: PollReport): void {
      const { source, finding, saved, edited, broke } = report;
      if (broke !== undefined) log.error({ source, error: broke.stack }, 'a source broke its reader');
      if (finding !== null) log.debug({ source, ...finding }, 'a source has a finding');
      if (saved + edited > 0)
        log[firstPass ? 'debug' : 'info']({ source, items: saved, edited }, 'new items');
      taken.push(report);
      if (firstPass) first.set(report.source, report);
    },
    /** Logs what was taken since the last call. */
    flush(now: Instant): void {
      startedAt ??= now;
      const polls = taken;
      taken = [];
      noteNetwork(firstPass ? [...first.values()] : polls);
      if (firstPass) {
        if (first.size >= sources || now - startedAt >= firstPassMs) endFirstPass();
        return;
      }
      logFindings(polls, offline, log);
      logGaps(polls, 'opened', log);
      logGaps(polls, 'ended', log);
    },
  };
}

function isCutOff({ failed, finding }: PollReport): boolean {
  return failed && finding !== null && UNREACHED.has(finding.code);
}

/** A finding is a warning once, while it stands. */
function logFindings(polls: readonly PollReport[], offline: boolean, log: Logger): void {
  const news = polls.filter((poll) => poll.finding !== null && poll.news && !(offline && isCutOff(poll)));
  if (news.length <= SINGLY)
    for (const { source, finding } of news) log.warn({ source, ...finding }, 'a source needs a look');
  else log.warn(countsOf(news), 'sources need a look: `tocsin sources` shows each with its remedy');
}

function logGaps(polls: readonly PollReport[], state: 'opened' | 'ended', log: Logger): void {
  const some = polls.filter((poll) => poll.gap?.state === state);
  const many = state === 'ended' ? 'gaps in the watch ended' : 'gaps in the watch opened';
  if (some.length > SINGLY) log.warn({ sources: some.length, some: named(some) }, many);
  for (const { source, gap } of some.length > SINGLY ? [] : some) {
    const { from, to, because } = gap!.gap;
    const span = { from: new Date(from).toISOString(), to: to === null ? null : new Date(to).toISOString() };
    log.warn(
      { source, ...span, because },
      state === 'ended' ? 'a gap in the watch ended' : 'a gap in the watch opened',
    );
  }
}

/** How many sources have which finding, and some of them by name. */
function countsOf(polls: readonly PollReport[]) {
  const codes = Object.groupBy(polls, (poll) => poll.finding!.code);
  const counts = Object.fromEntries(Object.entries(codes).map(([code, of]) => [code, of!.length]));
  return { ...counts, some: named(polls) };
}

const named = (polls: readonly PollReport[]) => polls.slice(0, NAMED).map((poll) => poll.source);
