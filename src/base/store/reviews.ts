import { sql } from 'kysely';
import type { Notice } from '../../domain/notice.ts';
import type { ReportedActionRow, Review, Store } from '../../domain/ports.ts';
import {
  PROGRAM,
  type ReportedAction,
  reviewIdOf,
  type SecondReading,
} from '../../domain/reported-action.ts';
import type { PageOf } from '../../domain/store-lists.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import { reviseItem } from './items.ts';
import { rowOf, saveNew } from './nouns.ts';
import {
  add,
  type Bodied,
  change,
  columnText,
  count,
  drop,
  find,
  findOne,
  fromBody,
  put,
  SET,
  select,
  type Wanted,
} from './rows.ts';
import type { Db, Engine, Tables, Trx } from './schema.ts';

/**
 * Replaces what the page said before; every claim of a known company waits to be compared with the
 * others.
 */
export async function saveReportedActions(
  trx: Trx,
  actions: readonly ReportedAction[],
  page: string,
  at: Instant,
): Promise<void> {
  await drop(trx, 'reported_actions', { page });
  const rows = actions.map((action) => ({
    page,
    step: columnText(action.step),
    notice_id: action.notice,
    state: action.state,
    company: action.company ?? '',
    type: action.kind,
    day_at: Date.parse(action.day),
    detected_at: action.detectedAt,
    waiting_since: isCompared(action) ? at : null,
    review_id: action.state === 'unconfirmed' ? columnText(reviewIdOf(action)) : '',
    body: JSON.stringify(action),
  }));
  await put(trx, 'reported_actions', rows);
}

const isCompared = ({ state, company }: ReportedAction) =>
  state === 'unconfirmed' || (state === 'alerted' && company !== null);

/**
 * Open questions, or decided ones; with `until` as they stood then: what was decided later was
 * open.
 */
const reviewsOf = ({ open, until }: Parameters<Store['countReviews']>[0]): Wanted => {
  if (until === undefined) return { decided_at: open ? null : SET };
  return { created_at: { to: until }, decided_at: open ? { openAt: until } : { to: until } };
};

/**
 * What a person has to decide (oldest first), what was decided (newest decision first), what pages
 * say that authorities did, and questions to a second reader.
 */
export function createReviews({ db, transaction, skipsLocked }: Engine) {
  return {
    async reviews({ limit, offset = 0, ...query }) {
      const order = query.open ? 'created_at, id' : 'decided_at desc, id';
      const reviews = await find<Review>(db, 'reviews', reviewsOf(query), { order, limit, offset });
      return query.open ? reviews.map((review) => ({ ...review, decision: null })) : reviews;
    },

    countReviews: (query) => count(db, 'reviews', reviewsOf(query)),

    decisions: () => find<Review>(db, 'reviews', { decided_at: SET }, { order: 'decided_at, id' }),

    addReview: async (review) => (await saveNew(db, 'reviews', [review])) > 0,

    /**
     * The first decision stands, but for one of the program that a person takes back: false where
     * there is no such review or it was decided before. Its page is settled once more.
     */
    decideReview: (id, decision) =>
      transaction(async (trx) => {
        const review = await decide(trx, id, decision);
        if (review === null) return false;
        if (review.kind === 'unconfirmed' && decision.overrules !== true)
          await change(trx, 'reported_actions', { review_id: id }, { waiting_since: decision.at });
        // What is accepted is settled again when it is compared with the others.
        if (review.kind !== 'unconfirmed' || decision.verdict === 'rejected')
          await reviseItem(trx, review.notice, { kind: 'review', key: id }, decision.at);
        return true;
      }),

    reportedActions({ state, company, from, to, until, limit, offset = 0 }) {
      const day = (one: string | undefined) => (one === undefined ? null : Date.parse(one));
      const wanted = {
        state,
        company,
        day_at: { from: day(from), to: day(to) },
        detected_at: { to: until },
      };
      return reportedRows(db, wanted, 'day_at desc, page, step', { limit, offset });
    },

    actionsToCompare: (limit) =>
      reportedRows(db, { waiting_since: SET }, 'waiting_since, page, step', { limit, offset: 0 }),

    async confirmActions(compared, { confirmed, reported }, at) {
      await transaction(async (trx) => {
        for (const { action, by } of confirmed) {
          const step = { step: action.step, by };
          if ('url' in by)
            await closeReview(trx, action, action.company, `the same is in ${by.url}`, at);
          const revision = { kind: 'confirmed' as const, key: action.step, confirmed: [step] };
          await reviseItem(trx, action.notice, revision, at);
        }
        for (const { notice, step } of reported) {
          const key = `${step}:reported`;
          await reviseItem(trx, notice, { kind: 'confirmed', key, reported: [step] }, at);
        }
        const { page, step } = compared;
        await change(
          trx,
          'reported_actions',
          { page, step: columnText(step) },
          { waiting_since: null },
        );
      });
    },

    // A claim that ran out is taken again: what was asked and not stored is asked once more.
    leaseReadings: ({ now, leaseMs, limit }) =>
      transaction(async (trx) => {
        const { rows } = await sql<
          Bodied & { item_id: string }
        >`select item_id, body from second_readings
          where due_at <= ${now} order by due_at, item_id limit ${limit}
          ${skipsLocked ? sql`for update skip locked` : sql``}`.execute(trx);
        for (const { item_id } of rows)
          await change(trx, 'second_readings', { item_id }, { due_at: now + leaseMs });
        return rows.map(fromBody<SecondReading>);
      }),

    readingByKey: (key) =>
      findOne<SecondReading>(db, 'second_readings', { key, state: ['answered', 'settled'] }),

    saveReading: (reading, dueAt) => save(db, reading, dueAt),

    async recordAnswer(reading, { confirmed, reported, proposals }, at) {
      await transaction(async (trx) => {
        await reviseByReader(trx, reading, { confirmed, reported }, at);
        for (const review of proposals) await saveProposal(trx, review);
        await save(trx, { ...reading, state: 'settled' }, null);
      });
    },

    async reserveCall({ day, cost, calls, most }) {
      await add(db, 'reader_days', [{ day, calls: 0, cost: 0 }]);
      const room = {
        day,
        calls: { to: calls - 1 },
        cost: { to: most === null ? null : most - cost },
      };
      const reserved = { calls: sql<number>`calls + 1`, cost: sql<number>`cost + ${cost}` };
      return (await change(db, 'reader_days', room, reserved)) > 0;
    },

    async correctCost(day, difference) {
      await change(db, 'reader_days', { day }, { cost: sql<number>`cost + ${difference}` });
    },

    async readerDay(day) {
      const [row] = await select<Tables['reader_days']>(db, '* from reader_days', { day });
      // A question is as old as the outcome that it was written with.
      const from = Date.parse(day);
      const failed = { state: 'failed', settled_at: { from, to: from + DAY_MS - 1 } };
      const withItems = 'r.body from second_readings r join items i on i.id = r.item_id';
      const failures: Record<string, number> = {};
      for (const { failure } of (await select<Bodied>(db, withItems, failed)).map(
        fromBody<SecondReading>,
      ))
        if (failure !== null) failures[failure.kind] = (failures[failure.kind] ?? 0) + 1;
      return { calls: row?.calls ?? 0, cost: row?.cost ?? 0, failures };
    },
  } satisfies Partial<Store>;
}

