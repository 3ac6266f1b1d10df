import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { companySearch, oneCompany } from '../../../src/answers/queries/find-company.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { type Knowledge, knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

/** Thirty issuers a market, written down before the registry was asked. */
const ISSUERS = readFileSync('test/fixtures/issuers.tsv', 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [market = '', listing = '', ticker = '', english = '', local = ''] = line.split('\t');
    return { market, listing, ticker, english, local };
  });
/** How many of the thirty must be found by each. */
const LEAST = { ticker: 29, english: 28, local: 28 } as const;
/** SATS and AEM are symbols in New York, and 揚子江 is a drug maker's name too: the user is asked. */
const LEAST_LOCAL_SINGAPORE = 27;
const DAY = '2026-09-01' as CalendarDate;

let knowledge: Knowledge;
beforeAll(() => {
  knowledge = knowledgeOf(repositoryCatalog().catalog!);
});

/** What is not found as the company of the listing: the query, and what was taken instead. */
function missed(issuers: typeof ISSUERS, by: keyof typeof LEAST): string[] {
  const { catalog } = knowledge;
  const find = companySearch(knowledge);
  return issuers.flatMap(({ listing, [by]: query }) => {
    const found = oneCompany(query, DAY, find, catalog.companies);
    const taken = found.found ? found.company : null;
    const right = taken?.listings.some(({ mic, symbol }) => `${mic}:${symbol}` === listing);
    return right === true ? [] : [`${query}: ${taken?.id ?? 'nobody'}, not ${listing}`];
  });
}

test.each([...new Set(ISSUERS.map(({ market }) => market))])(
  'issuers of %s are found by ticker, English and local name',
  (market) => {
    const issuers = ISSUERS.filter((issuer) => issuer.market === market);
    expect(issuers).toHaveLength(30);
    for (const by of ['ticker', 'english', 'local'] as const) {
      const not = missed(issuers, by);
      console.info(`${market} by ${by}: ${30 - not.length} of 30 ${not.join(' · ')}`);
      const least = market === 'SG' && by === 'local' ? LEAST_LOCAL_SINGAPORE : LEAST[by];
      expect(30 - not.length, not.join('\n')).toBeGreaterThanOrEqual(least);
    }
  },
);
