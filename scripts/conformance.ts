import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { articleBenchmark, readabilityPages, trafilaturaPages } from './conformance/articles.ts';
import { feedResult } from './conformance/feedparser.ts';
import { everyDocument } from './conformance/files.ts';
import { robotsResult } from './conformance/robotstxt.ts';
import type { SuiteResult } from './conformance/suite.ts';

// Runs public suites against the readers of this program and prints one table (docs/evaluation.md):
//   npm run conformance -- [--differences] <folder>…
// Each folder is a checkout of a suite, told by a file in it. Nothing is fetched, and nothing of a
// suite is kept here.

interface Suite {
  readonly name: string;
  readonly marker: string;
  readonly run: (folder: string) => SuiteResult | Promise<SuiteResult>;
}
const SUITES: readonly Suite[] = [
  { name: 'google/robotstxt', marker: 'robots_test.cc', run: robotsResult },
  { name: 'kurtmckee/feedparser', marker: 'tests/wellformed', run: feedResult },
  {
    name: 'scrapinghub/article-extraction-benchmark',
    marker: 'ground-truth.json',
    run: articleBenchmark,
  },
  { name: 'mozilla/readability', marker: 'test/test-pages', run: readabilityPages },
  { name: 'adbar/trafilatura', marker: 'tests/evaldata.json', run: trafilaturaPages },
  { name: 'apache/poi', marker: 'test-data/spreadsheet', run: everyDocument },
  { name: 'mozilla/pdf.js', marker: 'test/pdfs', run: everyDocument },
];

/** The commit of a checkout; `–` where the folder is none of its own. */
function versionOf(folder: string): string {
  if (!existsSync(join(folder, '.git'))) return '–';
  const words = ['-C', folder, 'log', '-1', '--format=%h, %cs'];
  return execFileSync('git', words, { encoding: 'utf8' }).trim();
}

const folders = process.argv.slice(2).filter((word) => !word.startsWith('--'));
if (folders.length === 0) {
  console.error(
    `Name the folders of suites: npm run conformance -- [--differences] <folder>…\n${SUITES.map(({ name }) => `  github.com/${name}`).join('\n')}`,
  );
  process.exit(2);
}
console.log('| suite | version | what | checks | result |\n|---|---|---|---|---|');
for (const folder of folders.map((path) => resolve(path))) {
  const suite = SUITES.find(({ marker }) => existsSync(join(folder, marker)));
  if (suite === undefined) {
    console.error(`${basename(folder)} is no suite that is known here.`);
    process.exitCode = 2;
    continue;
  }
  const { rows, differences } = await suite.run(folder);
  for (const { what, checks, result } of rows)
    console.log(`| ${suite.name} | ${versionOf(folder)} | ${what} | ${checks} | ${result} |`);
  if (process.argv.includes('--differences'))
    for (const difference of differences) console.error(`${suite.name}: ${difference}`);
}
