import { bracketed, LOCALES, preferred } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import { term } from '../../base/i18n/sentence.ts';
import { day, joinWithCommas, type Language, localeOf } from '../../base/i18n/words.ts';
import type { Card, CardLine, CardSection } from '../../domain/card.ts';
import type { Confirmation, Evidence } from '../../domain/evidence.ts';
import { isEdgeAttested } from '../../domain/exposure.ts';
import type { RecordCoverage } from '../../domain/history.ts';
import type { Notice } from '../../domain/notice.ts';
import { type CalendarDate, daysBetween } from '../../domain/time.ts';

/** A line of a card; `more` = its weight and other attributes. */
export function line(
  label: string | null,
  text: string,
  more: CardLine['weight'] | Partial<CardLine> = {},
): CardLine {
  const rest = typeof more === 'string' ? { weight: more } : more;
  return { label, text, weight: 'normal', url: null, ...rest };
}

/** A section of the lines that are not null. */
export const section = (
  title: string | null,
  ...lines: readonly (CardLine | null | readonly CardLine[])[]
): CardSection => ({ title, lines: lines.flatMap((line) => line ?? []) });

/**
 * Buttons of a message. Their actions contain its reference, so that they work after any restart.
 */
export function buttonsOf(
  reference: string,
  acts: readonly ('details' | 'why' | 'mute' | 'wrong')[],
  language: Language,
): NonNullable<Card['buttons']> {
  const { buttons } = localeOf(language);
  return acts.map((act) => ({ label: buttons[act], act: `${act}:${reference}` }));
}

/** A card for an answer: title, lead and sections, without empty ones. */
export function plainCard(
  language: Language,
  title: string,
  lead: string,
  sections: readonly CardSection[],
  more: Partial<Card> = {},
): Card {
  return {
    title,
    url: null,
    tone: 'neutral',
    lead,
    sections: sections.filter((section) => section.lines.length > 0),
    links: [],
    chart: null,
    footer: localeOf(language).notAdvice,
    reference: null,
    language,
    ...more,
  };
}

/** A preview of an alert with a fictitious company: no real one is named without evidence. */
export function previewCard(language: Language): Card {
  const say = phrasesOf('preview', language);
  const { apps, accused } = localeOf(language);
  const text = section(
    null,
    line(null, say('text'), 'strong'),
    line(apps, say('app')),
    line(accused, say('accused')),
  );
  return plainCard(language, say('title'), '', [text], { tone: 'watch' });
}

/** A regulator whose record ends this long before that of its country is named. */
const FAR_BEHIND_DAYS = 180;
const MOST_BODIES = 2;

/**
 * "Data through 9 Oct 2026 (PBOC: 19 Dec 2025). Live monitoring is off." Null for a day within the
 * record, which later data do not change.
 */
export function recordLine(
  reach: Omit<RecordCoverage, 'bodies' | 'state'> & Partial<RecordCoverage>,
  language: Language,
  shown: CalendarDate,
): string {
  const say = phrasesOf('record', language);
  const { until, watchedSince: since, sources: n, gaps } = reach;
  if (until !== null && shown <= until && reach.because === null) return '';
  const behind = (reach.bodies ?? []).filter(
    (regulator) =>
      regulator.watchedSince === null &&
      regulator.until !== null &&
      until !== null &&
      daysBetween(regulator.until, until) > FAR_BEHIND_DAYS,
  );
  const only = behind
    .slice(0, MOST_BODIES)
    .map(({ name, until: last }) =>
      say('only', { regulator: preferred(name, language) ?? name.en, until: day(last!, language) }),
    );
  const through = until === null ? say('none') : say('record', { until: day(until, language) });
  const aside = only.length === 0 ? '' : bracketed(joinWithCommas(only, language), language);
  const isAfter = reach.because === 'after-record';
  const parts = [
    `${through}${aside}`,
    since === null ? say('unwatched') : say('watched', { since: day(since, language), n }),
    gaps > 0 ? say('silent', { n: gaps }) : null,
    reach.state === 'acts' && reach.because !== null && !isAfter ? why(reach, language) : null,
  ];
  return parts.filter(Boolean).join(say('join')) + LOCALES[language].stop;
}

