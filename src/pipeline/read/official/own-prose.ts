import type { PressReading } from '../press/press-reader.ts';

/**
 * Least probability at which a finding on an authority's own page is alerted. The model was trained
 * on newspapers, where a sentence with an act is often a third party's opinion; an authority writes
 * about its own acts.
 */
const SURE_ON_OWN_PAGE = 0.8;

/** Findings of an authority's own page, confirmed from `SURE_ON_OWN_PAGE` on. */
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

/** A name that continues is another company's: "First National Bank of Omaha". */
function isWholeName({ name, quote }: PressReading['findings'][number]): boolean {
  const at = quote.indexOf(name);
  return at < 0 || !/^(?: Bank)? of [A-Z]/u.test(quote.slice(at + name.length));
}
