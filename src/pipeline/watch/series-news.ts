import { z } from 'zod';
import type { Store } from '../../domain/ports.ts';
import type { Source } from '../../domain/regulator.ts';
import { contentHash } from './identity.ts';
import type { Entry } from './kinds/entry.ts';

/** What is known of the rows of a file: mark and title by key. */
type KnownRows = ReadonlyMap<string, readonly [mark: string, title: string]>;

const Stored = z.record(z.string(), z.tuple([z.string(), z.string()]));

const placeOf = ({ id }: Pick<Source, 'id'>) => `series:${id}`;

/** Titles for a row that was added, changed or removed; a source may define its own. */
const WORDS = {
  added: 'Added: {title}',
  changed: 'Changed: {title}',
  withdrawn: 'Withdrawn: {title}',
};
type State = keyof typeof WORDS;

/**
 * The rows of a file that are news, as entries: added, changed and removed ones. At the first poll
 * there are none. `fell` = the file lost most of its rows: none counts as removed. `keep` stores
 * the known rows once the news is saved.
 */
export async function seriesNews(
  source: Source,
  rows: readonly Entry[],
  fell: boolean,
  store: Pick<Store, 'recall' | 'remember'>,
) {
  const known = await knownRows(source, store);
  const marks = new Map(rows.map((row) => [row.key, [contentHash(row), row.title] as const]));
  return {
    entries: known === null ? [] : newsOf(source, rows, marks, known, fell),
    keep: async () => {
      const all = fell && known !== null ? new Map([...known, ...marks]) : marks;
      await store.remember(placeOf(source), JSON.stringify(Object.fromEntries(all)));
    },
  };
}

async function knownRows(source: Source, store: Pick<Store, 'recall'>): Promise<KnownRows | null> {
  const text = await store.recall(placeOf(source));
  if (text === null) return null;
  const read = Stored.safeParse(JSON.parse(text));
  return read.success ? new Map(Object.entries(read.data)) : null;
}

function newsOf(
  source: Source,
  rows: readonly Entry[],
  marks: KnownRows,
  known: KnownRows,
  fell: boolean,
): Entry[] {
  const here = rows.flatMap((row): Entry[] => {
    const before = known.get(row.key)?.[0];
    const mark = marks.get(row.key)![0];
    if (before === mark) return [];
    return [asNews(source, row, before === undefined ? 'added' : 'changed', mark)];
  });
  const gone = fell
    ? []
    : [...known]
        .filter(([key]) => !marks.has(key))
        .map(([key, [mark, title]]): Entry => {
          const row = { key, url: source.url, title, statedDate: null, publishedAt: null };
          return asNews(source, { ...row, body: null }, 'withdrawn', mark);
        });
  return [...here, ...gone];
}

/** A row as an entry of its own: it may be added, changed and removed more than once. */
function asNews({ select }: Source, row: Entry, state: State, mark: string): Entry {
  const title = (select[state] ?? WORDS[state]).replaceAll('{title}', row.title);
  const body = `<p>${title.replace(/</g, '&lt;')}</p>${row.body ?? ''}`;
  return { ...row, key: `${row.key} ${state} ${mark}`, title, body };
}
