import { actLabel } from '../../base/i18n/act-label.ts';
import { LOCALES, preferred } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import {
  andMore,
  day,
  joinWithCommas,
  joinWithDots,
  lastSecond,
  moment,
  points,
  publishedOn,
  shortName,
} from '../../base/i18n/words.ts';
import { kindOf } from '../../domain/act-kind.ts';
import type { Signal } from '../../domain/alert.ts';
import type { Card, CardLine } from '../../domain/card.ts';
import { isEdgeAttested } from '../../domain/exposure.ts';
import type { Accusation } from '../../domain/notice.ts';
import { isSignalWithdrawn } from '../alert/corrections.ts';
import { moveFor } from '../score/latest.ts';
import {
  type AlertFacts,
  actsOn,
  appNames,
  headline,
  nameOf,
  namesText,
  riskOf,
  unnamedApps,
  type WordedAlert,
  withMessages,
} from './alert-headline.ts';
import { coverageText, listNumber } from './notice-card.ts';
import { buttonsOf, confirmedLines, line, plainCard, section } from './plain-card.ts';
import { expectedText } from './score-card.ts';

const MOST_COMPANIES = 5;
const MOST_APPS = 6;
const APPS_A_LINE = 3;
const MOST_ACCUSATIONS = 3;
const LONGEST_PHRASE = 60;

/**
 * The card of an alert, to be understood in five seconds: a first line (company, act, deadline,
 * score), then at most six lines for one company, or a line for each of five companies. What it
 * rests on, and why the score is what it is, is behind Details and Why.
 */
export function alertCard(given: AlertFacts): Card {
  const facts = withMessages(given);
  const { notice, language, signals, alert } = facts;
  const [top] = facts.standing;
  const [only] = signals.length === 1 ? signals : [];
  // A list that is still to come names no company yet.
  const acts =
    signals.length === 0 ? (['details'] as const) : (['details', 'why', 'mute', 'wrong'] as const);
  const lines = section(
    null,
    only === undefined ? ofSeveral(facts) : ofOne(only, facts),
    only === undefined ? null : expectedLine(only, facts),
    accusedLine(facts),
    top === undefined && signals.length > 0 ? null : deadlineLine(facts),
    only === undefined || top === undefined ? null : beforeLine(top, facts),
    doubtLine(facts),
    confirmedLines(notice, language).slice(0, 1),
    sourceLine(facts),
  );
  return plainCard(language, headline(facts), '', [lines], {
    url: notice.url,
    tone: toneOf(top, signals.length),
    reference: alert.id,
    buttons: buttonsOf(alert.id, acts, language),
  });
}

/** The colour of a card: that of the band of the first company that still stands. */
function toneOf(top: Signal | undefined, signals: number): Card['tone'] {
  if (top === undefined) return signals === 0 ? 'neutral' : 'good';
  if (top.stage === 'closed') return 'good';
  return top.attested?.band ?? top.bandAfter;
}

function ofOne(signal: Signal, facts: WordedAlert): CardLine[] {
  const { words, say, language, notice } = facts;
  const names = appNames(signal, facts, true);
  if (isSignalWithdrawn(signal, facts.mapping))
    return [
      line(null, riskOf(signal, language)),
      ...(names.length === 0 ? [] : [line(words.apps, names.join(say('listed')))]),
    ];
  const more = Math.max(0, names.length - MOST_APPS) + unnamedApps(facts);
  const also = actsOn(signal, notice)
    .slice(1)
    .map(({ act }) => actLabel(act, language));
  const text = [
    names.length === 0 ? '' : namesText(names.slice(0, MOST_APPS), more, language),
    also.length === 0 ? '' : say('also', { acts: also.join(say('listed')) }),
  ];
  return text.join('') === ''
    ? []
    : [line(words.apps, text.filter(Boolean).join(say('separator')))];
}

/**
 * How far acts of this size moved shares, beside its own points in the first line, or why it has
 * none.
 */
function expectedLine(signal: Signal, facts: WordedAlert): CardLine | null {
  const { own = 0, before, after, exposure, weightless } = signal;
  const { moves = null, language, words } = facts;
  if (weightless) return line(null, words.weightless, 'quiet');
  const isRelief = after < before || own <= 0 || isSignalWithdrawn(signal, facts.mapping);
  if (moves === null || isRelief || exposure.private) return null;
  const expected = moveFor(moves, own);
  return expected === null ? null : line(null, expectedText(expected, language), 'quiet');
}

/** One line a company, in the order of the signals, gravest first. */
function ofSeveral(facts: WordedAlert): CardLine[] {
  const { signals, say } = facts;
  const lines = signals.slice(0, MOST_COMPANIES).map((signal) => companyLine(signal, facts));
  const rest = signals.slice(MOST_COMPANIES);
  if (rest.length === 0) return lines;
  const names = rest
    .flatMap((signal) => facts.companies.get(signal.company) ?? [])
    .map((pick) => shortName(pick, facts.language));
  const shown = names.slice(0, MOST_COMPANIES).join(say('listed'));
  const etc = rest.length > MOST_COMPANIES ? say('etc') : '';
  return [...lines, line(null, `${say('moreCompanies', { n: rest.length, names: shown })}${etc}`)];
}

/**
 * `5.0 → 22.1 (watch): WeChat, Tencent Video`, with the act where it is another than the first
 * company's.
 */
