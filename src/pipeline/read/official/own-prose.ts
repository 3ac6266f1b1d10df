import type { PressReading } from '../press/press-reader.ts';

/**
 * Probability from which on what the model says of a name is alerted on an authority's own page.
 * Its probabilities are those of newspapers, where a sentence with an act is often somebody else's
 * opinion; an authority writes of its own acts.
 */
const SURE_ON_OWN_PAGE = 0.8;

/** The findings of an authority's own page: what is surer than the bound is alerted. */
export function surerOnOwnPage(reading: PressReading): PressReading {
  return {
    ...reading,
    findings: reading.findings
      .filter(isWholeName)
      .map((pressFinding) =>
        pressFinding.verdict !== 'none' && pressFinding.probability >= SURE_ON_OWN_PAGE
          ? { ...pressFinding, verdict: 'confirmed' }
          : pressFinding,
      ),
  };
}

/** A name that goes on is another's: "First National Bank of Omaha". */
function isWholeName({ name, quote }: PressReading['findings'][number]): boolean {
  const at = quote.indexOf(name);
  return at < 0 || !/^(?: Bank)? of [A-Z]/u.test(quote.slice(at + name.length));
}
