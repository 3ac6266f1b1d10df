import { existsSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { readAnswer } from '../../../answers/queries/read-answer.ts';
import { CommandProblem, type ExitCode, type Io } from '../../../app/io.ts';
import { catalogOf, settingsOf } from '../../../app/settings.ts';
import { formatReason } from '../../../base/i18n/sentence.ts';
import { kindOf } from '../../../domain/act-kind.ts';
import type { Catalog } from '../../../domain/catalog.ts';
import type { Document } from '../../../domain/document.ts';
import type { ItemId, OutletId } from '../../../domain/ids.ts';
import { jsonIn } from '../../../domain/json-text.ts';
import type { Language } from '../../../domain/language.ts';
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

/** Terms shown of a decision; the rest is summed in one line. */
const SHOWN = 12;

/**
 * The decisions about a document's names as sums, most certain first: the output of `read
 * --explain`.
 */
function explainPress(reading: PressReading): string[] {
  const sorted = [...reading.findings].sort(
    (pressFinding, other) => other.probability - pressFinding.probability,
  );
  if (sorted.length === 0) return ['No name stands near a word for a step.'];
  return sorted.flatMap(decisionLines);
}

function decisionLines(pressFinding: PressFinding): string[] {
  const { because } = pressFinding;
  const terms = pressFinding.explain();
  const rest = terms.slice(SHOWN);
  const restSum = rest.reduce((sum, { weight }) => sum + weight, 0);
  const all = pressFinding.bias + terms.reduce((sum, { weight }) => sum + weight, 0);
  const whose =
    pressFinding.authority === null
      ? 'no authority named'
      : `authority: ${pressFinding.authority.name}`;
  return [
    `${pressFinding.name}: ${pressFinding.verdict}, ` +
      `${(100 * pressFinding.probability).toFixed(1)} % (${kindOf(pressFinding.act)}, ` +
      `${pressFinding.scope}, ${whose})`,
    `  “${pressFinding.quote}”`,
    ...(because === undefined ? [] : [`  ${formatReason(because, 'en')}`]),
    ...terms.slice(0, SHOWN).map(({ feature, weight }) => `  ${signed(weight)}  ${feature}`),
    ...(rest.length === 0 ? [] : [`  ${signed(restSum)}  ${rest.length} smaller ones`]),
    `  ${signed(pressFinding.bias)}  before anything is known`,
    `  ${signed(all)}  sum`,
  ];
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;

/** `read <file…>`: the acts, apps with their spans, companies and all reasons of any document. */
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
    .option('--text', 'add the title and the text that was read to each answer')
    .option('--explain', 'show each decision of the press model as a sum')
    .option(...JSON_OPTION)
    .action(
      run((files, options) => {
        const { jsonl } = options;
        return jsonl === undefined
          ? readFiles(files, options, io)
          : readJsonl(jsonl, catalogOf(settingsOf(io)), io, options);
      }),
    );

interface ReadOptions {
  readonly published?: string;
  readonly outlet?: string;
  readonly title?: string;
  readonly with?: readonly string[];
  readonly language?: Language;
  readonly text?: true;
  readonly explain?: true;
  readonly json?: true;
}

async function readFiles(
  files: readonly string[],
  options: ReadOptions,
  io: Io,
): Promise<ExitCode | undefined> {
  const env = settingsOf(io);
  if (files.length === 0) throw new CommandProblem('name a file to read, or --jsonl <file>.');
  const catalog = catalogOf(env);
  const attachments = (options.with ?? []).map(attachmentAt);
  if (attachments.length > 0 && files.length > 1)
    throw new CommandProblem('--with belongs to one document: read one file at a time.');
  const workers = createWorkers();
  const parts: OpenedReader = {
    catalog,
    options: { ...options, language: options.language ?? env.LANGUAGE },
    io,
    attachments,
    decode: workers.decode,
    index: knowledgeOf(catalog).index,
    reader: readerOf(catalog),
    press: options.explain ? createPressReader(readPartsOf(catalog)) : null,
  };
  const answers: (FileAnswer | null)[] = [];
  for (const file of files) answers.push(await readOneFile(file, parts));
  await workers.close();
  const found = answers.filter((answer) => answer !== null);
  if (options.json) {
    const shown = found.map(({ json }) => json);
    io.out(JSON.stringify(files.length === 1 ? (shown[0] ?? null) : shown, null, 2));
  }
  if (found.some(({ failed }) => failed)) return 2;
  return found.length < files.length ? 1 : 0;
}

interface OpenedReader {
  readonly catalog: Catalog;
  readonly options: ReadOptions & { readonly language: Language };
  readonly io: Io;
  readonly attachments: readonly IncomingFile[];
  readonly decode: ReturnType<typeof createWorkers>['decode'];
  readonly index: ReturnType<typeof knowledgeOf>['index'];
  readonly reader: ReturnType<typeof readerOf>;
  /** The model again, for `--explain`. */
  readonly press: ReturnType<typeof createPressReader> | null;
}

interface FileAnswer {
  readonly failed: boolean;
  /** Null where only the text is asked for. */
  readonly json: object | null;
}

/** Reads a file and prints its result; null = it does not exist. */
async function readOneFile(file: string, parts: OpenedReader): Promise<FileAnswer | null> {
  const { catalog, options, io, press } = parts;
  if (!existsSync(file)) {
    io.err(`${file}: there is no such file.`);
    return null;
  }
  const { notice, document } = await noticeIn(file, parts);
  const isAction = notice.verdict === 'action';
  const failure = isAction ? null : failureOf(document);
  if (failure !== null) {
    io.err(`${file}: not read. ${failure}`);
    return { failed: true, json: { file, error: failure, findings: document.findings } };
  }
  const mapping = isAction
    ? mapNotice(notice, parts.index, notice.published ?? today(io.now()))
    : null;
  const reading = press?.(document, { title: notice.title });
  for (const line of reading === undefined ? [] : explainPress(reading)) io.out(line);
  const { language } = options;
  const shown = { notice, mapping, text: document.text, catalog, language, now: null };
  if (!options.json) printCard(noticeCard(shown), io);
  if (!options.json && options.text) io.out(`${notice.title}\n\n${document.text}\n`);
  if (!options.json) return { failed: false, json: null };
  const answer = readAnswer(file, document, notice, mapping, catalog);
  return { failed: false, json: options.text ? { ...answer, text: document.text } : answer };
}

/** The notice of a file, and its document without the cells of its tables, which were read. */
async function noticeIn(file: string, { options, io, attachments, decode, reader }: OpenedReader) {
  const loose = looseAt(file, options);
  const decoded = await decodeWithFiles(loose.main, attachments, decode);
  const publication = statedPublication([loose.published, decoded.statedDate], io.now());
  const raw = reader(decoded, aboutOf(file, loose.main, options.outlet, publication));
  const document: Document = { ...decoded, tables: [] };
  return { notice: withDocumentDoubts(raw, decoded), document };
}

/** Facts about a document besides its text. */
function aboutOf(
  file: string,
  { url, title }: { readonly url: string; readonly title: string },
  outlet: string | undefined,
  publication: ReturnType<typeof statedPublication>,
) {
  return {
    item: basename(file) as ItemId,
    source: null,
    url,
    title,
    outlet: (outlet ?? null) as OutletId | null,
    published: publication?.day ?? null,
    publishedAt: publication?.at ?? null,
  };
}

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

/** A file as input of decoding, with a stated day. */
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
