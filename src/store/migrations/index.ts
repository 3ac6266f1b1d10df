import type { Migration } from 'kysely';
import { up as firstTables } from './0001-first-tables.ts';
import { up as proofOfWatch } from './0002-proof-of-watch.ts';
import { up as channels } from './0003-channels.ts';
import { up as retention } from './0004-retention.ts';
import { up as fleet } from './0005-fleet.ts';
import { up as troubles } from './0011-troubles.ts';
import { up as narrowerLooks } from './0012-narrower-looks.ts';
import { up as opaqueIds } from './0013-opaque-ids.ts';
import { up as claims } from './0021-claims.ts';
import { up as secondReadings } from './0022-second-readings.ts';
import { up as reasonCodes } from './0023-reason-codes.ts';

/** Every migration in its order. Append only: a migration that anybody has run is never changed or removed. */
export const MIGRATIONS: readonly { readonly name: string; readonly migration: Migration }[] = [
  { name: '0001-first-tables', migration: { up: firstTables } },
  { name: '0002-proof-of-watch', migration: { up: proofOfWatch } },
  { name: '0003-channels', migration: { up: channels } },
  { name: '0004-retention', migration: { up: retention } },
  { name: '0005-fleet', migration: { up: fleet } },
  { name: '0011-troubles', migration: { up: troubles } },
  { name: '0012-narrower-looks', migration: { up: narrowerLooks } },
  { name: '0013-opaque-ids', migration: { up: opaqueIds } },
  { name: '0021-claims', migration: { up: claims } },
  { name: '0022-second-readings', migration: { up: secondReadings } },
  { name: '0023-reason-codes', migration: { up: reasonCodes } },
];
