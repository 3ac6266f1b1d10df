import type { LabelledDocument } from './dataset.ts';

/** An archive with more than this share of a language's documents is divided by year. */
const LARGE = 0.25;
/** Parts with fewer than this share are left out together. */
const SMALL = { en: 0.06, zh: 0.03 } as const;

/**
 * Which part of the archives each document belongs to: a whole archive, one year of a large one,
 * or all small ones together; a general stream is a part whatever its size. Invented sentences belong
 * to none (null) and always teach.
 */
export function archiveFolds(
  documents: readonly LabelledDocument[],
): ReadonlyMap<string, string | null> {
  const real = documents.filter((one) => one.date !== '');
  const byArchive = Map.groupBy(real, (one) => one.archive);
  const partOf = (document: LabelledDocument) =>
    byArchive.get(document.archive)!.length > LARGE * real.length
      ? `${document.archive} ${document.date.slice(0, 4)}`
      : document.archive;
  const parts = Map.groupBy(real, partOf);
  return new Map(
    documents.map((document) => {
      if (document.date === '') return [document.id, null];
      const part = partOf(document);
      if (document.general) return [document.id, part];
      return [
        document.id,
        parts.get(part)!.length < SMALL[document.lang] * real.length ? 'small archives' : part,
      ];
    }),
  );
}
