import { formatReason } from '../../base/i18n/sentence.ts';
import type { Act } from '../../domain/act.ts';
import { kindOf } from '../../domain/act-kind.ts';
import { tickerOf } from '../../domain/company.ts';
import type { Document } from '../../domain/document.ts';
import { Grade } from '../../domain/grade.ts';
import type { Action, Mention, Notice } from '../../domain/notice.ts';
import type { CalendarDate } from '../../domain/time.ts';
import { mapNotice } from '../../pipeline/map/map-notice.ts';
import { mentionOf } from '../../pipeline/read/press/press-notice.ts';
import type { Knowledge } from '../../pipeline/standing/knowledge.ts';

/**
 * The listed companies of a notice by how sure it is: `alerts` are confirmed; each company stands
 * only in its highest list. `confidence` is the model's, 1 where none decided; names and quotes
 * stand in the document as they are given.
 */
export function companiesOf(
  notice: Notice,
  { text }: Pick<Document, 'text'>,
  knowledge: Knowledge,
  day: CalendarDate,
) {
  const found = [
    ...ofActions(notice, text, knowledge, day),
    ...ofSteps(notice, knowledge, day),
  ].sort((a, b) => rankOf(a.grade) - rankOf(b.grade));
  const highest = [...new Map(found.toReversed().map((one) => [one.company, one])).values()];
  const [alerts, reported, unconfirmed] = Grade.options.map((grade) =>
    found.filter((one) => one.grade === grade && highest.includes(one)).map(withoutGrade),
  );
  const verdict = Grade.options.find((grade) => found.some((one) => one.grade === grade));
  return {
    verdict: verdict ?? 'none',
    because: formatReason(notice.verdictBecause, 'en'),
    alerts: alerts!,
    reported: reported!,
    unconfirmed: unconfirmed!,
  };
}

const rankOf = (grade: Grade): number => Grade.options.indexOf(grade);

function withoutGrade<T extends { readonly grade: Grade }>({ grade: _, ...rest }: T) {
  return rest;
}

/**
 * What an act did: its measure or, where it changes an earlier act, its effect; and its posture.
 */
function actIn({ measure, effect, posture }: Act) {
  return { measure: measure ?? effect, posture };
}

/** Of several acts on one name the removal, else the first: a page orders and removes at once. */
function firstRemoval(actions: readonly Action[]): Action | undefined {
  const removal = actions.find(
    ({ act }) => act.measure === 'delist-app' || act.measure === 'block',
  );
  return removal ?? actions[0];
}

function ofActions(notice: Notice, text: string, knowledge: Knowledge, day: CalendarDate) {
  const id = notice.regulator?.value ?? null;
  const regulator = id === null ? null : (knowledge.catalog.regulators.get(id)?.name.en ?? id);
  const actionOn = ({ id: mention }: Mention) =>
    firstRemoval(
      notice.actions.filter(
        (action) => action.mentions.length === 0 || action.mentions.includes(mention),
      ),
    );
  return Grade.options.flatMap((grade) => {
    const isOfGrade = (mention: Mention) => (actionOn(mention)?.grade ?? 'confirmed') === grade;
    const mentions = notice.mentions.filter(isOfGrade);
    return listed({ ...notice, mentions }, knowledge, day, (mention) => {
      const action = actionOn(mention);
      return {
        grade,
        kind: action === undefined ? null : kindOf(action.act),
        ...(action === undefined ? { measure: null, posture: null } : actIn(action.act)),
        regulator,
        quote: quoteOf(mention, action, notice, text),
        confidence: action?.probability ?? 1,
      };
    });
  });
}

function ofSteps(notice: Notice, knowledge: Knowledge, day: CalendarDate) {
  const all = notice.unconfirmed ?? [];
  return Grade.options.flatMap((grade) => {
    const actions = all.filter((pressAction) => (pressAction.grade ?? 'unconfirmed') === grade);
    const mentions = actions.map((action, at) => mentionOf(action, `u${at}`));
    return listed({ ...notice, mentions }, knowledge, day, (mention) => {
      const { act, authority, quote, probability } = actions[Number(mention.id.slice(1))]!;
      return {
        grade,
        kind: kindOf(act),
        ...actIn(act),
        regulator: authority?.name ?? null,
        quote,
        confidence: Math.round(probability * 1000) / 1000,
      };
    });
  });
}

/**
 * The words of the page that say it, as they stand there: the sentence, else the row of the list,
 * the words of the act, the title.
 */
function quoteOf(
  { roleBecause, rows, span }: Mention,
  action: Action | undefined,
  { title }: Notice,
  text: string,
): string {
  if (roleBecause.code === 'quoted') return String(roleBecause.params.quote);
  const places = [rows[0]?.span, span, action?.span];
  const place = places.find((span) => span !== undefined && span.end > span.start);
  return place === undefined ? title : text.slice(place.start, place.end);
}

/** Each listed company with its names, and what `detailsOf` says of the first of them. */
function listed<Details>(
  mapped: Notice,
  { index, catalog }: Knowledge,
  day: CalendarDate,
  detailsOf: (mention: Mention) => Details,
) {
  const { matches, exposures } = mapNotice(mapped, index, day);
  return [...Map.groupBy(matches, (match) => match.company)].flatMap(([company, own]) => {
    const exposure = exposures.find(
      (exposure) => exposure.company === company && exposure.edge !== 'via',
    );
    const mentions = own.flatMap(
      (match) => mapped.mentions.find((mention) => mention.id === match.mention) ?? [],
    );
    const [first] = mentions;
    if (first === undefined || exposure === undefined || exposure.listings.length === 0) return [];
    const { en, zh } = catalog.companies.get(exposure.company)!.name;
    const names = [...new Set(mentions.map((mention) => mention.name))];
    return [
      {
        company: (en ?? zh)!,
        tickers: exposure.listings.map(tickerOf),
        names,
        ...detailsOf(first),
      },
    ];
  });
}