type RecordedAnswer = Parameters<Store['recordAnswer']>[1];

/** Makes the page of a notice due again, with what a second reader confirmed or reported of it. */
async function reviseByReader(
  trx: Trx,
  { item, notice }: SecondReading,
  { confirmed, reported }: Omit<RecordedAnswer, 'proposals'>,
  at: Instant,
): Promise<void> {
  if (confirmed.length === 0 && reported.length === 0) return;
  const steps = confirmed.map(({ action, by }) => ({ step: action.step, by }));
  const revision = {
    kind: 'second-reader' as const,
    key: item,
    ...(steps.length === 0 ? {} : { confirmed: steps }),
    ...(reported.length === 0 ? {} : { reported: reported.map(({ step }) => step) }),
  };
  if (!(await reviseItem(trx, notice, revision, at))) return;
  for (const { action } of confirmed)
    await closeReview(trx, action, null, 'a second reader confirms it', at);
}

/** Saves a question to a person, or its new text while it is undecided. */
async function saveProposal(trx: Trx, review: Review): Promise<void> {
  if ((await saveNew(trx, 'reviews', [review])) > 0) return;
  const undecided = { id: columnText(review.id), decided_at: null };
  await change(trx, 'reviews', undecided, { body: JSON.stringify(review) });
}

/**
 * Records a decision and returns the review with it; null where the review is not open, or where
 * the decision would overrule a person's.
 */
async function decide(
  trx: Trx,
  id: string,
  decision: NonNullable<Review['decision']>,
): Promise<Review | null> {
  const found = await findOne<Review>(trx, 'reviews', { id });
  if (found === null) return null;
  const before = found.decision;
  const isOverruled = before?.by === PROGRAM && decision.overrules === true;
  if (before !== null && !isOverruled) return null;
  const review = { ...found, decision };
  // Of two who decide at once the first stands.
  const unchanged = { id, decided_at: before === null ? null : before.at };
  return (await change(trx, 'reviews', unchanged, rowOf('reviews', review))) > 0 ? review : null;
}

/** What was confirmed otherwise is no question to a person any more. */
async function closeReview(
  trx: Trx,
  action: ReportedAction,
  company: ReportedAction['company'],
  because: string,
  at: Instant,
): Promise<void> {
  const decision = { verdict: 'accepted', company, by: PROGRAM, because, at } as const;
  await decide(trx, columnText(reviewIdOf(action)), decision);
}

/** Claims with what a person decided on each. */
async function reportedRows(
  db: Db,
  wanted: Wanted,
  order: string,
  page: Required<PageOf>,
): Promise<ReportedActionRow[]> {
  const columns =
    'body, (select body from reviews where reviews.id = reported_actions.review_id) as review ' +
    'from reported_actions';
  const rows = await select<Bodied & { review: string | null }>(db, columns, wanted, {
    order,
    ...page,
  });
  return rows.map((row) => ({
    action: fromBody<ReportedAction>(row),
    decision: row.review === null ? null : fromBody<Review>({ body: row.review }).decision,
  }));
}

/**
 * Notes in the outcome's transaction that a second reader is to be asked; a question that is there
 * stays.
 */
export async function saveQuestion(trx: Trx, notice: Notice, at: Instant): Promise<void> {
  const reading: SecondReading = {
    item: notice.item,
    notice: notice.id,
    state: 'waiting',
    attempts: 0,
    key: null,
    model: null,
    failure: null,
    raw: null,
    verified: null,
    tokens: null,
    cost: 0,
    at,
  };
  const row = {
    item_id: reading.item,
    notice_id: reading.notice,
    ...columnsOf(reading),
    due_at: at,
  };
  await add(trx, 'second_readings', [row]);
}

const columnsOf = (reading: SecondReading) => ({
  state: reading.state,
  key: reading.key,
  body: columnText(JSON.stringify(reading)),
});

async function save(db: Db, reading: SecondReading, due_at: number | null): Promise<void> {
  await change(db, 'second_readings', { item_id: reading.item }, { ...columnsOf(reading), due_at });
}