function companyLine(signal: Signal, facts: WordedAlert): CardLine {
  const { language, notice, signals, words, say } = facts;
  const name = nameOf(signal, facts);
  if (isSignalWithdrawn(signal, facts.mapping)) {
    const how = notice.revised === undefined ? 'removedLine' : 'takenBackLine';
    return line(name, say(how, { score: points(signal.after) }));
  }
  const names = appNames(signal, facts);
  const act = actsOn(signal, notice)[0]?.act;
  const first = actsOn(signals[0]!, notice)[0]?.act;
  const isOther = act !== undefined && (first === undefined || kindOf(act) !== kindOf(first));
  const other = isOther ? actLabel(act, language) : null;
  const score = `${points(signal.before)} → ${points(signal.after)}`;
  const scored = joinWithCommas(
    [say('score', { score, band: words.bands[signal.bandAfter] }), other],
    language,
  );
  const apps = namesText(names.slice(0, APPS_A_LINE), names.length - APPS_A_LINE, language);
  const bare = signal.exposure.companyWide || apps === '';
  return line(name, bare ? scored : say('withApps', { line: scored, apps }));
}

/**
 * Accusations against the apps of these companies, the most frequent first, in the reader's
 * language.
 */
function accusedLine(facts: WordedAlert): CardLine | null {
  const { notice, own, words, say, language } = facts;
  const texts = notice.mentions
    .filter(({ id }) => own.has(id))
    .flatMap(({ rows }) => [
      ...new Set(
        rows.flatMap((row) => row.accusations.map((accusation) => accusationIn(accusation, facts))),
      ),
    ]);
  const common = [...Map.groupBy(texts, (text) => text)].toSorted(
    (a, b) => b[1].length - a[1].length,
  );
  const shown = common.slice(0, MOST_ACCUSATIONS).map(([text]) => text);
  if (shown.length === 0) return null;
  const rest = common.length - shown.length;
  return line(
    words.accused,
    [...shown, ...(rest > 0 ? [andMore(rest, language)] : [])].join(say('separator')),
  );
}

/** An accusation by the glossary; an unknown phrase is quoted from the notice. */
function accusationIn(
  { issue, phrase }: Accusation,
  { issues, language, notice }: WordedAlert,
): string {
  const known = issue === null ? undefined : issues.get(issue);
  if (known !== undefined && language !== notice.language)
    return preferred(known, language) ?? phrase;
  const text =
    [...phrase].length > LONGEST_PHRASE
      ? `${[...phrase].slice(0, LONGEST_PHRASE).join('')}…`
      : phrase;
  return language === notice.language ? text : `“${text}”`;
}

function deadlineLine({ notice, regulator, language, words }: WordedAlert): CardLine | null {
  if (notice.deadline === null) return null;
  const zone = regulator?.timezone ?? 'Asia/Shanghai';
  const at = lastSecond(notice.deadline.value, zone);
  return line(words.deadline, moment(at, zone, language), {
    weight: 'strong',
    when: { at, kind: 'moment' },
  });
}

function beforeLine(
  { exposure, earlier: n }: Signal,
  { companies, language, words, say, body }: WordedAlert,
) {
  const via = exposure.via === null ? undefined : companies.get(exposure.via);
  const card = phrasesOf('card', language);
  const owner = via === undefined ? '' : card('via', { company: shortName(via, language) });
  return line(
    words.before,
    [owner, card('earlier', { n, body })].filter(Boolean).join(say('separator')),
  );
}

/** Doubts about an unread list, each with its sentence. */
const UNREAD_LISTS = [
  ['list-is-a-picture', 'listIsPicture'],
  ['list-unread', 'listUnread'],
] as const;

/** The main doubt of a notice in one line; none where there is no doubt. */
function doubtLine(facts: WordedAlert): CardLine | null {
  const { standing, own, notice, mapping, language, words, say } = facts;
  const [top] = standing;
  const unread = UNREAD_LISTS.find(([code]) => notice.doubts.some((doubt) => doubt.code === code));
  const unverified = mapping.matches.some(
    ({ mention, chain }) => own.has(mention) && chain.some(isUnverified),
  );
  const confirmed = top?.attested && points(top.attested.after);
  const partly = facts.signals.length === 1 ? 'confirmed' : 'confirmedOf';
  const isLate = standing.some((signal) => signal.late);
  const ofRegistry = notice.revised === 'registry' && standing.length > 0;
  const ofTime = isLate ? words.late : '';
  const late = ofRegistry ? words.lateByRegistry : ofTime;
  const doubts = [
    notice.listElsewhere && mapping.counts.subjects === 0 ? words[unread?.[1] ?? 'listToCome'] : '',
    standing.some((signal) => signal.origin === 'press') ? words.pressOnly : '',
    late,
    unverified ? words.ownershipUnverified : '',
    top !== undefined && confirmed !== undefined && confirmed !== points(top.after)
      ? say(partly, { score: confirmed, name: nameOf(top, facts) })
      : '',
  ].filter(Boolean);
  return doubts.length === 0
    ? null
    : line(null, doubts.join(LOCALES[language].separators.sentence), 'strong');
}

/** Names and stores are no edges of the registry; everything between app and listing is. */
const isUnverified = (link: AlertFacts['mapping']['matches'][number]['chain'][number]) =>
  link.edge !== 'name of' && link.edge !== 'store run by' && !isEdgeAttested(link);

/**
 * The source and time of a notice, and its apps by kind: of listed companies, private, unknown, not
 * named.
 */
function sourceLine(facts: WordedAlert): CardLine {
  const { notice, mapping, language, words } = facts;
  const many = Math.max(mapping.counts.subjects, notice.counts.apps?.value ?? 0) > 1;
  const text = joinWithDots([
    notice.outlet === null ? facts.body : (URL.parse(notice.url)?.host ?? words.source),
    notice.published === null
      ? null
      : publishedOn(day(notice.published, language), notice, language),
    listNumber(notice, language),
    many ? coverageText(notice, mapping.counts, language) : null,
  ]);
  return line(words.source, text, { url: notice.url });
}
