import { z } from 'zod';
import { type Company, listingsOn } from '../../domain/company.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { jsonIn } from '../../domain/json-text.ts';
import { type CalendarDate, PartialDate } from '../../domain/time.ts';
import { bare, type Imported, type KnownFirms, listingCheck, type Proposal } from './proposal.ts';

/** A job of OpenFIGI's `/v3/mapping`: at most five stand in one request without a key. */
export const FigiJob = z.object({
  idType: z.string(),
  idValue: z.string(),
  micCode: z.string().optional(),
  exchCode: z.string().optional(),
});
export type FigiJob = z.infer<typeof FigiJob>;

const Instrument = z.object({
  figi: z.string(),
  name: z.string().nullish(),
  ticker: z.string().nullish(),
  exchCode: z.string().nullish(),
  securityType: z.string().nullish(),
});
const Answer = z.union([
  z.object({ data: z.array(Instrument).min(1) }),
  z.object({ warning: z.string() }),
  z.object({ error: z.string() }),
]);
/**
 * Cached exchanges with the service, as the host made them: request and reply, in the same order.
 */
const Cache = z.array(z.object({ request: z.array(FigiJob), response: z.array(Answer) }));

/**
 * The requests that ask for every listing in force on a day; whoever runs this sends them and keeps
 * the replies.
 */
export function figiRequests(
  companies: Iterable<Company>,
  day: CalendarDate,
  jobsEach = 5,
): FigiJob[][] {
  const jobs = [...companies].flatMap((company) =>
    listingsOn(company, day).map(({ mic, symbol }) => ({
      idType: 'TICKER',
      idValue: mic === 'XHKG' ? bare(symbol) : symbol,
      micCode: mic,
    })),
  );
  return Array.from({ length: Math.ceil(jobs.length / jobsEach) }, (_, at) =>
    jobs.slice(at * jobsEach, (at + 1) * jobsEach),
  );
}

/**
 * Compares cached replies of OpenFIGI with the registry. It knows current instruments and no
 * history: what it does not find may have been listed, so it asks for a check and ends nothing.
 */
export function importOpenFigi(text: string, known: KnownFirms, today: CalendarDate): Imported {
  const cache = Cache.safeParse(jsonIn(text));
  if (!cache.success)
    return {
      problem: 'it is no list of {request, response}: keep each request with the reply to it',
    };
  const odd = cache.data.find((one) => one.request.length !== one.response.length);
  if (odd !== undefined)
    return {
      problem: `a request of ${odd.request.length} jobs has a reply of ${odd.response.length}`,
    };
  const pairs = cache.data.flatMap((one) =>
    one.request.map((job, at) => [job, one.response[at]!] as const),
  );
  const day = PartialDate.parse(today);
  const listings = new Map(
    [...known.companies.values()].flatMap((company) =>
      listingsOn(company, today).map(
        (listing) =>
          [`${listing.mic}:${bare(listing.symbol)}`, { company, listing: listing }] as const,
      ),
    ),
  );
  const proposals = pairs.flatMap(([job, answer]): Proposal[] => {
    const own = listings.get(`${job.micCode}:${bare(job.idValue)}`);
    const evidence = (source: string): Evidence => ({ kind: 'register', source, day });
    const check = (because: string, source: string): Proposal[] => {
      if (own === undefined) return [];
      const { company, listing } = own;
      const name = `${listing.mic}:${listing.symbol}`;
      return [listingCheck(company, listing, `${name}: ${because}`, evidence(source))];
    };
    if ('error' in answer) return [];
    if ('warning' in answer)
      return check(
        `OpenFIGI finds nothing for it (“${answer.warning}”): delisted or renamed?`,
        'OpenFIGI',
      );
    const { name, figi } = answer.data[0]!;
    const firm = name == null ? null : known.find(name);
    if (firm === null || firm === 'several' || firm.company.id === own?.company.id) return [];
    const { id } = firm.company;
    if (own !== undefined)
      return check(`OpenFIGI names “${name}” for it, a firm of ${id}`, `OpenFIGI ${figi}`);
    if (job.micCode === undefined) return [];
    return [
      {
        company: id,
        do: 'add-listing',
        value: { mic: job.micCode, symbol: job.idValue, from: null, to: null },
        because:
          `OpenFIGI names “${name}” for ${job.micCode}:${job.idValue}; since when has to be ` +
          'looked up',
        evidence: evidence(`OpenFIGI ${figi}`),
      },
    ];
  });
  return { rows: pairs.length, proposals };
}
