import type { PressReading } from '../press/press-reader.ts';

/**
 * Least probability at which a finding on an authority's own page is alerted. The model was trained
 * on newspapers, where a sentence with an act is often a third party's opinion; an authority writes
 * about its own acts.
 */
const SURE_ON_OWN_PAGE = 0.8;

/** Whether a name goes on behind its last letter: another company's, or a thing of many. */
export type GoesOn = (name: string, rest: string) => boolean;

/** Findings of an authority's own page, confirmed from `SURE_ON_OWN_PAGE` on. */
export function surerOnOwnPage(reading: PressReading, goesOn: GoesOn): PressReading {
  return {
    ...reading,
    findings: reading.findings
      .filter((finding) => isWholeName(finding, goesOn))
      .map((pressFinding) =>
        pressFinding.verdict !== 'none' && pressFinding.probability >= SURE_ON_OWN_PAGE
          ? { ...pressFinding, verdict: 'confirmed' }
          : pressFinding,
      ),
  };
}

/** A name that continues is another's: "First National Bank of Omaha", "YouTube Videos". */
function isWholeName({ name, quote }: PressReading['findings'][number], goesOn: GoesOn): boolean {
  const at = quote.indexOf(name);
  if (at < 0) return true;
  const rest = quote.slice(at + name.length);
  return !/^(?: Bank)? of [A-Z]/u.test(rest) && !goesOn(name, rest);
}
