import type { z } from 'zod';
import { inputOver } from '../ask/knowledge.ts';
import type { CliContext } from '../cli/context.ts';
import { type Company, listingsOn, tickerOf } from '../domain/company.ts';
import type { Step } from '../domain/score.ts';
import { type CalendarDate, dateOfDay, dayIn, dayNumber, endOfDay, type Instant } from '../domain/time.ts';
import { stands } from '../score/case-state.ts';
import { bandOf } from '../score/formula.ts';
import { shownTenths } from '../score/points.ts';
import { quickScore, RULES_VERSION, type Standing, scoreAt, standingOf } from '../score/score.ts';
import type { CaseRow, EventRow, ScoreRow, SignalRow, TableName } from './columns.ts';

const SHANGHAI = 'Asia/Shanghai';

/** Both days belong to the range. */
export interface ExportRange {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

type ExportRows<T extends z.ZodType> = AsyncGenerator<z.infer<T>>;

/** Rows of a table, made one after the other while they are written. */
export const ROWS: { [T in TableName]: (cli: CliContext, range: ExportRange) => AsyncGenerator<object> } = {
  scores: scoreRows,
  signals: signalRows,
  events: eventRows,
  cases: caseRows,
};

const lastMoment = (day: CalendarDate) => (endOfDay(day, 0, SHANGHAI) - 1_000) as Instant;
const iso = (at: number | null | undefined) => (at == null ? null : new Date(at).toISOString());

function tickerOn(company: Company | undefined, day: CalendarDate): string | null {
  const [first] = company === undefined ? [] : listingsOn(company, day);
  return first === undefined ? null : tickerOf(first);
}

/** Companies in the order of their ids, each with its ledger over all that is known by the end of the range. */
async function* standings(
  { knowledge, store }: CliContext,
  to: CalendarDate,
): AsyncGenerator<{ company: Company; standing: Standing }> {
  const until = lastMoment(to);
  const stored = new Map<string, Step[]>();
  for await (const step of store.archive.steps({ from: null, to: until })) {
    const own = stored.get(step.company);
    if (own === undefined) stored.set(step.company, [step]);
    else own.push(step);
  }
  const ids = [...knowledge.catalog.companies.keys()].sort();
  for (const id of ids) {
    const history = knowledge.history.get(id).filter((step) => step.at <= until);
    const steps = [...history, ...(stored.get(id) ?? [])];
    const standing = standingOf(inputOver(knowledge, id, steps));
    if (steps.length + standing.hits.length > 0)
      yield { company: knowledge.catalog.companies.get(id)!, standing };
  }
}

async function* scoreRows(cli: CliContext, { from, to }: ExportRange): ExportRows<typeof ScoreRow> {
  for await (const { company, standing } of standings(cli, to)) {
    const { weights } = standing;
    const begin = firstDay(standing);
    for (let day = Math.max(dayNumber(from), begin); day <= dayNumber(to); day++) {
      const date = dateOfDay(day);
      const { load, score } = quickScore(standing, lastMoment(date));
      const shown = shownTenths(score) / 10;
      yield {
        date,
        company: company.id,
        ticker: tickerOn(company, date),
        sector: company.sector,
        score: shown,
        band: bandOf(shown, weights),
        load: Math.round(load * 10_000) / 10_000,
        model: `${weights.version}+${RULES_VERSION}`,
      };
    }
  }
}

/** Day number of the first act or rule that touches a company. */
function firstDay({ ledger, hits }: Standing): number {
  const acts = ledger.matters.map((matter) => matter.entries[0]?.step.at ?? Number.POSITIVE_INFINITY);
  const rules = hits.map((hit) => hit.events[0]?.at ?? Number.POSITIVE_INFINITY);
  const first = Math.min(...acts, ...rules);
  return Number.isFinite(first) ? dayNumber(dayIn(first as Instant, SHANGHAI)) : Number.POSITIVE_INFINITY;
}

async function* signalRows(
  { store, knowledge }: CliContext,
  { from, to }: ExportRange,
): ExportRows<typeof SignalRow> {
  const span = { from: endOfDay(from, -1, SHANGHAI), to: lastMoment(to) };
  for await (const signal of store.archive.signals(span)) {
    const company = knowledge.catalog.companies.get(signal.company);
    yield {
      id: signal.id,
      detected_at: iso(signal.detectedAt)!,
      published_at: iso(signal.publishedAt),
      company: signal.company,
      ticker: tickerOn(company, dayIn(signal.detectedAt, SHANGHAI)),
      edge: signal.exposure.edge,
      notice: signal.notice,
      regulator: signal.regulator,
      case: signal.case,
      stage: signal.stage,
      level: signal.level,
      before: signal.before,
      after: signal.after,
      change: Math.round((signal.after - signal.before) * 10) / 10,
      band_before: signal.bandBefore,
      band_after: signal.bandAfter,
      deadline: signal.deadline,
      told_because: signal.alertReason,
      origin: signal.origin,
      earlier: signal.earlier,
      late: signal.late,
      apps: signal.exposure.apps.map((app) => app.name).join('; '),
    };
  }
}

async function* eventRows(cli: CliContext, { from, to }: ExportRange): ExportRows<typeof EventRow> {
  const until = lastMoment(to);
  for await (const { company, standing } of standings(cli, to)) {
    const { matters, unplaced } = standing.ledger;
    const acts = matters.flatMap((matter) => [
      ...matter.entries
        .filter((entry) => stands(entry, until))
        .map(({ step, severity }) =>
          eventRow(company, step, { level: severity.level, rule: severity.rule, case: matter.id }),
        ),
      ...matter.closings.map((step) => eventRow(company, step, { case: matter.id })),
    ]);
    const all = [...acts, ...unplaced.map((step) => eventRow(company, step, {}))];
    yield* all
      .filter((row) => row.date >= from && row.date <= to)
      .sort((one, other) =>
        one.date < other.date ? -1 : one.date > other.date ? 1 : one.id < other.id ? -1 : 1,
      );
  }
}

interface PlacedNotice {
  readonly level?: number;
  readonly rule?: string;
  readonly case?: string;
}

function eventRow(company: Company, step: Step, placed: PlacedNotice): z.infer<typeof EventRow> {
  return {
    id: step.id,
    date: step.date,
    known_at: iso(step.at)!,
    company: company.id,
    ticker: tickerOn(company, step.date),
    regulator: step.regulator,
    types: step.types.join('+'),
    level: placed.level ?? null,
    level_rule: placed.rule ?? null,
    case: placed.case ?? null,
    apps: step.companyWide ? '' : step.apps.map((app) => app.name).join('; '),
    further_apps: step.unnamedApps,
    company_wide: step.companyWide,
    deadline: step.deadline,
    fine_amount: step.fine?.amount ?? null,
    fine_currency: step.fine?.currency ?? null,
    fine_share: step.fine?.share ?? null,
    via: step.via,
    evidence: step.evidence,
    attested: step.attested,
    origin: step.origin,
    withdrawn_at: iso(step.withdrawnAt),
    title: step.title,
    url: step.url,
  };
}

async function* caseRows(cli: CliContext, { from, to }: ExportRange): ExportRows<typeof CaseRow> {
  for await (const { company, standing } of standings(cli, to)) {
    const score = scoreAt(standing, lastMoment(to));
    for (const one of score.cases) {
      const points = score.factors
        .filter((factor) => factor.case === one.id)
        .reduce((sum, { points: own }) => sum + own, 0);
      const last = one.steps.at(-1)?.date ?? one.opened;
      if (!one.open && last < from) continue;
      yield {
        as_of: to,
        id: one.id,
        company: company.id,
        ticker: tickerOn(company, to),
        regulator: one.regulator,
        stage: one.stage,
        opened: one.opened,
        deadline: one.deadline,
        closed: one.closed,
        open: one.open,
        acts: one.steps.length,
        highest_level: Math.max(...one.steps.map((step) => step.level)),
        points: Math.round(points * 10) / 10,
        title: one.title,
      };
    }
  }
}
