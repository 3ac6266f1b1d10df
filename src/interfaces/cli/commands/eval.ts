import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CommandProblem, type ExitCode, type Io } from '../../../app/io.ts';
import { catalogOf, openSecondReader, settingsOf } from '../../../app/settings.ts';
import type { OpenStore } from '../../../base/store/open.ts';
import type { Notice, PressAction } from '../../../domain/notice.ts';
import type { VerifiedReading } from '../../../domain/reported-action.ts';
import type { CalendarDate } from '../../../domain/time.ts';
import { readerOf } from '../../../pipeline/flows/reader.ts';
import {
  authoritiesOf,
  knownNames,
  licenceKey,
  type ReaderSettings,
} from '../../../pipeline/flows/second-reader.ts';
import {
  isLicensed,
  LEAST_PRECISION,
  LEAST_UNSURE,
  lowerBound,
} from '../../../pipeline/second-reader/licence.ts';
import { agree, type SecondReader, verify } from '../../../pipeline/second-reader/second-reader.ts';
import {
  type ConfirmedName,
  countStories,
  isRight,
} from '../../../pipeline/second-reader/trial.ts';
import { type Knowledge, knowledgeOf } from '../../../pipeline/standing/knowledge.ts';
import type { CliCommand } from '../command.ts';
import { overStore } from '../context.ts';
import { readLoose } from '../loose-document.ts';

/**
 * `eval reader <folder>`: asks the configured second reader about every labelled document in which
 * the press model reads an act, sure or not, counts the distinct stories that it would have
 * confirmed rightly and wrongly (name, measure and authority, all three), and prints the lower
 * bound of its precision: its licence to confirm. It keeps to the day's budget or asks first.
 */
export const evaluate: CliCommand = (command, { io, run }) =>
  command
    .command('reader')
    .description('ask the second reader about labelled press: is it right often enough to confirm?')
    .argument('[press]', 'a folder with documents.jsonl and labels.jsonl')
    .option('--yes', 'go on although the day’s budget is too small for it')
    .option(
      '--limits',
      'asks nobody: what a reader that is always right, and one that always says yes, would get',
    )
    .action(
      run((press, { yes, limits }) =>
        limits === true ? showLimits(press, io) : runReaderTrial(press, yes === true, io),
      ),
    );

const Line = z.object({ id: z.string(), date: z.string(), title: z.string(), text: z.string() });
const Label = z.object({
  id: z.string(),
  step: z.union([z.boolean(), z.literal('debatable')]),
  steps: z
    .array(
      z.object({
        type: z.string(),
        authority: z.string().nullish(),
        targets: z.array(z.string()),
      }),
    )
    .default([]),
});

type TrialQuestion = ReturnType<typeof questionsOf>[number];

/**
 * The limits that a folder's labels set to any reader: one that confirms exactly what they say, and
 * one that confirms everything; over all documents, and over two halves by a hash of title and day.
 */
async function showLimits(folder: string | undefined, io: Io): Promise<ExitCode> {
  const knowledge = knowledgeOf(catalogOf(settingsOf(io)));
  const authorities = authoritiesOf(knowledge.catalog);
  const judged = questionsOf(labelledFolder(folder), knowledge).flatMap((question) => {
    const { notice, acts, published: day, findings, unsure, article } = question;
    const digest = createHash('sha256').update(`${article.title}\n${day}`).digest();
    return findings.flatMap((finding) => {
      const known = knownNames({ index: knowledge.index, notice, day }, finding, authorities);
      const { name, company, authority, act } = finding;
      const confirmed = { name, company, measure: act.measure, authority, day };
      const right = isRight(confirmed, acts, known);
      const half = digest[0]! % 2 === 0 ? 'first half' : 'second half';
      return right === null ? [] : [{ confirmed, right, isUnsure: unsure.has(finding), half }];
    });
  });
  for (const part of ['all', 'first half', 'second half']) {
    const rows = judged.filter(({ half }) => part === 'all' || half === part);
    for (const [reader, some] of [
      ['always right', rows.filter(({ right }) => right)],
      ['says yes', rows],
    ] as const)
      io.out(
        `${part}, ${reader}: ${said(some)}; unsure: ${said(some.filter((one) => one.isUnsure))}`,
      );
  }
  return 0;
}

