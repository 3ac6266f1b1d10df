import { filled, functionsOf, type Language, MESSAGES, type Values } from './messages.ts';

/** Messages of cards that have gaps, with the names of the gaps in the order of the arguments. */
export const CARD = {
  via: ['company'],
  yourTime: ['moment'],
  earlier: ['n', 'body'],
  count: ['n'],
  more: ['n'],
  marketOpen: ['name'],
  marketOpens: ['name', 'when'],
  regularHours: ['names'],
} as const;
export const ALERT = {
  named: ['name', 'where'],
  first: ['name', 'act', 'risk'],
  others: ['n'],
  until: ['date'],
  removed: ['names', 'n', 'body'],
  takenBack: ['names', 'n'],
  again: ['score'],
  correctedByRegulator: ['when'],
  correctedByReview: ['when'],
  moreConfirmed: ['when'],
} as const;

export interface CoverageCounts {
  readonly all: number;
  readonly ofListed: number;
  readonly listed: number;
  readonly private: number;
  readonly unresolved: number;
  readonly unnamed: number;
}

const locales = new Map<Language, Locale>();

/** What cards say in a language: words, and functions for sentences that say something of the case at hand. */
export function localeOf(language: Language): Locale {
  let locale = locales.get(language);
  if (locale === undefined) {
    locale = localeIn(language);
    locales.set(language, locale);
  }
  return locale;
}

export type Locale = ReturnType<typeof localeIn>;

function localeIn(language: Language) {
  const { card, terms } = MESSAGES[language];
  const { alert } = card;
  const comma = language === 'zh' ? '，' : ', ';
  const fill = (message: string, values: Values) => filled(message, values, language);
  const joined = (...parts: readonly (string | null)[]) => parts.filter(Boolean).join(comma);
  const some = (n: number, message: string) => (n <= 0 ? null : fill(message, { n }));
  const millions = { notation: 'compact', maximumFractionDigits: 2 } as const;
  const compact = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', millions);
  return {
    ...card,
    ...functionsOf(CARD, card, language),
    ...{ bands: terms.band, stages: terms.stage, acts: terms.act, alertReasons: terms.alertReason },
    daysLeft: (days: number) =>
      days < 0 ? fill(card.daysPast, { days: -days }) : fill(card.daysLeft, { days }),
    batch: (yearly: number | null, total: number | null, year: string | null) =>
      joined(
        yearly === null
          ? null
          : fill(year === null ? card.batchOfSomeYear : card.batchOfYear, {
              number: yearly,
              year: year ?? '',
            }),
        total === null ? null : fill(card.batchInAll, { number: total }),
      ),
    coverage: ({ private: unlisted, unresolved, unnamed, ...counts }: CoverageCounts) =>
      joined(
        fill(card.ofListed, counts),
        some(unlisted, card.ofPrivate),
        some(unresolved, card.unresolved),
        some(unnamed, card.unnamed),
      ),
    alert: {
      ...alert,
      ...functionsOf(ALERT, alert, language),
      did: terms.did,
      risk: (before: string, after: string, band: string, alone: string | null) =>
        fill(alone === null ? alert.risk : alert.riskAlone, { before, after, band, alone: alone ?? '' }),
      fine: (currency: string, amount: number) =>
        fill(alert.fine, { currency, amount: compact.format(amount) }),
      /** Names with how many more there are. */
      list: (names: readonly string[], more: number) => {
        const first = (some: readonly string[]) => some.join(alert.listed);
        if (more > 0) return fill(alert.listMore, { names: first(names), n: more, all: names.length + more });
        if (names.length < 2) return first(names);
        return fill(alert.listLast, { names: first(names.slice(0, -1)), last: names.at(-1)! });
      },
      also: (acts: readonly string[]) => fill(alert.also, { acts: acts.join(alert.listed) }),
      lineOff: (score: string, review: boolean) =>
        fill(review ? alert.takenBackLine : alert.removedLine, { score }),
      company: (score: string, band: string, act: string | null, apps: string) => {
        const line = joined(fill(alert.score, { score, band }), act);
        return apps === '' ? line : fill(alert.withApps, { line, apps });
      },
      moreCompanies: (n: number, names: readonly string[]) =>
        fill(alert.moreCompanies, { n, names: names.join(alert.listed) }) +
        (n > names.length ? alert.etc : ''),
      confirmed: (score: string, name: string | null) =>
        name === null ? fill(alert.confirmed, { score }) : fill(alert.confirmedOf, { score, name }),
    },
  };
}
