/** A page of links: "Links for Monday", "What else we're reading". */
const LINKS =
  /^\W*(?:[\d./-]+ )?(?:(?:daily|weekly|morning|evening|weekend|today['’]s|this week['’]s|more|other) )?(?:(?:news |china )?links\b|what (?:else )?(?:we|i)['’](?:re|m) reading|(?:news |china )?(?:roundup|round-up)\b|news in brief|(?:the )?day['’]s (?:news|headlines)|headlines (?:for|of)|in other news)/iu;
/** A headline and whose it is: "Regulator fines Maple Notes / Reuters". */
const SOURCED = /\S \/ [A-Z][\w.&'’ ]{1,30}(?: \([^)]*\))?\W*$/u;
const BULLET = /^\s*[•·▪*–-]\s+\S/u;
const QUESTION = /^\W*(?:Why|How|What|Who|When|Where|Is|Are|Can|Will)\b/u;
const LEAST = 3;

/** Lines of a page of links that each tell a piece of news of their own, as a headline does; none on any other page. */
export function headlinesOf<T extends { readonly text: string }>(
  title: string,
  lines: readonly T[],
): ReadonlySet<T> {
  if (!LINKS.test(title)) return new Set();
  const sourced = lines.filter(({ text }) => SOURCED.test(text));
  const own = sourced.length >= LEAST ? sourced : lines.filter(({ text }) => BULLET.test(text));
  return new Set(own.length >= LEAST ? own.filter(({ text }) => !QUESTION.test(text)) : []);
}
