import type { LabelledDocument } from './dataset.ts';

/** An archive with more than this share of a language's documents is divided by year. */
const LARGE = 0.25;
/** Parts with fewer than this share are left out together. */
const SMALL = 0.06;

/**
 * Which part of the archives each document belongs to: a whole archive, one year of a large one,
 * or all small ones together; a general stream is a part whatever its size. Invented sentences belong to none (null) and always teach.
 */
export function archiveFolds(
  documents: readonly LabelledDocument[],
): ReadonlyMap<string, string | null> {
  const real = documents.filter((one) => one.date !== '');
  const byArchive = Map.groupBy(real, (one) => one.archive);
  const partOf = (one: LabelledDocument) =>
    byArchive.get(one.archive)!.length > LARGE * real.length
      ? `${one.archive} ${one.date.slice(0, 4)}`
      : one.archive;
  const parts = Map.groupBy(real, partOf);
  return new Map(
    documents.map((one) => {
      if (one.date === '') return [one.id, null];
      const part = partOf(one);
      if (one.general) return [one.id, part];
      return [one.id, parts.get(part)!.length < SMALL * real.length ? 'small archives' : part];
    }),
  );
}
