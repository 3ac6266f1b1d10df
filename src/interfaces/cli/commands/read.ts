import { existsSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { readAnswer } from '../../../answers/queries/read-answer.ts';
import { CommandProblem } from '../../../app/io.ts';
import { catalogOf, settingsOf } from '../../../app/settings.ts';
import { kindOf } from '../../../domain/act-kind.ts';
import type { ItemId, OutletId } from '../../../domain/ids.ts';
import { jsonIn } from '../../../domain/json-text.ts';
import { shanghaiDay as today } from '../../../domain/time.ts';
import { failureOf } from '../../../pipeline/decode/failure.ts';
import { decodeWithFiles, type IncomingFile } from '../../../pipeline/decode/with-files.ts';
import { withDocumentDoubts } from '../../../pipeline/flows/publication.ts';
import { readerOf, readPartsOf } from '../../../pipeline/flows/reader.ts';
import { createWorkers } from '../../../pipeline/flows/workers.ts';
import { mapNotice } from '../../../pipeline/map/map-notice.ts';
import { noticeCard } from '../../../pipeline/present/notice-card.ts';
import { statedPublication } from '../../../pipeline/read/dates/publication-date.ts';
import {
  createPressReader,
  type PressFinding,
  type PressReading,
} from '../../../pipeline/read/press/press-reader.ts';
import { knowledgeOf } from '../../../pipeline/standing/knowledge.ts';
import type { CliCommand } from '../command.ts';
import { readJsonl } from '../loose-document.ts';
import { JSON_OPTION, languageOption } from '../option-values.ts';
import { printCard } from '../print.ts';

/** Terms shown of a decision; the rest is added up in one line. */
const SHOWN = 12;

/**
 * The decisions about a document's names as sums, the surest first: what `read --explain` prints.
 */
function explainPress(reading: PressReading): string[] {
  const sorted = [...reading.findings].sort(
    (pressFinding, other) => other.probability - pressFinding.probability,
  );
  if (sorted.length === 0) return ['No name stands near a word for a step.'];
  return sorted.flatMap(decisionLines);
}

function decisionLines(pressFinding: PressFinding): string[] {
  const terms = pressFinding.explain();
  const rest = terms.slice(SHOWN);
  const restSum = rest.reduce((sum, { weight }) => sum + weight, 0);
  const all = pressFinding.bias + terms.reduce((sum, { weight }) => sum + weight, 0);
  const whose =
    pressFinding.authority === null
      ? 'no authority named'
      : `authority: ${pressFinding.authority.name}`;
  return [
    `${pressFinding.name}: ${pressFinding.verdict}, ${(100 * pressFinding.probability).toFixed(1)} % (${kindOf(pressFinding.act)}, ${pressFinding.scope}, ${whose})`,
    `  “${pressFinding.quote}”`,
    ...terms.slice(0, SHOWN).map(({ feature, weight }) => `  ${signed(weight)}  ${feature}`),
    ...(rest.length === 0 ? [] : [`  ${signed(restSum)}  ${rest.length} smaller ones`]),
    `  ${signed(pressFinding.bias)}  before anything is known`,
    `  ${signed(all)}  sum`,
  ];
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;

/**
 * `read <file…>`: any document → what the regulator did, the apps with their spans, the companies
 * and every reason.
 */
export const read: CliCommand = (command, { io, run }) =>
  command
    .argument('[file...]', 'files; a .json file may hold {title, text, published, format}')
    .option(
      '--jsonl <file>',
      'one document a line {id, title, text, published?, outlet?}; one answer a line',
    )
    .option('--published <date>', 'day of publication, where the document does not say', dayOf)
    .option('--outlet <id>', 'newspaper that carried it')
    .option('--title <text>', 'headline, where the file has none')
    .option(
      '--with <attachment...>',
      'files that came with the document (annex, zip, picture): read as one',
    )
    .addOption(languageOption())
    .option('--explain', 'show each decision of the press model as a sum')
    .option(...JSON_OPTION)
    .action(
      run(async (files, options) => {
        const env = settingsOf(io);
        const { jsonl, explain, json, language = env.LANGUAGE } = options;
        if (jsonl !== undefined) return readJsonl(jsonl, catalogOf(env), io);
        if (files.length === 0) throw new CommandProblem('name a file to read, or --jsonl <file>.');
        const catalog = catalogOf(env);
        const knowledge = knowledgeOf(catalog);
        const attachments = (options.with ?? []).map(attachmentAt);
        if (attachments.length > 0 && files.length > 1)
          throw new CommandProblem('--with belongs to one document: read one file at a time.');
        const press = explain ? createPressReader(readPartsOf(catalog)) : null;
        const workers = createWorkers();
        const reader = readerOf(catalog);
        const answers = [];
        let failed = 0;
        const missing = files.filter((file) => !existsSync(file));
        for (const file of files) {
          if (missing.includes(file)) {
            io.err(`${file}: there is no such file.`);
            continue;
          }
          const loose = looseAt(file, options);
          const document = await decodeWithFiles(loose.main, attachments, workers.decode);
          const publication = statedPublication([loose.published, document.statedDate], io.now());
          const { title } = loose.main;
          const raw = reader(document, {
            item: basename(file) as ItemId,
            source: null,
            url: loose.main.url,
            title,
            outlet: (options.outlet ?? null) as OutletId | null,
            published: publication?.day ?? null,
            publishedAt: publication?.at ?? null,
          });
          const notice = withDocumentDoubts(raw, document);
          const failure = notice.verdict === 'action' ? null : failureOf(document);
          if (failure !== null) {
            failed += 1;
            io.err(`${file}: not read. ${failure}`);
            answers.push({ file, error: failure, findings: document.findings });
            continue;
          }
          const day = notice.published ?? today(io.now());
          const mapping =
            notice.verdict === 'action' ? mapNotice(notice, knowledge.index, day) : null;
          if (press !== null)
            for (const line of explainPress(press(document, { title: notice.title }))) io.out(line);
          if (json) answers.push(readAnswer(file, document, notice, mapping, catalog));
          const shown = { notice, mapping, text: document.text, catalog, language, now: null };
          if (!json) printCard(noticeCard(shown), io);
        }
        await workers.close();
        if (json)
          io.out(JSON.stringify(files.length === 1 ? (answers[0] ?? null) : answers, null, 2));
        if (failed > 0) return 2;
        return missing.length > 0 ? 1 : 0;
      }),
    );

/** The publication that page or command state; null where neither does. */
function dayOf(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  throw new CommandProblem(`--published "${text}" is not a date: write 2021-08-18.`);
}

function attachmentAt(path: string): IncomingFile {
  if (!existsSync(path)) throw new CommandProblem(`--with ${path}: there is no such file.`);
  return { bytes: readFileSync(path), name: basename(path), url: pathToFileURL(path).href };
}

const LooseJson = z.object({
  text: z.string(),
  title: z.coerce.string().default(''),
  published: z.string().nullish().catch(null),
});

/** A file as decoding takes it, with the day that somebody states. */
function looseAt(path: string, options: { readonly title?: string; readonly published?: string }) {
  const raw = readFileSync(path);
  const url = pathToFileURL(path).href;
  const { title = '', published = null } = options;
  if (extname(path).toLowerCase() !== '.json')
    return { main: { bytes: raw, contentType: null, url, name: basename(path), title }, published };
  const read = LooseJson.safeParse(jsonIn(raw.toString('utf8')));
  if (!read.success)
    throw new CommandProblem(
      `${path} is no document: a .json file is {"title", "text", "published"}.`,
    );
  const { text, ...stated } = read.data;
  const contentType = `text/${/<[a-z!/]/i.test(text) ? 'html' : 'markdown'}; charset=utf-8`;
  return {
    main: {
      bytes: Buffer.from(text, 'utf8'),
      contentType,
      url,
      name: null,
      title: options.title ?? stated.title,
    },
    published: published ?? stated.published ?? null,
  };
}
