import type { OpenStore } from '../../base/store/open.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import {
  type CalendarDate,
  dateOfDay,
  dayIn,
  dayNumber,
  endOfDay,
  type Instant,
} from '../../domain/time.ts';
import { stands } from '../../pipeline/score/cases.ts';
import { shownTenths } from '../../pipeline/score/formula.ts';
import { quickScore, type Standing, scoreAt, standingOf } from '../../pipeline/score/score.ts';
import { inputOver, type Knowledge } from '../../pipeline/standing/knowledge.ts';
import { sayActs } from '../queries/said-acts.ts';

/** Sources of the tables: the knowledge, and the rows of the database. */
export interface ExportDeps {
  readonly knowledge: Knowledge;
  readonly store: Pick<OpenStore, 'archive'>;
}

/** Both days belong to the range. */
export interface ExportRange {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

const SHANGHAI = 'Asia/Shanghai';
const lastMoment = (day: CalendarDate) => (endOfDay(day, 0, SHANGHAI) - 1_000) as Instant;

/**
 * Companies in the order of their ids, each with its ledger over everything known by the end of the
 * range.
 */
async function* standings({ knowledge, store }: ExportDeps, to: CalendarDate) {
  const until = lastMoment(to);
  const stored = new Map<string, RegulatoryEvent[]>();
  for await (const event of store.archive.events({ from: null, to: until })) {
    const own = stored.get(event.company);
    if (own === undefined) stored.set(event.company, [event]);
    else own.push(event);
  }
  for (const id of [...knowledge.catalog.companies.keys()].sort()) {
    const history = knowledge.history.get(id).filter((event) => event.at <= until);
    const events = [...history, ...(stored.get(id) ?? [])];
    const standing = standingOf(inputOver(knowledge, id, events));
    if (events.length + standing.hits.length > 0)
      yield { company: knowledge.catalog.companies.get(id)!, standing };
  }
}

export async function* scores(deps: ExportDeps, { from, to }: ExportRange) {
  for await (const { company: owner, standing } of standings(deps, to)) {
    for (let at = Math.max(dayNumber(from), firstDay(standing)); at <= dayNumber(to); at++) {
      const day = dateOfDay(at);
      const { load, score } = quickScore(standing, lastMoment(day));
      const { weights } = standing;
      yield { owner, company: owner.id, day, load, weights, score: shownTenths(score) / 10 };
    }
  }
}

/** Day number of the first act or rule that touches a company. */
function firstDay({ ledger, hits }: Standing): number {
  const acts = ledger.matters.map(
    (matter) => matter.entries[0]?.event.at ?? Number.POSITIVE_INFINITY,
  );
  const rules = hits.map((hit) => hit.events[0]?.at ?? Number.POSITIVE_INFINITY);
  const first = Math.min(...acts, ...rules);
  return Number.isFinite(first) ? dayNumber(dayIn(first as Instant, SHANGHAI)) : first;
}

export async function* signals({ store, knowledge }: ExportDeps, { from, to }: ExportRange) {
  const span = { from: endOfDay(from, -1, SHANGHAI), to: lastMoment(to) };
  for await (const signal of store.archive.signals(span))
    yield {
      ...signal,
      owner: knowledge.catalog.companies.get(signal.company),
      day: dayIn(signal.detectedAt, SHANGHAI),
    };
}

/** Acts with their cases, by day; those outside any case have no level and case. */
export async function* events(deps: ExportDeps, { from, to }: ExportRange) {
  const until = lastMoment(to);
  for await (const { company: owner, standing } of standings(deps, to)) {
    const { ledger } = standing;
    const { matters, unplaced } = ledger;
    const known = [
      ...matters.flatMap(({ entries, closings, news }) => [
        ...entries.flatMap(({ event, changes }) => [event, ...changes]),
        ...closings,
        ...news,
      ]),
      ...unplaced,
    ];
    const { wording } = deps.knowledge;
    const say = sayActs({ ledger, events: known, wording, at: until }, 'en');
    const row = (
      event: RegulatoryEvent,
      placed: { level?: number; levelRule?: string; case?: string } = {},
    ) => ({
      ...event,
      ...placed,
      ...say(event),
      company: owner.id,
      owner,
      day: event.date,
    });
    const acts = matters.flatMap((matter) => [
      ...matter.entries
        .filter((entry) => stands(entry, until))
        .map(({ event, severity: { level, rule } }) =>
          row(event, { level, levelRule: rule, case: matter.id }),
        ),
      ...matter.closings.map((event) => row(event, { case: matter.id })),
    ]);
    yield* [...acts, ...unplaced.map((event) => row(event))]
      .filter((one) => one.date >= from && one.date <= to)
      .sort((a, b) => (`${a.date} ${a.id}` < `${b.date} ${b.id}` ? -1 : 1));
  }
}

/** Cases that were open on the last day, or had an act since the first. */
export async function* cases(deps: ExportDeps, { from, to }: ExportRange) {
  for await (const { company: owner, standing } of standings(deps, to)) {
    const { cases: all, factors } = scoreAt(standing, lastMoment(to));
    for (const matter of all) {
      const own = factors.filter((factor) => factor.case === matter.id);
      const points = own.reduce((sum, factor) => sum + factor.points, 0);
      if (matter.open || (matter.steps.at(-1)?.date ?? matter.opened) >= from)
        yield { ...matter, points, owner, day: to };
    }
  }
}
