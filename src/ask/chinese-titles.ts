import type { Catalog } from '../domain/catalog.ts';

/** A record that ended by itself carries its title with this behind it. */
const OVER = ': over';

/** The Chinese of an English title of a record, rule or note of the catalog; the title itself where it has none. */
export function chineseTitles({ history, rules, notes }: Catalog): (title: string) => string {
  let titles: ReadonlyMap<string, string> | null = null;
  return (title) => {
    titles ??= new Map(
      [...history, ...rules, ...notes].flatMap((one) =>
        one.title.zh == null ? [] : [[one.title.en, one.title.zh] as const],
      ),
    );
    const over = title.endsWith(OVER) ? titles.get(title.slice(0, -OVER.length)) : undefined;
    return titles.get(title) ?? over?.concat('：到期') ?? title;
  };
}
