import { type Incident, isSettled } from '../domain/incident.ts';
import type { Db } from './schema.ts';

/** Somebody else wrote an incident first. Thrown inside a transaction so that it is rolled back. */
export class Overtaken extends Error {}

/** A new incident, left alone where it is known, or its next revision. */
export async function saveIncident(trx: Db, incident: Incident): Promise<void> {
  const { id, source, from, revision } = incident;
  const row = {
    revision,
    pending_since: isSettled(incident) ? null : incident.notedAt,
    body: JSON.stringify(incident),
  };
  if (revision === 0) {
    await trx
      .insertInto('troubles')
      .values({ id, source, from_at: from, ...row })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    return;
  }
  const done = await trx
    .updateTable('troubles')
    .set(row)
    .where('id', '=', id)
    .where('revision', '=', revision - 1)
    .returning('id')
    .executeTakeFirst();
  if (done === undefined) throw new Overtaken();
}
