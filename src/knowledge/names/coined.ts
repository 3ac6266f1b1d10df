const LEGAL_FORM =
  /,? (?:(?:(?:&|and) )?Co(?:mpany|\.)?|Corp(?:oration|\.)?|Inc(?:orporated|\.)?|Ltd\.?|Limited|plc|PLC|LLC)$/u;
const SHORT_FORM = /,? (?:L\.P\.|LP|N\.V\.|S\.A\.|AG|SE|ASA|AB)$/u;

/** A Latin name without its legal form. */
export function latinStem(name: string): string {
  let stem = name.split('(')[0]!.trimEnd();
  for (let round = 0; round < 3; round += 1)
    stem = stem.replace(LEGAL_FORM, '').replace(SHORT_FORM, '').replace(/,$/u, '');
  return stem;
}

/**
 * The word that a company's name consists of beside words of what it does and its legal form:
 * Novartis of "Novartis Pharmaceuticals Corp."; null where more than one is left.
 */
export function coinedWordOf(name: string, tails: ReadonlySet<string>): string | null {
  const [head, ...rest] = latinStem(name).split(' ');
  return rest.every((word) => tails.has(word.toLowerCase().replace(/[.,]{1,3}$/u, '')))
    ? head!
    : null;
}

/**
 * A company's name of several words without those behind them of what it does: "Capital One" of
 * "Capital One Financial Corporation"; null where one word is left.
 */
export function shortNameOf(name: string, tails: ReadonlySet<string>): string | null {
  const words = latinStem(name).replace(/^The /u, '').split(' ');
  const isTail = (word: string): boolean =>
    tails.has(word.toLowerCase().replace(/[.,]{1,3}$/u, ''));
  while (words.length > 2 && isTail(words.at(-1)!) && words.at(-2) !== 'of') words.pop();
  return words.length < 2 || isTail(words[1]!) ? null : words.join(' ').replace(/,$/u, '');
}
