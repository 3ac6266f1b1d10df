import type { Act, Size } from '../../domain/act.ts';
import type { CompanyFacts } from '../../domain/facts.ts';
import type { CompanyId } from '../../domain/ids.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import type { Weights } from '../../domain/weights.ts';
import { moneyOf } from './money.ts';

/** What an act costs a group, and how much of its revenue a market brings. */
export type Weighing = ReturnType<typeof weighingOf>;
type Cost = NonNullable<RegulatoryEvent['cost']>;

/** What the catalog says of a company beside its facts. */
interface Firm {
  readonly country: string | null;
  readonly isListed: boolean;
}

/** Sums that are no cost: they come back, or may. */
const NO_COST: readonly Size['kind'][] = ['bond', 'frozen', 'duty'];

/**
 * Weighs sums and markets by `config/facts`: pure, and nothing of a later year is used.
 * @param firmOf of a company on no particular day
 */
export function weighingOf(
  facts: CompanyFacts,
  weights: Weights,
  firmOf: (company: CompanyId) => Firm,
) {
  const money = moneyOf(facts, weights.foreignMarket);
  const { assumedRevenue } = weights.fineUnits;

  /** All sums of an act in US dollars at the mean rate of its year; null = none is known. */
  const dollarsOf = ({ size }: Act, year: number, firms: number): number | null => {
    const sums = size
      .filter(({ kind, stage }) => !NO_COST.includes(kind) && stage !== 'proposed')
      .map(({ amount, currency, joint }) => {
        const sum = money.usd(amount, currency, year);
        return sum === null ? null : sum / (joint ? Math.max(1, firms) : 1);
      });
    if (sums.length === 0 || sums.includes(null)) return null;
    return sums.reduce<number>((total, sum) => total + sum!, 0);
  };

  return {
    /**
     * Share of the group's revenue of the year before that a fine or settlement takes. An amount
     * counts before a stated share, which may be one of a part of the group.
     * @param part part of the group that the penalised firm is, for a share without an amount
     * @param firms among how many a joint sum is shared
     */
    cost(company: CompanyId, act: Act, day: string, part = 1, firms = 1): Cost {
      const year = Number(day.slice(0, 4));
      const usd = dollarsOf(act, year, firms);
      const revenue = money.revenueBefore(company, year);
      if (usd !== null && revenue !== null) {
        const { usd: of, ...known } = revenue;
        return { share: usd / of, by: 'revenue', ...known };
      }
      const stated = act.size.find(({ share }) => share !== null)?.share ?? null;
      if (stated !== null)
        return { share: stated * part, by: 'stated', year: null, quality: 'stated' };
      if (usd === null) return { share: null, by: 'unknown', year: null, quality: 'judged' };
      const assumed = assumedRevenue[firmOf(company).isListed ? 'listed' : 'private'];
      return { share: usd / assumed, by: 'class', year: null, quality: 'judged' };
    },

    /**
     * The market that an act reaches, with its part of the company's revenue; null = all of it. At
     * home the value of an app already says what stands behind it.
     */
    market(
      company: CompanyId,
      market: string | null,
      day: string,
      { stated, ofApps }: { readonly stated: number | null; readonly ofApps: boolean },
    ): RegulatoryEvent['market'] {
      if (market === null || market === 'world') return null;
      if (ofApps && stated === null && market === firmOf(company).country) return null;
      if (stated !== null) return { name: market, share: stated, by: 'stated' };
      const year = Number(day.slice(0, 4));
      const part = money.marketPart(company, firmOf(company).country, market, year);
      if (part === null) return { name: market, share: null };
      if (part.by === 'home') return null;
      return { name: market, share: part.share, by: part.by };
    },
  };
}
