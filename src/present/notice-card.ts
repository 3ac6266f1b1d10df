import type { Card, CardLine } from '../domain/card.ts';
import type { Catalog } from '../domain/catalog.ts';
import type { Exposure, Mapping, Match } from '../domain/exposure.ts';
import type { Mention, Notice } from '../domain/notice.ts';
import type { Instant } from '../domain/time.ts';
import { confirmedLines } from './confirmed-lines.ts';
import { marketLine } from './markets.ts';
import { listNumber, totalText } from './notice-counts.ts';
import { line } from './plain-card.ts';
import { sentence, term } from './sentence.ts';
import { bySeverityOrder } from './severity-order.ts';
import { day, type Language, localeOf, shortName, tickers } from './words.ts';

export interface NoticeFacts {
  readonly notice: Notice;
  readonly mapping: Mapping | null;
  /** The document's text, for quotes. */
  readonly text: string;
  readonly catalog: Pick<Catalog, 'companies' | 'regulators'>;
  readonly language: Language;
  /** When it is looked at, for the hours of the markets; null = not said. */
  readonly now: Instant | null;
}

const VERDICTS = {
  en: { action: 'a new step of an authority', none: 'not a censure', doubt: 'not settled: for review' },
  zh: { action: '监管机构的新行动', none: '不是处罚或通报', doubt: '未定：待人工复核' },
} as const;

/** A document as it was read: verdict with its reason, acts, deadline, every app with its match, and the companies. */
export function noticeCard(facts: NoticeFacts): Card {
  const { notice, language } = facts;
  const body = notice.regulator === null ? null : facts.catalog.regulators.get(notice.regulator.value);
  const name = language === 'zh' ? (body?.name.zh ?? body?.short) : body?.short;
  return {
    title: notice.title || '(no title)',
    url: null,
    tone: notice.verdict === 'action' ? 'watch' : 'neutral',
    lead: `${VERDICTS[language][notice.verdict]}${name === undefined ? '' : ` · ${name}`}${notice.published === null ? '' : ` · ${day(notice.published, language)}`}`,
    sections: [what(facts), companies(facts), mentions(facts)].filter((section) => section.lines.length > 0),
    links: [],
    chart: null,
    footer: `${localeOf(language).notAdvice} ${notice.reader}`,
    reference: null,
    language,
  };
}

function what({ notice, language, text }: NoticeFacts) {
  const words = localeOf(language);
  const lines: CardLine[] = [line(BECAUSE[language], sentence(notice.verdictBecause, language))];
  for (const action of bySeverityOrder(notice.actions))
    lines.push(
      line(
        language === 'zh' ? action.phrase : action.english,
        `“${text.slice(action.span.start, action.span.end) || action.phrase}” (${action.rule})`,
      ),
    );
  lines.push(...confirmedLines(notice, language));
  if (notice.deadline !== null)
    lines.push(line(words.deadline, day(notice.deadline.value, language), 'strong'));
  const number = listNumber(notice, language);
  if (number !== null) lines.push(line(words.list, number));
  if (notice.counts.apps !== null) lines.push(line(words.apps, words.count(notice.counts.apps.value)));
  for (const total of notice.counts.totals) lines.push(line(words.total, totalText(total)));
  for (const doubt of notice.doubts) lines.push(line(doubt.code, sentence(doubt.message, language), 'quiet'));
  return { title: words.what, lines };
}

function companies({ mapping, catalog, language, now }: NoticeFacts) {
  const words = localeOf(language);
  const lines = (mapping?.exposures ?? []).map((exposure) => {
    const company = catalog.companies.get(exposure.company);
    const name = company === undefined ? exposure.company : shortName(company, language);
    return line(
      name,
      `${exposure.private ? words.notListed : tickers(exposure.listings)}${edgeOf(exposure, language)}: ${exposure.apps.map((app) => app.name).join(', ')}`,
    );
  });
  const listings = (mapping?.exposures ?? []).flatMap((exposure) => exposure.listings);
  const markets = now === null ? null : marketLine(listings, now, language);
  return { title: null, lines: markets === null ? lines : [...lines, markets] };
}

const BECAUSE = { en: 'because', zh: '依据' } as const;

const EDGES = {
  en: {
    via: (via: string, share: number, assumed: boolean) =>
      ` via ${via} (${share}${assumed ? ' assumed' : ''})`,
    store: ' as a store',
  },
  zh: {
    via: (via: string, share: number, assumed: boolean) =>
      `，经由 ${via}（${share}${assumed ? '，推定' : ''}）`,
    store: '，作为应用商店',
  },
} as const;

function edgeOf(exposure: Exposure, language: Language): string {
  return exposure.edge === 'operator'
    ? ''
    : exposure.edge === 'via'
      ? EDGES[language].via(exposure.via ?? '', exposure.share, exposure.shareAssumed)
      : EDGES[language].store;
}

function mentions({ notice, mapping, language }: NoticeFacts) {
  const matches = new Map<string, Match>((mapping?.matches ?? []).map((match) => [match.mention, match]));
  const lines = notice.mentions.map((mention) => {
    const match = matches.get(mention.id);
    const how =
      match === undefined
        ? `${term('role', mention.role, language)}: ${sentence(mention.roleBecause, language)}`
        : `${term('match', match.kind, language)} ${match.confidence.toFixed(2)}, ${sentence(match.reason, language)}`;
    return line(mention.name, [placesOf(mention), mention.developer, how].filter(Boolean).join(' · '));
  });
  return { title: null, lines };
}

/** `8.4.20 (App Store), 8.4.25 (OPPO软件商店)` */
export function placesOf({ rows }: Pick<Mention, 'rows'>): string {
  const texts = rows.map(({ version, store }) =>
    [version, store === null ? null : `(${store})`].filter(Boolean).join(' '),
  );
  return [...new Set(texts.filter(Boolean))].join(', ');
}
