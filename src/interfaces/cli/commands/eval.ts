import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { knowledgeOf } from '../../../answers/queries/knowledge.ts';
import { CommandProblem, type ExitCode, type Io } from '../../../app/io.ts';
import { catalogOf, openSecondReader, settingsOf } from '../../../app/settings.ts';
import type { CalendarDate } from '../../../domain/time.ts';
import { readerOf } from '../../../pipeline/flows/reader.ts';
import { licenceKey } from '../../../pipeline/flows/second-reader.ts';
import { LEAST_PRECISION, lowerBound } from '../../../pipeline/second-reader/licence.ts';
import { agree, verify } from '../../../pipeline/second-reader/second-reader.ts';
import type { CliCommand } from '../command.ts';
import { overStore } from '../context.ts';
import { readLoose } from '../loose-document.ts';

/**
 * `eval reader <folder>`: asks the configured second reader about every labelled document in which
 * the press model leaves a step unconfirmed, stores how many names it would have confirmed rightly
 * and wrongly, and prints the lower bound of its precision: its licence to confirm. A name is right
 * where it equals, contains or is contained in a labelled target.
 */
export const evaluate: CliCommand = (command, { io, run }) =>
  command
    .command('reader')
    .description('ask the second reader about labelled press: is it right often enough to confirm?')
    .argument('[press]', 'a folder with documents.jsonl and labels.jsonl')
    .action(run((press) => runReaderTrial(press, io)));

const Line = z.object({ id: z.string(), date: z.string(), title: z.string(), text: z.string() });
const Label = z.object({
  id: z.string(),
  step: z.union([z.boolean(), z.literal('debatable')]),
  steps: z.array(z.object({ targets: z.array(z.string()) })).default([]),
});

async function runReaderTrial(folder: string | undefined, io: Io): Promise<ExitCode> {
  const env = settingsOf(io);
  const second = await openSecondReader(env);
  if (second === null)
    throw new CommandProblem('READER_URL is not set: there is no second reader to try.');
  if (folder === undefined || !existsSync(join(folder, 'labels.jsonl')))
    throw new CommandProblem('Name a folder with documents.jsonl and labels.jsonl.');
  const labels = new Map(linesOf(join(folder, 'labels.jsonl'), Label).map((one) => [one.id, one]));
  const catalog = catalogOf(env);
  const knowledge = knowledgeOf(catalog);
  const reader = readerOf(catalog);
  const { settings, reader: client } = second;
  let right = 0;
  let wrong = 0;
  let calls = 0;
  const failures = new Map<string, number>();
  for (const { id, date, title, text } of linesOf(join(folder, 'documents.jsonl'), Line)) {
    const label = labels.get(id);
    if (label === undefined || label.step === 'debatable') continue;
    const published = date.slice(0, 10) as CalendarDate;
    const loose = {
      id: randomUUID(),
      title,
      text,
      format: 'text' as const,
      published,
      outlet: null,
    };
    const { document, notice } = readLoose(loose, reader, knowledge, published);
    const findings = notice.unconfirmed ?? [];
    if (findings.length === 0) continue;
    calls += 1;
    const article = { title: notice.title, text: document.text, date: published };
    const got = await client.read(article);
    if (!got.ok) {
      failures.set(got.kind, (failures.get(got.kind) ?? 0) + 1);
      continue;
    }
    const verified = verify(got.answer, article);
    const targets = label.steps.flatMap((step) => step.targets);
    for (const finding of findings) {
      if (agree(finding, verified).kind !== 'confirmed') continue;
      const { name } = finding;
      if (targets.some((target) => target.includes(name) || name.includes(target))) right += 1;
      else wrong += 1;
    }
  }
  const bound = lowerBound({ right, wrong });
  const licence = JSON.stringify({ right, wrong });
  await overStore(env, (store) => store.remember(licenceKey(settings), licence), true);
  const failed = [...failures].map(([kind, count]) => `${count} ${kind}`).join(', ') || 'none';
  io.out(`${settings.model}: ${calls} documents asked about, failures: ${failed}`);
  io.out(
    `${right} names confirmed rightly, ${wrong} wrongly: precision at least ${bound.toFixed(3)} (95 %)`,
  );
  io.out(
    bound >= LEAST_PRECISION
      ? 'It has a licence to confirm.'
      : `No licence: ${LEAST_PRECISION} is asked, so READER_MODE=confirm only proposes.`,
  );
  return 0;
}

function linesOf<T>(path: string, shape: z.ZodType<T>): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => shape.parse(JSON.parse(line)));
}
