import { existsSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { CommandProblem, type Io } from '../../app/io.ts';
import { catalogOf, settingsOf } from '../../app/settings.ts';
import { knowledgeOf } from '../../ask/knowledge.ts';
import { readAnswer } from '../../ask/read-answer.ts';
import { jsonOf } from '../../catalog/importers/proposal.ts';
import { type Decode, decodeWithFiles, type IncomingFile } from '../../decode/with-files.ts';
import type { ItemId, OutletId } from '../../domain/ids.ts';
import { type CalendarDate, dayIn, type Instant } from '../../domain/time.ts';
import { publicationOf, withDocumentDoubts } from '../../flows/publication.ts';
import { type NoticeReader, readerOf, readPartsOf } from '../../flows/reader.ts';
import { createWorkers } from '../../flows/workers.ts';
import { mapNotice } from '../../map/map-notice.ts';
import { noticeCard } from '../../present/notice-card.ts';
import { createPressReader, type PressFinding, type PressReading } from '../../read/press/press-reader.ts';
import type { CliCommand } from '../command.ts';
import { readJsonl } from '../loose-document.ts';
import { JSON_OPTION, languageOption } from '../option-values.ts';
import { printCard } from '../print.ts';

/** Terms shown of a decision; the rest is added up in one line. */
const SHOWN = 12;

/** The decisions about a document's names as sums, the surest first: what `read --explain` prints. */
function explainPress(reading: PressReading): string[] {
  const sorted = [...reading.findings].sort((one, other) => other.probability - one.probability);
  if (sorted.length === 0) return ['No name stands near a word for a step.'];
  return sorted.flatMap(decisionLines);
}

function decisionLines(one: PressFinding): string[] {
  const terms = one.explain();
  const rest = terms.slice(SHOWN);
  const restSum = rest.reduce((sum, { weight }) => sum + weight, 0);
  const all = one.bias + terms.reduce((sum, { weight }) => sum + weight, 0);
  const whose = one.authority === null ? 'no authority named' : `authority: ${one.authority.name}`;
  return [
    `${one.name}: ${one.verdict}, ${(100 * one.probability).toFixed(1)} % (${one.type}, ${one.scope}, ${whose})`,
    `  “${one.quote}”`,
    ...terms.slice(0, SHOWN).map(({ feature, weight }) => `  ${signed(weight)}  ${feature}`),
    ...(rest.length === 0 ? [] : [`  ${signed(restSum)}  ${rest.length} smaller ones`]),
    `  ${signed(one.bias)}  before anything is known`,
    `  ${signed(all)}  sum`,
  ];
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;

interface ReadFlags {
  readonly jsonl?: string;
  readonly explain?: boolean;
  readonly published?: string;
  readonly outlet?: string;
  readonly title?: string;
  readonly with?: readonly string[];
  readonly json?: boolean;
  readonly language?: 'en' | 'zh';
}

/** `read <file…>`: any document → what the regulator did, the apps with their spans, the companies and every reason. */
export const read: CliCommand = {
  define: (command, run, io) =>
    command
      .argument('[file...]', 'files; a .json file may hold {title, text, published, format}')
      .option(
        '--jsonl <file>',
        'one document a line {id, title, text, published?, outlet?}; one answer a line',
      )
      .option('--published <date>', 'day of publication, where the document does not say')
      .option('--outlet <id>', 'newspaper that carried it')
      .option('--title <text>', 'headline, where the file has none')
      .option(
        '--with <attachment...>',
        'files that came with the document (annex, zip, picture): read as one',
      )
      .addOption(languageOption())
      .option('--explain', 'show each decision of the press model as a sum')
      .option(...JSON_OPTION)
      .action((files: string[], options: ReadFlags) => run(() => readAll(files, options, io))),
};

async function readAll(files: readonly string[], options: ReadFlags, io: Io): Promise<0 | 1> {
  if (options.published !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(options.published))
    throw new CommandProblem(`--published "${options.published}" is not a date: write 2021-08-18.`);
  const env = settingsOf(io);
  if (options.jsonl !== undefined) return readJsonl(options.jsonl, catalogOf(env), io);
  if (files.length === 0) throw new CommandProblem('name a file to read, or --jsonl <file>.');
  const catalog = catalogOf(env);
  const knowledge = knowledgeOf(catalog);
  const language = options.language ?? env.LANGUAGE;
  const attachments = (options.with ?? []).map((path) => attachmentAt(path));
  if (attachments.length > 0 && files.length > 1)
    throw new CommandProblem('--with belongs to one document: read one file at a time.');
  const explain = options.explain === true ? createPressReader(readPartsOf(catalog)) : null;
  const workers = createWorkers();
  const readers = { reader: readerOf(catalog), decode: workers.decode, attachments };
  const answers = [];
  let missing = 0;
  for (const file of files) {
    if (!existsSync(file)) {
      io.err(`${file}: there is no such file.`);
      missing += 1;
      continue;
    }
    const { document, notice } = await readFile(file, options, readers, io.now());
    const day = notice.published ?? dayIn(io.now() as Instant, 'Asia/Shanghai');
    const mapping = notice.verdict === 'action' ? mapNotice(notice, knowledge.index, day) : null;
    if (explain !== null)
      for (const line of explainPress(explain(document, { title: notice.title }))) io.out(line);
    answers.push(readAnswer(file, document, notice, mapping, catalog));
    if (options.json !== true)
      printCard(noticeCard({ notice, mapping, text: document.text, catalog, language, now: null }), io);
  }
  await workers.close();
  if (options.json === true)
    io.out(JSON.stringify(files.length === 1 ? (answers[0] ?? null) : answers, null, 2));
  return missing > 0 ? 1 : 0;
}

interface Readers {
  readonly reader: NoticeReader;
  readonly decode: Decode;
  readonly attachments: readonly IncomingFile[];
}

function attachmentAt(path: string): IncomingFile {
  if (!existsSync(path)) throw new CommandProblem(`--with ${path}: there is no such file.`);
  return { bytes: readFileSync(path), name: basename(path), url: pathToFileURL(path).href };
}

async function readFile(path: string, options: ReadFlags, from: Readers, now: number) {
  const raw = readFileSync(path);
  const loose = extname(path).toLowerCase() === '.json' ? looseJson(path, raw.toString('utf8')) : null;
  const title = options.title ?? loose?.title ?? '';
  const url = pathToFileURL(path).href;
  const main =
    loose === null
      ? { bytes: raw, contentType: null, url, name: basename(path), title }
      : {
          ...{ bytes: Buffer.from(loose.text, 'utf8'), url, name: null, title },
          contentType: `text/${/<[a-z!/]/i.test(loose.text) ? 'html' : 'markdown'}; charset=utf-8`,
        };
  const document = await decodeWithFiles(main, from.attachments, from.decode);
  const stated = [options.published ?? loose?.published ?? null, document.statedDate];
  const publication = publicationOf(stated, null, 'Asia/Shanghai', now as Instant);
  const notice = from.reader(document, {
    ...{ item: basename(path) as ItemId, source: null, url, title },
    outlet: (options.outlet ?? null) as OutletId | null,
    published: publication.day as CalendarDate | null,
    publishedAt: publication.at,
  });
  return { document, notice: withDocumentDoubts(notice, document) };
}

const LooseJson = z.object({
  text: z.string(),
  title: z.coerce.string().default(''),
  published: z.string().nullish().catch(null),
});

function looseJson(path: string, text: string): z.infer<typeof LooseJson> {
  const read = LooseJson.safeParse(jsonOf(text));
  if (read.success) return read.data;
  throw new CommandProblem(`${path} is no document: a .json file is {"title", "text", "published"}.`);
}
