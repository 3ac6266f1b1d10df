import { createFinder } from '../../names/finder.ts';

/** Where a name of the list stands in a text: half-open range of UTF-16 offsets. */
export interface FoundName<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}

const ACRONYM = /^[A-Z]{2,6}$/;

/**
 * A finder of many names at once: longest match wins, matches never overlap, letters of any case except for acronyms
 * (`CAC` is not `cac`), Latin names only as whole words. Of several values of one name the first is given.
 */
export function nameFinder<T>(
  names: Iterable<readonly [name: string, value: T]>,
): (text: string) => FoundName<T>[] {
  const finder = createFinder([...names].map(([name, value]) => ({ name, value: { name, value } })));
  return (text) =>
    finder.find(text).flatMap(({ start, end, text: written, values }) => {
      const fits = values.some(({ name }) => !ACRONYM.test(name) || name === written);
      return fits ? [{ start, end, value: values[0]!.value }] : [];
    });
}
