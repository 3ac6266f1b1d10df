import type { Alert, Signal, Suppressed } from '../domain/alert.ts';
import type { Mapping } from '../domain/exposure.ts';
import type { AlertId } from '../domain/ids.ts';
import type { Notice } from '../domain/notice.ts';
import type { Store } from '../domain/ports.ts';
import type { Score, Step } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import { saveOutcome } from './outcome.ts';
import { chunks, columnText, fromBody, fromReasonedBody } from './rows.ts';
import type { Engine } from './schema.ts';

type NoticeMethods = Pick<
  Store,
  | 'saveOutcome'
  | 'notice'
  | 'earlierVersion'
  | 'mapping'
  | 'notices'
  | 'steps'
  | 'stepsMark'
  | 'scores'
  | 'signals'
  | 'suppressed'
  | 'alert'
  | 'findAlerted'
>;

/** Notices and what they led to. Lists are newest first; steps are in the order in which they became known. */
export function createNotices({ db, write }: Engine): NoticeMethods {
  return {
    saveOutcome: (outcome, at) => saveOutcome(write, outcome, at),

    async notice(id) {
      const row = await db.selectFrom('notices').select('body').where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : fromBody<Notice>(row);
    },

    async earlierVersion(item) {
      const row = await db
        .selectFrom('items as i')
        .innerJoin('notices as n', 'n.item_id', 'i.id')
        .select('n.body')
        .where('i.source', '=', item.source)
        .where('i.key', '=', columnText(item.key))
        .where('i.version', '<', item.version)
        .orderBy('i.version', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : fromBody<Notice>(row);
    },

    async mapping(id) {
      const row = await db.selectFrom('notices').select('mapping').where('id', '=', id).executeTakeFirst();
      return row?.mapping ? (JSON.parse(row.mapping) as Mapping) : null;
    },

    async notices({ company, regulator, until, limit }) {
      let query = db.selectFrom('notices as n').select('n.body');
      if (company !== undefined)
        query = query.where('n.id', 'in', (of) =>
          of.selectFrom('notice_companies').select('notice_id').where('company', '=', company),
        );
      if (regulator !== undefined)
        query = query.where('n.id', 'in', (of) =>
          of.selectFrom('notice_regulators').select('notice_id').where('regulator', '=', regulator),
        );
      if (until !== undefined) query = query.where('n.detected_at', '<=', until);
      const rows = await query.orderBy('n.dated_at', 'desc').orderBy('n.id').limit(limit).execute();
      return rows.map(fromBody<Notice>);
    },

    async steps({ company, until, notice }) {
      let query = db.selectFrom('steps').select('body');
      if (company !== undefined) query = query.where('company', '=', company);
      if (until !== undefined) query = query.where('at', '<=', until);
      if (notice !== undefined) query = query.where('notice_id', '=', notice);
      const rows = await query.orderBy('at').orderBy('id').execute();
      return rows.map(fromBody<Step>);
    },

    // A score is saved with every outcome that touches a company; steps are counted as well, since two of one instant share it.
    async stepsMark(company) {
      const row = await db
        .selectFrom('steps')
        .where('company', '=', company)
        .select((of) => [
          of.fn.countAll().as('steps'),
          of
            .selectFrom('scores')
            .where('company', '=', company)
            .select(of.fn.max('at').as('at'))
            .as('scored'),
        ])
        .executeTakeFirstOrThrow();
      return `${row.steps} ${row.scored}`;
    },

    async scores(company, until, limit) {
      const rows = await db
        .selectFrom('scores')
        .select('body')
        .where('company', '=', company)
        .where('at', '<=', until)
        .orderBy('at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(fromBody<Score>);
    },

    async signals({ notice, company, limit }) {
      let query = db.selectFrom('signals').select('body');
      if (notice !== undefined) query = query.where('notice_id', '=', notice);
      if (company !== undefined) query = query.where('company', '=', company);
      const rows = await query.orderBy('detected_at', 'desc').orderBy('id').limit(limit).execute();
      return rows.map(fromReasonedBody<Signal>);
    },

    async suppressed({ notice, limit }) {
      let query = db.selectFrom('held').select('body');
      if (notice !== undefined) query = query.where('notice_id', '=', notice);
      const rows = await query
        .orderBy('at', 'desc')
        .orderBy('signal_id')
        .orderBy('stage')
        .limit(limit)
        .execute();
      return rows.map(fromBody<Suppressed>);
    },

    async alert(id) {
      const row = await db.selectFrom('alerts').select('body').where('id', '=', id).executeTakeFirst();
      if (row === undefined) return null;
      const signals = await db
        .selectFrom('alert_signals as m')
        .innerJoin('signals as s', 's.id', 'm.signal_id')
        .select('s.body')
        .where('m.alert_id', '=', id)
        .orderBy('m.position')
        .execute();
      return { alert: fromReasonedBody<Alert>(row), signals: signals.map(fromReasonedBody<Signal>) };
    },

    async findAlerted(keys) {
      const newest = new Map<string, { alert: AlertId; at: Instant }>();
      const wanted = new Map(keys.map((key) => [columnText(key), key]));
      for (const some of chunks([...wanted.keys()])) {
        const rows = await db
          .selectFrom('signals as s')
          .innerJoin('alert_signals as m', 'm.signal_id', 's.id')
          .innerJoin('alerts as a', 'a.id', 'm.alert_id')
          .select(['s.novelty_key', 'a.id', 'a.created_at'])
          .where('s.novelty_key', 'in', some)
          .orderBy('a.created_at')
          .orderBy('a.id')
          .execute();
        for (const row of rows)
          newest.set(wanted.get(row.novelty_key) ?? row.novelty_key, {
            alert: row.id as AlertId,
            at: row.created_at as Instant,
          });
      }
      return newest;
    },
  };
}
