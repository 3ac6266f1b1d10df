import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { watchedSourcesOf } from '../src/knowledge/catalog/watched-sources.ts';
import type { SourceCheck } from '../src/pipeline/watch/check-source.ts';
import { repositoryCatalog } from '../test/support/catalog.ts';
import { isGreen, issueChanges, type OpenIssue, reportRows, reportText } from './sources-report.ts';

// Writes docs/sources.md from what `tocsin sources check --json` printed, and keeps one issue open
// for each source that is broken: `npm run sources:report -- checks.json --issues`. Without a file
// it writes the page of a check that nobody has run.

const [file, ...flags] = process.argv.slice(2);
const { catalog } = repositoryCatalog();
if (catalog === null) process.exit(1);
const checks = (file === undefined ? [] : JSON.parse(readFileSync(file, 'utf8'))) as SourceCheck[];
const rows = reportRows([...watchedSourcesOf(catalog).values()], checks);
writeFileSync('docs/sources.md', reportText(rows, file === undefined ? null : Date.now()));

const gh = (...args: string[]) => execFileSync('gh', args, { encoding: 'utf8' });
if (flags.includes('--issues')) {
  const listed = gh(
    'issue',
    'list',
    '--label',
    'source',
    '--limit',
    '1000',
    '--json',
    'number,title',
  );
  const { create, close } = issueChanges(rows, JSON.parse(listed) as OpenIssue[]);
  for (const { title, body } of create)
    gh('issue', 'create', '--label', 'source', '--title', title, '--body', body);
  for (const { number } of close)
    gh('issue', 'close', String(number), '--comment', 'It answers again.');
}
if (file !== undefined && !isGreen(rows)) process.exitCode = 1;
