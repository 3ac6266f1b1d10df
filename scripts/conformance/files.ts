import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createWorkers } from '../../src/pipeline/flows/workers.ts';
import type { SuiteResult } from './suite.ts';

const DOCUMENT = /\.(?:docx?|xlsx?|xlsm|pdf)$/i;

/**
 * Every document in a folder in a process apart: none may throw, and each gives text or a finding.
 */
export async function everyDocument(folder: string): Promise<SuiteResult> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => DOCUMENT.test(name) && statSync(join(folder, name)).isFile())
    .sort();
  const workers = createWorkers();
  const differences: string[] = [];
  const counts = { text: 0, findings: 0, empty: 0 };
  let slowest = 0;
  for (const file of files) {
    const started = performance.now();
    try {
      const bytes = readFileSync(join(folder, file));
      const { text, findings } = await workers.decode({ bytes, name: basename(file), ocr: null });
      if (text !== '') counts.text += 1;
      else if (findings.length > 0) counts.findings += 1;
      else counts.empty += 1;
      if (findings.some(({ code }) => code === 'took-too-long')) differences.push(`${file}: slow`);
    } catch (error) {
      differences.push(`${file}: throws ${(error as Error).message}`);
    }
    slowest = Math.max(slowest, performance.now() - started);
  }
  await workers.close();
  const { text, findings, empty } = counts;
  const result = `${text} with text, ${findings} with a finding, ${empty} empty, slowest ${(slowest / 1_000).toFixed(1)} s`;
  return { rows: [{ what: 'documents', checks: files.length, result }], differences };
}