function said(judged: Parameters<typeof countStories>[0]): string {
  const trial = countStories(judged);
  return (
    `${trial.right} stories right, ${trial.wrong} wrong (at least ` +
    `${lowerBound(trial).toFixed(3)})`
  );
}

function labelledFolder(folder: string | undefined): string {
  if (folder === undefined || !existsSync(join(folder, 'labels.jsonl')))
    throw new CommandProblem('Name a folder with documents.jsonl and labels.jsonl.');
  return folder;
}

async function runReaderTrial(
  folder: string | undefined,
  isAgreed: boolean,
  io: Io,
): Promise<ExitCode> {
  const env = settingsOf(io);
  if (env.READER_URL === undefined)
    throw new CommandProblem('READER_URL is not set: there is no second reader to try.');
  const labelled = labelledFolder(folder);
  const knowledge = knowledgeOf(catalogOf(env));
  const questions = questionsOf(labelled, knowledge);
  return overStore(
    env,
    async (store): Promise<ExitCode> => {
      const { settings, reader } = (await openSecondReader(env, store))!;
      const day = new Date(io.now()).toISOString().slice(0, 10);
      const left = settings.dailyCalls - (await store.readerDay(day)).calls;
      if (questions.length > left && !isAgreed && !(await agreesTo(questions.length, left, io)))
        throw new CommandProblem(
          `${questions.length} documents would be asked about, and ${Math.max(0, left)} ` +
            `questions of READER_DAILY_CALLS=${settings.dailyCalls} are left today: nothing was ` +
            'asked. --yes goes on.',
        );
      const done = await askAll(questions, { store, reader, settings, day, knowledge });
      await store.remember(licenceKey(settings), JSON.stringify(done.trial));
      report(settings.model, questions.length, done, io);
      return 0;
    },
    true,
  );
}

/** Asks at the terminal whether to send more questions than the day permits. */
async function agreesTo(wanted: number, left: number, { ask }: Io): Promise<boolean> {
  const answer = await ask?.(
    `${wanted} documents are to be asked about, and ${Math.max(0, left)} questions are left ` +
      'today. Go on? [y/N] ',
  );
  return /^y(?:es)?$/i.test(answer ?? '');
}

/** The documents of a folder, each text once, in which the press model reads an act. */
function questionsOf(folder: string, knowledge: Knowledge) {
  const labels = new Map(linesOf(join(folder, 'labels.jsonl'), Label).map((one) => [one.id, one]));
  const reader = readerOf(knowledge.catalog);
  const seen = new Set<string>();
  return linesOf(join(folder, 'documents.jsonl'), Line).flatMap(({ id, date, title, text }) => {
    const label = labels.get(id);
    const letters = `${title}${text}`.replace(/[^\p{L}\p{N}]+/gu, '');
    if (label === undefined || label.step === 'debatable' || seen.has(letters)) return [];
    seen.add(letters);
    const published = date.slice(0, 10) as CalendarDate;
    const format = 'text' as const;
    const loose = { id: randomUUID(), title, text, format, published, outlet: null };
    const { document, notice } = readLoose(loose, reader, knowledge, published);
    const unsure = notice.unconfirmed ?? [];
    const findings = [...unsure, ...sureSteps(notice)];
    if (findings.length === 0) return [];
    const article = { title: notice.title, text: document.text, date: published };
    const acts = label.steps.map((step) => ({ ...step, authority: step.authority ?? null }));
    return [{ article, notice, acts, published, findings, unsure: new Set(unsure) }];
  });
}

