import { openStore } from '../../../src/base/store/open.ts';
import { storedSentence } from '../../../src/domain/reason.ts';
import { aDelivery, aNewItem, NOON } from './build.ts';
import { anAlertingOutcome } from './build-outcome.ts';

// A child process of the tests: writes one outcome for very many addresses and what it promised,
// from wherever the last one was killed, and says a line for each transaction.
const [path, addresses] = process.argv.slice(2);
const store = await openStore({ path: path! });
const rooms = Array.from({ length: Number(addresses) }, (_, n) => ({
  sink: 'fake',
  to: `room-${n}`,
}));
await store.saveItem(aNewItem());
const outcome = anAlertingOutcome(
  rooms.map((address, n) => aDelivery({ id: `delivery-${n}`, nonce: `nonce-${n}`, address })),
  {
    suppressed: rooms.map((address) => ({
      signal: 'signal-9',
      address,
      stage: 'band',
      because: storedSentence('low'),
      at: NOON,
    })),
    waiting: rooms.map((address) => ({
      address,
      signal: 'signal-1',
      since: NOON,
      because: storedSentence('the digest'),
    })),
  },
);
await store.saveOutcome(outcome, NOON as never);
process.stdout.write('saved\n');
while (await store.writePart()) process.stdout.write('part\n');
process.stdout.write('done\n');
await store.close();
