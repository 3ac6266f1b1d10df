import { z } from 'zod';
import { type Company, listingsOn } from '../../domain/company.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { jsonIn } from '../../domain/json-text.ts';
import { type CalendarDate, PartialDate } from '../../domain/time.ts';
import {
  firmLinks,
  type Imported,
  type KnownFirms,
  listingCheck,
  ownFirm,
  type Proposal,
} from './proposal.ts';

const Plain = z
  .record(z.string(), z.object({ cik_str: z.number(), ticker: z.string(), title: z.string() }))
  .transform((rows) =>
    Object.values(rows).map(({ cik_str, ticker, title }) => {
      return { cik: String(cik_str), name: title, ticker, exchange: null };
    }),
  );
const WithExchange = z
  .object({
    fields: z.array(z.string()),
    data: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
  })
  .transform(({ fields, data }) =>
    data.map((row) => {
      const cell = (name: string) => row[fields.indexOf(name)]?.toString() ?? null;
      const exchange = cell('exchange');
      return {
        cik: cell('cik') ?? '',
        name: cell('name') ?? '',
        ticker: cell('ticker') ?? '',
        exchange,
      };
    }),
  );
const SecRows = z.union([Plain, WithExchange]);
type SecRow = z.output<typeof SecRows>[number];

/** Operating MICs of the exchanges as SEC names them. */
const MIC: Readonly<Record<string, string>> = { Nasdaq: 'XNAS', NYSE: 'XNYS', OTC: 'OTCM' };
const UNITED_STATES = new Set(['XNAS', 'XNYS', 'OTCM']);

/**
 * Compares SEC's `company_tickers.json` or `company_tickers_exchange.json` with the listings of a
 * day. The file knows current tickers only, so it never proves that something was not listed
 * earlier, and no day is taken from it.
 */
export function importSec(text: string, known: KnownFirms, day: CalendarDate): Imported {
  const { data: rows } = SecRows.safeParse(jsonIn(text));
  if (rows === undefined)
    return {
      problem: 'it is neither company_tickers.json nor company_tickers_exchange.json of the SEC',
    };
  const byTicker = new Map(rows.map((row) => [row.ticker, row]));
  const added = rows.flatMap((row) => listingOf(row, known, day));
  const gone = [...known.companies.values()].flatMap((company) =>
    goneListings(company, byTicker, day),
  );
  return { rows: rows.length, proposals: [...added, ...gone] };
}

const evidenceOf = (day: CalendarDate): Evidence => ({
  kind: 'exchange-list',
  source: 'SEC company tickers',
  day: PartialDate.parse(day),
});

function listingOf(row: SecRow, known: KnownFirms, day: CalendarDate): readonly Proposal[] {
  const firm = ownFirm(row.name, known);
  // A parent's filings name its subsidiaries too; only the company itself is listed.
  if (firm === null || (firm.entity !== null && firm.entity.relation !== 'self')) return [];
  const { company } = firm;
  const because =
    `SEC lists “${row.name}” (CIK ${row.cik}) under ` +
    `${row.ticker}${row.exchange === null ? '' : ` on ${row.exchange}`}`;
  const own = listingsOn(company, day).find(
    (listing) => UNITED_STATES.has(listing.mic) && listing.symbol === row.ticker,
  );
  const mic = row.exchange === null ? own?.mic : MIC[row.exchange];
  const claim = {
    edge: 'listing',
    name: row.ticker,
    mic,
    because,
    evidence: evidenceOf(day),
  } as const;
  return firmLinks(firm, row.name, claim, known);
}

function goneListings(
  company: Company,
  rows: ReadonlyMap<string, SecRow>,
  day: CalendarDate,
): Proposal[] {
  return listingsOn(company, day)
    .filter((listing) => listing.mic === 'XNAS' || listing.mic === 'XNYS')
    .filter((listing) => !rows.has(listing.symbol.replace('.', '-')))
    .map((listing) => {
      const because =
        `${listing.symbol} is in force here and not among SEC's current tickers: delisted or ` +
        'renamed?';
      return listingCheck(company, listing, because, evidenceOf(day));
    });
}