/** Acts that the press model is sure of, for a second reader to confirm as well. */
function sureSteps({ actions, mentions, regulator }: Notice): PressAction[] {
  if (regulator === null) return [];
  const [prefix = '', unnamed] = regulator.value.split('-unnamed');
  const authority = {
    id: unnamed === undefined ? regulator.value : null,
    name: '',
    country: unnamed === undefined ? null : prefix.toUpperCase(),
    span: regulator.span,
  };
  return actions.flatMap(({ act, phrase, span: quoteSpan, mentions: ids, probability }) =>
    mentions
      .filter(({ id }) => act.measure !== null && ids.includes(id))
      .map(
        ({ name, kind, span, company }): PressAction => ({
          ...{ act, polarity: 'step', scope: 'company', name, authority, span, quoteSpan },
          kind: kind === 'app' ? 'app' : 'entity',
          company: company ?? null,
          probability: probability ?? 1,
          quote: phrase,
          fine: null,
        }),
      ),
  );
}

interface TrialDeps {
  readonly store: OpenStore;
  readonly reader: SecondReader;
  readonly settings: ReaderSettings;
  readonly day: string;
  readonly knowledge: Knowledge;
}

/** Asks every question and counts the results; each counts towards the daily limit. */
async function askAll(questions: readonly TrialQuestion[], deps: TrialDeps) {
  const failures = new Map<string, number>();
  const judged: { confirmed: ConfirmedName; right: boolean; isUnsure: boolean }[] = [];
  for (const question of questions) {
    await deps.store.reserveCall({
      day: deps.day,
      cost: 0,
      calls: Number.MAX_SAFE_INTEGER,
      most: null,
    });
    const got = await deps.reader.read(question.article);
    if (got.ok)
      judged.push(...judge(question, verify(got.answer, question.article), deps.knowledge));
    else failures.set(got.kind, (failures.get(got.kind) ?? 0) + 1);
  }
  const unsure = countStories(judged.filter(({ isUnsure }) => isUnsure));
  return { trial: { ...countStories(judged), unsure }, failures };
}

function judge(
  { notice, acts, published: day, findings, unsure }: TrialQuestion,
  verified: VerifiedReading,
  { index, catalog }: Knowledge,
) {
  const authorities = authoritiesOf(catalog);
  return findings.flatMap((finding) => {
    const known = knownNames({ index, notice, day }, finding, authorities);
    const said = agree(finding, verified, known);
    if (said.kind !== 'confirmed') return [];
    const { name, company, act } = finding;
    const named = finding.authority;
    const authority =
      named?.id != null || said.authority === null ? named : { id: null, name: said.authority };
    const confirmed = { name, company, measure: act.measure, authority, day };
    const right = isRight(confirmed, acts, known);
    return right === null ? [] : [{ confirmed, right, isUnsure: unsure.has(finding) }];
  });
}

function report(
  model: string,
  calls: number,
  { trial, failures }: Awaited<ReturnType<typeof askAll>>,
  io: Io,
): void {
  const bound = lowerBound(trial);
  const failed = [...failures].map(([kind, count]) => `${count} ${kind}`).join(', ') || 'none';
  io.out(`${model}: ${calls} documents asked about, failures: ${failed}`);
  io.out(
    `${trial.right} stories confirmed rightly, ${trial.wrong} wrongly: precision at least ` +
      `${bound.toFixed(3)} (95 %)`,
  );
  const { right, wrong } = trial.unsure;
  io.out(
    `of what the press model is not sure of: ${right} rightly, ${wrong} wrongly, at least ` +
      `${lowerBound(trial.unsure).toFixed(3)}`,
  );
  io.out(
    isLicensed(trial)
      ? 'It has a licence to confirm.'
      : `No licence: ${LEAST_PRECISION} in all and ${LEAST_UNSURE} of the unsure are asked, so ` +
          'READER_MODE=confirm only proposes.',
  );
}

function linesOf<T>(path: string, shape: z.ZodType<T>): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => shape.parse(JSON.parse(line)));
}
