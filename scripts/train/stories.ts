const DAY = 86_400_000;
/** Documents within so many days that name the same company may tell the same story. */
const STORY_DAYS = 3;

/** A document by its day and the companies and apps it names. */
export interface Dated {
  readonly id: string;
  readonly date: string;
  readonly keys: Iterable<string>;
}

/**
 * Groups documents into stories: two that name the same company within three days of each other
 * belong together, and so do all that hang together by such pairs. Answers the story of each
 * document, by the id of one of its documents.
 */
export function storiesOf(documents: readonly Dated[]): Map<string, string> {
  const parent = new Map(documents.map(({ id }) => [id, id]));
  const rootOf = (id: string): string => {
    let root = id;
    while (parent.get(root) !== root) root = parent.get(root)!;
    parent.set(id, root);
    return root;
  };
  const byKey = new Map<string, { day: number; id: string }[]>();
  for (const { id, date, keys } of documents)
    for (const key of keys)
      byKey.set(key, [...(byKey.get(key) ?? []), { day: Date.parse(date) / DAY, id }]);
  for (const dated of byKey.values()) {
    dated.sort((one, other) => one.day - other.day || (one.id < other.id ? -1 : 1));
    for (const [at, { day, id }] of dated.entries()) {
      const before = dated[at - 1];
      if (before !== undefined && day - before.day <= STORY_DAYS) {
        const [one, other] = [rootOf(before.id), rootOf(id)].sort();
        parent.set(other!, one!);
      }
    }
  }
  return new Map(documents.map(({ id }) => [id, rootOf(id)]));
}
