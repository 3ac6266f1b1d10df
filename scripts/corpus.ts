import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Archive, cloneOf, filesOf, readArchives } from './corpus/archives.ts';
import { type KeyedLabel, readBackground, readKeys } from './corpus/keys.ts';
import { type ArchiveRecord, recordsIn } from './corpus/records.ts';

/** A document that nobody read counts so much in training, as one without a step. */
const UNREAD = 0.3;

interface FoundRecord extends ArchiveRecord {
  readonly archive: string;
  /** Of a stream that nobody selected by its matter. */
  readonly general: boolean;
}

/**
 * Rebuilds the texts of the labelled documents from public archives into an ignored folder, for
 * `npm run train`. Labels name a document by its archive and the hash of its title and text.
 */
function main(): void {
  const { values } = parseArgs({
    options: {
      training: { type: 'string', default: 'training' },
      archives: { type: 'string', default: 'data/archives' },
      out: { type: 'string', default: 'data/press' },
    },
  });
  const labels = readKeys(join(values.training, 'labels.jsonl'));
  const background = readBackground(join(values.training, 'background.txt'));
  const wanted = new Set([...labels.map(({ id }) => id), ...background]);
  mkdirSync(values.archives, { recursive: true });
  const found = new Map<string, FoundRecord>();
  for (const archive of readArchives(join(values.training, 'archives.yml'))) {
    const clone = cloneOf(archive, values.archives);
    let count = 0;
    for (const record of recordsOf(archive, clone)) {
      if (!wanted.has(record.hash) || found.has(record.hash)) continue;
      const general = archive.general !== undefined;
      found.set(record.hash, { ...record, archive: archive.repository, general });
      count += 1;
    }
    console.log(`${archive.repository}: ${count} documents`);
  }
  writeCorpus(values.out, labels, background, found);
}

function* recordsOf(archive: Archive, clone: string): Iterable<ArchiveRecord> {
  const lacks = (path: string) =>
    console.error(`${archive.repository}: ${path} is not in the clone`);
  for (const files of archive.files)
    for (const { path, bytes } of filesOf(archive, clone, files, lacks))
      yield* recordsIn(path, bytes, files);
}

function writeCorpus(
  folder: string,
  labels: readonly KeyedLabel[],
  background: readonly string[],
  found: ReadonlyMap<string, FoundRecord>,
): void {
  const known = new Set(labels.map(({ id }) => id));
  const unread = background
    .filter((id) => !known.has(id))
    .map((id): KeyedLabel => ({ ...NOBODY_READ, id }));
  const rows = [...labels, ...unread].flatMap((label) => {
    const record = found.get(label.id);
    return record === undefined ? [] : [{ label, record }];
  });
  const documents = rows.map(({ label, record }) => {
    const { id, weight, measured, share } = label;
    const { date, title, text, archive, general } = record;
    const lang = label.lang ?? languageOf(`${title}\n${text}`);
    return JSON.stringify({
      id,
      lang,
      date,
      archive,
      general,
      title,
      text,
      weight,
      measured,
      share,
    });
  });
  const missing = labels.length + unread.length - rows.length;
  const lines = rows.map(({ label: { id, step, steps, others } }) =>
    JSON.stringify({ id, step, steps, others }),
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'documents.jsonl'), `${documents.join('\n')}\n`);
  writeFileSync(join(folder, 'labels.jsonl'), `${lines.join('\n')}\n`);
  const hash = createHash('sha256').update(documents.join('\n')).digest('hex').slice(0, 12);
  console.log(
    `${rows.length} documents in ${folder} (texts ${hash})${missing === 0 ? '' : `; ${missing} were not found`}`,
  );
  if (missing > 0) process.exitCode = 1;
}

const NOBODY_READ: Omit<KeyedLabel, 'id'> = {
  archive: '',
  weight: 1,
  measured: false,
  share: UNREAD,
  step: false,
  steps: [],
  others: [],
};

function languageOf(text: string): 'en' | 'zh' {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han > (text.match(/[A-Za-z]{2,}/gu)?.length ?? 0) ? 'zh' : 'en';
}

main();
