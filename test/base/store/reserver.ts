import { openStore } from '../../../src/base/store/open.ts';

// A child process of the tests: reserves calls of one day until it is refused, and prints how many
// it was granted.
const [path, day, calls] = process.argv.slice(2);
const store = await openStore({ path: path! });
let granted = 0;
while (await store.reserveCall({ day: day!, cost: 1, calls: Number(calls), most: null }))
  granted += 1;
process.stdout.write(`${granted}\n`);
await store.close();
