/** A stretch of a sentence that lists names. `hit` = the offset of the step's word that it is the object or subject of, or null for "including …". */
export interface ListPhrase {
  readonly start: number;
  readonly end: number;
  readonly hit: number | null;
  /** The names are of firms, whatever the step: "equipment from A and B". */
  readonly firms?: boolean;
}

/** What the first group of a match covers, as names that nothing in particular hits. */
export function phraseOf(match: RegExpExecArray | RegExpMatchArray): ListPhrase {
  const start = match.index! + match[0].indexOf(match[1]!);
  return { start, end: start + match[1]!.length, hit: null };
}
