import type { OpenStore } from '../../../src/base/store/open.ts';
import { actChangesContract } from './contract-act-changes.ts';
import { browseContract } from './contract-browse.ts';
import { channelContract } from './contract-channels.ts';
import { claimContract } from './contract-claim.ts';
import { inboxContract } from './contract-inbox.ts';
import { incidentContract } from './contract-incidents.ts';
import { itemContract } from './contract-items.ts';
import { leaseContract } from './contract-leases.ts';
import { mapAgainContract } from './contract-map-again.ts';
import { marksContract } from './contract-marks.ts';
import { outcomeContract } from './contract-outcome.ts';
import { recordContract } from './contract-records.ts';
import { retentionContract } from './contract-retention.ts';
import { reviewContract } from './contract-reviews.ts';
import { secondReadingContract } from './contract-second-readings.ts';
import { standingsContract } from './contract-standings.ts';
import { subscriptionContract } from './contract-subscriptions.ts';
import { watchContract } from './contract-watch.ts';
import { workspaceContract } from './contract-workspaces.ts';

/** A fresh, empty store for one test; the suite closes it. */
export type FreshStore = () => Promise<OpenStore>;

/** What every backend does. Run once for each: `storeContract('SQLite', fresh)`. */
export function storeContract(backend: string, fresh: FreshStore): void {
  itemContract(backend, fresh);
  watchContract(backend, fresh);
  incidentContract(backend, fresh);
  outcomeContract(backend, fresh);
  recordContract(backend, fresh);
  actChangesContract(backend, fresh);
  marksContract(backend, fresh);
  standingsContract(backend, fresh);
  mapAgainContract(backend, fresh);
  reviewContract(backend, fresh);
  subscriptionContract(backend, fresh);
  claimContract(backend, fresh);
  channelContract(backend, fresh);
  browseContract(backend, fresh);
  leaseContract(backend, fresh);
  retentionContract(backend, fresh);
  secondReadingContract(backend, fresh);
  workspaceContract(backend, fresh);
  inboxContract(backend, fresh);
}
