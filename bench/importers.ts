import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCatalog } from '../src/knowledge/catalog/load.ts';
import { importGleif } from '../src/knowledge/importers/gleif.ts';
import { csvRows } from '../src/knowledge/importers/plain-csv.ts';
import { knownFirms } from '../src/knowledge/importers/proposal.ts';
import { printRows, row } from './row.ts';

// Memory and speed of the GLEIF importer over a generated golden copy: `node bench/importers.ts
// [--json] [--rows 3000000]`.
const at = process.argv.indexOf('--rows');
const ROWS = at < 0 ? 100_000 : Number(process.argv[at + 1]);

const HEADER = [
  'LEI',
  'Entity.LegalName',
  ...[1, 2, 3, 4, 5].flatMap((n) => [
    `Entity.OtherEntityNames.OtherEntityName.${n}`,
    `Entity.OtherEntityNames.OtherEntityName.${n}.type`,
  ]),
  'Entity.EntityCategory',
  'Entity.EntityStatus',
  ...Array.from({ length: 60 }, (_, n) => `Further.${n}`),
];
const RELATIONS = [
  'Relationship.StartNode.NodeID',
  'Relationship.EndNode.NodeID',
  'Relationship.RelationshipType',
  'Relationship.RelationshipStatus',
];

const lei = (n: number) => `9${String(n).padStart(19, '0')}`;
const further = ',"a field that nobody here reads"'.repeat(60);

/**
 * Rows of invented firms; every 10,000th is a firm of the registry, and owns the thousand after it.
 */
async function write(
  path: string,
  header: readonly string[],
  line: (n: number) => string,
): Promise<void> {
  const file = createWriteStream(path);
  file.write(`${header.map((name) => `"${name}"`).join(',')}\n`);
  for (let n = 0; n < ROWS; n += 1) if (!file.write(line(n))) await once(file, 'drain');
  file.end();
  await once(file, 'close');
}

const folder = mkdtempSync(join(tmpdir(), 'gleif-'));
try {
  const companies = [...loadCatalog('config').catalog!.companies.values()];
  const known = knownFirms(new Map(companies.map((one) => [one.id, one])));
  const firms = companies.flatMap((one) => one.entities.map((entity) => entity.name));
  const path = { lei: join(folder, 'lei.csv'), relations: join(folder, 'rr.csv') };
  await write(path.lei, HEADER, (n) => {
    const name =
      n % 10_000 === 0 ? firms[(n / 10_000) % firms.length] : `虚构市第${n}号贸易有限公司`;
    return `"${lei(n)}","${name}","Invented Trading No. ${n} Ltd.","ALTERNATIVE_LANGUAGE_LEGAL_NAME",${',,,,,,,'}"GENERAL","ACTIVE"${further}\n`;
  });
  await write(path.relations, RELATIONS, (n) => {
    const parent = n - (n % 10_000);
    const end = n % 10_000 < 1_000 ? parent : n + 1;
    return `"${lei(n)}","${lei(end)}","IS_DIRECTLY_CONSOLIDATED_BY","ACTIVE"\n`;
  });
  let most = 0;
  let proposals = 0;
  const before = process.memoryUsage().rss;
  const start = performance.now();
  for await (const step of importGleif(
    (file, from) => createReadStream(path[file], { start: from }),
    known,
  )) {
    if ('problem' in step) throw new Error(step.problem);
    proposals += step.proposals.length;
    most = Math.max(most, process.memoryUsage().rss);
  }
  const seconds = (performance.now() - start) / 1_000;
  const parseStart = performance.now();
  for await (const { next } of csvRows(createReadStream(path.lei)))
    if (next < 0) throw new Error('never');
  const parsed = ROWS / ((performance.now() - parseStart) / 1_000);
  const size = (statSync(path.lei).size * 2 + statSync(path.relations).size) / 2 ** 20;
  if (proposals === 0) throw new Error('nothing was found');
  printRows([
    row(
      'GLEIF import, memory on top',
      'MB',
      (most - before) / 2 ** 20,
      `the ${Math.round(size)} MB read`,
      size,
    ),
    row(
      'GLEIF import, rows a second (three passes)',
      'rows/s',
      (3 * ROWS) / seconds,
      'csv-parse alone',
      parsed,
    ),
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
