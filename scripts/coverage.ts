// Writes docs/coverage.md and docs/record.md: what config/ holds, and how much of it is attested.
// `--gaps FILE` writes what each act of the record lacks.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadCatalog } from '../src/knowledge/catalog/load.ts';
import { gapLines, recordCoverage, recordPage } from './record-coverage.ts';
import { coverage, coveragePage } from './registry-coverage.ts';

const { values } = parseArgs({ options: { gaps: { type: 'string' } } });
const { catalog, problems } = loadCatalog('config');
for (const problem of problems) {
  console.error(
    `${problem.file}:${problem.line}:${problem.column} ${problem.message}. ${problem.remedy}`,
  );
}
if (catalog === null) process.exit(1);
const found = coverage(
  [...catalog.companies.values()],
  [...catalog.sectors.values()],
  catalog.universe,
);
writeFileSync('docs/coverage.md', coveragePage(found));
const { total, universe } = found;
const share = ((100 * total.edges.attested) / total.edges.all).toFixed(1);
console.log(
  `docs/coverage.md: ${total.companies} companies with a file, ${total.entities.all} legal entities, ${total.apps.all} apps, ` +
    `${share} % of ${total.edges.all} edges attested; ${universe.companies} further listed companies`,
);

const acts = recordCoverage(catalog);
writeFileSync('docs/record.md', recordPage(acts, catalog.historyUntil));
if (values.gaps !== undefined) writeFileSync(values.gaps, gapLines(acts));
console.log(`docs/record.md: ${acts.length} acts`);
