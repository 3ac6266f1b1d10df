import { createWriteStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { actLines } from '../src/answers/queries/act-lines.ts';
import { CalendarDate } from '../src/domain/time.ts';
import { loadCatalog } from '../src/knowledge/catalog/load.ts';
import { knowledgeOf } from '../src/pipeline/standing/knowledge.ts';

// Every sentence of every act of the record in every language, for somebody to read: `npm run acts
// -- --out acts.tsv`. `--at` = the day as of which its state is told; today without.
const { values } = parseArgs({ options: { out: { type: 'string' }, at: { type: 'string' } } });
const at = CalendarDate.parse(values.at ?? new Date().toISOString().slice(0, 10));
const { catalog, problems } = loadCatalog('config');
if (catalog === null) {
  for (const { file, line, message } of problems) console.error(`${file}:${line} ${message}`);
  process.exit(2);
}
const out = values.out === undefined ? process.stdout : createWriteStream(values.out);
let count = 0;
for (const line of actLines(knowledgeOf(catalog), at)) {
  out.write(`${line.join('\t')}\n`);
  count += 1;
}
if (values.out !== undefined) console.log(`${count - 1} lines in ${values.out}`);
