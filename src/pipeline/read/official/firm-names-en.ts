/** A firm that a text introduces with its legal form, and how it calls it from then on. */
export interface IntroducedFirm {
  /** As written, with its legal form. */
  readonly name: string;
  /** Ways in which the text writes it, the longest first. */
  readonly forms: readonly string[];
}

const WORD = "[A-Z][\\w&’'-]{1,24}";
const LEGAL_FORMS =
  'Inc|Corp|Corporation|Ltd|Limited|LLC|LLP|L\\.P|LP|plc|N\\.?V|N\\.A|National ' +
  'Association|S\\.A|AG|Co|Company|Companies|Group';
const FIRM = new RegExp(
  `\\b((?:[A-Z][\\w&.’'-]{1,24} ){0,4}${WORD}),? (${LEGAL_FORMS})\\b\\.?`,
  'gu',
);
const CALLED =
  /^[’']?s?,? ?\((?:the )?[“"]?([A-Z][\w&’'-]{2,24}(?: [A-Z][\w&’'-]{1,24}){0,2})[”"]?\)/u;
/** First words of a sentence or of a description are no names. */
const NO_NAME = new Set(
  (
    'The A An Today In On At Under Federal Trade Commission Department Justice Securities ' +
    'Exchange United States Its Their This Attorney General Court Company Commerce Treasury'
  ).split(' '),
);

/** What stands in front of one of these is another's name: "Abbott Subsidiary Guidant LLC". */
const RELATIONS = new Set(
  'Subsidiary Subsidiaries Unit Division Affiliate Parent Owner Maker Manufacturer'.split(' '),
);

/** Words of a title with capitals that are no part of the name behind them. */
const VERBS = new Set(
  (
    'Against Sues Sue Orders Order Fines Charges Charge With From To For Files Settles Settle ' +
    'Require Requires Warns Bans Halts Blocks Censures CENSURES Criticises CRITICISES ' +
    'Reprimands REPRIMANDS Imposes IMPOSES'
  ).split(' '),
);

/**
 * Firms that English sentences introduce: "Chegg Inc.", "Edwards Lifesciences Corp.’s (Edwards)".
 * A name of one word that no list has for itself is known to be a firm's by its legal form.
 */
export function introducedFirms(text: string, descriptions: ReadonlySet<string>): IntroducedFirm[] {
  const firms = [...text.matchAll(FIRM)].flatMap((match): IntroducedFirm[] => {
    const words = match[1]!.split(' ');
    const related = words.findLastIndex((word) => RELATIONS.has(word) || VERBS.has(word));
    const first = words.findIndex(
      (word, at) =>
        at > related && !NO_NAME.has(word) && !descriptions.has(word) && !/-[Bb]ased$/u.test(word),
    );
    if (first < 0) return [];
    const stem = words.slice(first).join(' ');
    const name = text.slice(
      match.index + match[1]!.length - stem.length,
      match.index + match[0].length,
    );
    const called = CALLED.exec(text.slice(match.index + match[0].length))?.[1];
    return [{ name, forms: [name, stem, ...(called === undefined ? [] : [called])] }];
  });
  return [
    ...new Map(firms.map((introducedFirm) => [introducedFirm.name, introducedFirm])).values(),
  ];
}

/** Places of a firm in a text, under any of its forms; whole words only. */
export function placesOf(
  text: string,
  { forms }: IntroducedFirm,
): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = [];
  for (let at = 0; at < text.length; ) {
    const next = forms
      .map((form) => ({ start: text.indexOf(form, at), length: form.length }))
      .filter(({ start }) => start >= 0)
      .sort((a, b) => a.start - b.start || b.length - a.length)[0];
    if (next === undefined) break;
    const end = next.start + next.length;
    const isWhole = !/\w/u.test(text[next.start - 1] ?? ' ') && !/\w/u.test(text[end] ?? ' ');
    if (isWhole) places.push({ start: next.start, end });
    at = end;
  }
  return places;
}
