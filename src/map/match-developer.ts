import type { Mention } from '../domain/notice.ts';
import { reason } from '../domain/reason.ts';
import type { CalendarDate } from '../domain/time.ts';
import { findFiling } from './app-names.ts';
import { companyNamed, type MapIndex } from './map-index.ts';
import { type FirmVerdict, matchFirm } from './match-firm.ts';
import { lowerOfGroup } from './ownership-chain.ts';

/** What lists print where they know no developer. */
const NO_DEVELOPER = /^(?:[-—–/\\.*_?？]+|无|暂无|未知|不详|未标明|未提供|n\/?a|null|none|unknown)?$/iu;

/** Judges the developer; a filing number that the catalog knows speaks for the firm that filed it. */
export function matchDeveloper(
  mention: Pick<Mention, 'developer' | 'icp'>,
  index: MapIndex,
  day: CalendarDate,
): FirmVerdict | null {
  const developer = mention.developer?.trim() ?? '';
  const judged = NO_DEVELOPER.test(developer) ? null : matchCell(developer, index, day);
  const filed = findFiling(mention.icp, day, index)[0];
  if (filed === undefined) return judged;
  const because = reason('filing-of', {
    ...{ number: mention.icp ?? '', company: companyNamed(filed.company, index) },
  });
  if (judged?.is === 'entity' || judged?.is === 'named' || judged?.is === 'by-name') {
    const company = lowerOfGroup(judged.company, filed.company, day, index.companies);
    if (company !== null) return judged;
    return {
      is: 'several',
      companies: [judged.company, filed.company],
      because: reason('but-filing', { why: judged.because, filing: because }),
    };
  }
  if (judged?.is === 'affiliate') return judged;
  return { is: 'named', company: filed.company, entry: { ...filed, ordinary: false }, whole: true, because };
}

const SEVERAL_FIRMS = /[、;；/]|(?<=公司),(?=\p{Script=Han})/u;

/** A cell may hold several firms; they speak for a company only when all that are known speak for one group. */
function matchCell(developer: string, index: MapIndex, day: CalendarDate): FirmVerdict {
  const whole = matchFirm(developer, day, index);
  const parts = developer.split(SEVERAL_FIRMS).filter((part) => part.trim() !== '');
  if (whole.is === 'entity' || parts.length < 2) return whole;
  const verdicts = parts.map((part) => matchFirm(part, day, index));
  const first = verdicts[0]!;
  const agree = verdicts.every(
    (one) =>
      (one.is === 'entity' || one.is === 'named') &&
      (first.is === 'entity' || first.is === 'named') &&
      lowerOfGroup(first.company, one.company, day, index.companies) !== null,
  );
  return agree ? first : whole;
}