/** Appends the record line of a day to a card. */
export function withRecordLine(
  card: Card,
  reach: Parameters<typeof recordLine>[0],
  shown: CalendarDate,
): Card {
  const text = recordLine(reach, card.language, shown);
  if (text === '') return card;
  const said = line(null, text, 'quiet');
  const last = card.sections.at(-1);
  const [before, lines] =
    last?.title === null ? [card.sections.slice(0, -1), last.lines] : [card.sections, []];
  return { ...card, sections: [...before, section(null, lines, said)] };
}

/** The text in place of a score that cannot be given; null where there is one. */
export function instead(coverage: RecordCoverage, language: Language): string | null {
  const say = phrasesOf('record', language);
  if (coverage.state === 'acts') return null;
  if (coverage.state === 'no-acts') return say('noActs');
  return coverage.because === null
    ? say('noData')
    : say('noDataSince', { because: why(coverage, language) });
}

function why(
  { from, until, because }: Pick<RecordCoverage, 'from' | 'until' | 'because'>,
  language: Language,
) {
  const shown = (date: RecordCoverage['from']) => (date === null ? '' : day(date, language));
  return phrasesOf('record', language)(because!, { from: shown(from), until: shown(until) });
}

/** The strongest evidence of an edge: its kind, and its source with the day. Null = unverified. */
export function restsOn(evidence: readonly Evidence[], language: Language) {
  const [best] = evidence
    .filter((evidence) => evidence.kind !== 'judgement')
    .toSorted((a, b) => (b.day ?? '').localeCompare(a.day ?? ''));
  if (best === undefined) return null;
  const source = [best.source, best.day].filter(Boolean).join(', ');
  return { kind: term('evidence', best.kind, language), source };
}

/**
 * `authority's notice: MIIT list of 47 apps, 2022-08-26`, or that nothing attests the edge: of who
 * controls a firm the press alone does not.
 */
export function edgeRestsText(edge: Parameters<typeof isEdgeAttested>[0], language: Language) {
  const rests = restsOn(edge.evidence, language);
  const say = phrasesOf('record', language);
  if (rests === null) return say('unverified');
  return isEdgeAttested(edge) ? say('restsOn', rests) : say('unverifiedBut', rests);
}

/**
 * For each act that something else confirmed: the words that the press model was unsure of, and the
 * confirmation.
 */
export function readingLines(
  notice: Pick<Notice, 'actions' | 'url'>,
  language: Language,
): CardLine[] {
  return notice.actions.flatMap(({ confirmed, probability, phrase }) => {
    if (confirmed === undefined) return [];
    const percent = Math.round((probability ?? 0) * 100);
    const text = phrasesOf('confirmed', language)('model', { percent, quote: phrase });
    return [line(null, text, { url: notice.url }), confirmedLine(confirmed, language)];
  });
}

/** Confirmations of acts that the reader was unsure of, each once. */
export function confirmedLines(
  { actions }: Pick<Notice, 'actions'>,
  language: Language,
): CardLine[] {
  const lines = actions.flatMap(({ confirmed }) =>
    confirmed === undefined ? [] : [confirmedLine(confirmed, language)],
  );
  return [...new Map(lines.map((line) => [`${line.text} ${line.url}`, line])).values()];
}

function confirmedLine(by: Confirmation, language: Language): CardLine {
  const { kind, ...values } = 'url' in by ? { ...by, host: hostOf(by.url) } : by;
  const text = phrasesOf('confirmed', language)(kind, values as Readonly<Record<string, string>>);
  return line(null, text, { weight: 'strong', url: 'url' in by ? by.url : null });
}

const hostOf = (url: string) =>
  URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url;
