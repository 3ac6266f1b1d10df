// Writes docs/coverage.md: what config/companies holds, and how much of it is attested.
import { readFileSync, writeFileSync } from 'node:fs';
import { companyFilesIn, loadCompanies } from '../src/catalog/companies.ts';
import { coverage, coveragePage } from '../src/catalog/coverage.ts';
import { loadSectors } from '../src/catalog/sectors.ts';

const path = 'config/sectors.yml';
const { sectors } = loadSectors({ path, text: readFileSync(path, 'utf8') });
const { companies, problems } = loadCompanies(
  companyFilesIn('config/companies'),
  new Set(sectors.map((one) => one.id)),
);
for (const problem of problems) {
  console.error(`${problem.file}:${problem.line}:${problem.column} ${problem.message}. ${problem.remedy}`);
}
if (problems.length > 0) process.exit(1);
const found = coverage(companies, sectors);
writeFileSync('docs/coverage.md', coveragePage(found));
const { total } = found;
const share = ((100 * total.edges.attested) / total.edges.all).toFixed(1);
console.log(
  `docs/coverage.md: ${total.companies} companies, ${total.entities.all} legal entities, ${total.apps.all} apps, ` +
    `${share} % of ${total.edges.all} edges attested`,
);
