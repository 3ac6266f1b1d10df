import type { Signal } from '../domain/alert.ts';
import type { Card, CardLine } from '../domain/card.ts';
import { isAttested } from '../domain/evidence.ts';
import type { Accusation } from '../domain/notice.ts';
import {
  type AlertFacts,
  actsOn,
  appNames,
  bodyOf,
  headline,
  isTakenBack,
  nameOf,
  namesText,
  riskOf,
  unnamedApps,
} from './alert-headline.ts';
import { phrasesOf } from './messages.ts';
import { coverageText, listNumber } from './notice-card.ts';
import { buttonsOf, line, plainCard } from './plain-card.ts';
import { confirmedLines } from './record-lines.ts';
import { andMore, day, joined, lastSecond, localeOf, moment, points, shortName } from './words.ts';

const MOST_COMPANIES = 5;
const MOST_APPS = 6;
const APPS_A_LINE = 3;
const MOST_ACCUSATIONS = 3;
const LONGEST_PHRASE = 60;

/**
 * The card of an alert, to be understood in five seconds: a first line (company, act, deadline, score), then at most six lines for one
 * company, or a line for each of five companies. What it rests on, and why the score is what it is, is behind Details and Why.
 */
export function alertCard(facts: AlertFacts): Card {
  const { notice, language, signals } = facts;
  const top = signals.find((signal) => !isTakenBack(signal, facts));
  const lines = [
    ...(signals.length === 1 ? ofOne(signals[0]!, facts) : ofSeveral(facts)),
    ...accusedLine(facts),
    ...(top === undefined && signals.length > 0 ? [] : deadlineLine(facts)),
    ...(signals.length === 1 && top !== undefined ? [beforeLine(top, facts)] : []),
    ...doubtLine(facts),
    ...confirmedLines(notice, language).slice(0, 1),
    sourceLine(facts),
  ];
  // Of a list that is still to come no company is known.
  const acts = signals.length === 0 ? (['details'] as const) : (['details', 'why', 'mute', 'wrong'] as const);
  return plainCard(language, headline(facts), '', [{ title: null, lines }], {
    ...{ url: notice.url, tone: toneOf(top, signals.length), reference: facts.alert.id },
    buttons: buttonsOf(facts.alert.id, acts, language),
  });
}

function toneOf(top: Signal | undefined, all: number): Card['tone'] {
  if (top === undefined) return all === 0 ? 'neutral' : 'good';
  return top.stage === 'closed' ? 'good' : (top.confirmed?.band ?? top.bandAfter);
}

function ofOne(signal: Signal, facts: AlertFacts): CardLine[] {
  const words = localeOf(facts.language);
  const say = phrasesOf('alert', facts.language);
  const names = appNames(signal, facts, true);
  if (isTakenBack(signal, facts))
    return [
      line(null, riskOf(signal, facts.language)),
      ...(names.length === 0 ? [] : [line(words.apps, names.join(say('listed')))]),
    ];
  const more = Math.max(0, names.length - MOST_APPS) + unnamedApps(facts);
  const also = actsOn(signal, facts.notice).slice(1);
  const parts = [
    names.length === 0 ? null : namesText(names.slice(0, MOST_APPS), more, facts.language),
    also.length === 0
      ? null
      : say('also', { acts: also.map(({ type }) => words.acts[type]).join(say('listed')) }),
  ].filter((one) => one !== null);
  return parts.length === 0 ? [] : [line(words.apps, parts.join(say('separator')))];
}

/** One line a company, in the order of the signals, gravest first. */
function ofSeveral(facts: AlertFacts): CardLine[] {
  const { signals, language, companies } = facts;
  const say = phrasesOf('alert', language);
  const lines = signals.slice(0, MOST_COMPANIES).map((signal) => companyLine(signal, facts));
  const rest = signals.slice(MOST_COMPANIES);
  if (rest.length > 0) {
    const names = rest
      .flatMap((one) => companies.get(one.company) ?? [])
      .map((one) => shortName(one, language));
    const shown = names.slice(0, MOST_COMPANIES).join(say('listed'));
    const etc = rest.length > MOST_COMPANIES ? say('etc') : '';
    lines.push(line(null, `${say('moreCompanies', { n: rest.length, names: shown })}${etc}`));
  }
  return lines;
}

/** `5.0 → 22.1 (watch): WeChat, Tencent Video`, with the act where it is another than the first company's. */
function companyLine(signal: Signal, facts: AlertFacts): CardLine {
  const { language, notice, signals } = facts;
  const words = localeOf(language);
  const say = phrasesOf('alert', language);
  const names = appNames(signal, facts);
  if (isTakenBack(signal, facts))
    return line(
      nameOf(signal, facts),
      say(notice.revised === undefined ? 'removedLine' : 'takenBackLine', { score: points(signal.after) }),
    );
  const act = actsOn(signal, notice)[0]?.type;
  const other = act === undefined || act === actsOn(signals[0]!, notice)[0]?.type ? null : words.acts[act];
  const score = `${points(signal.before)} → ${points(signal.after)}`;
  const scored = joined([say('score', { score, band: words.bands[signal.bandAfter] }), other], language);
  const apps = namesText(names.slice(0, APPS_A_LINE), names.length - APPS_A_LINE, language);
  const bare = signal.exposure.companyWide || apps === '';
  return line(nameOf(signal, facts), bare ? scored : say('withApps', { line: scored, apps }));
}

/** What the apps of these companies are accused of, the commonest first, in the reader's language. */
function accusedLine(facts: AlertFacts): CardLine[] {
  const words = localeOf(facts.language);
  const own = new Set(
    facts.signals
      .filter((signal) => !isTakenBack(signal, facts))
      .flatMap((signal) => signal.exposure.apps.map((app) => app.mention)),
  );
  const mentions = facts.notice.mentions.filter((mention) => own.has(mention.id));
  const texts = mentions.flatMap(({ rows }) => [
    ...new Set(rows.flatMap((row) => row.accusations.map((one) => accusationIn(one, facts)))),
  ]);
  const common = [...Map.groupBy(texts, (text) => text)].toSorted((a, b) => b[1].length - a[1].length);
  const shown = common.slice(0, MOST_ACCUSATIONS).map(([text]) => text);
  if (shown.length === 0) return [];
  const rest = common.length - shown.length;
  const more = rest > 0 ? [andMore(rest, facts.language)] : [];
  return [line(words.accused, [...shown, ...more].join(phrasesOf('alert', facts.language)('separator')))];
}

/** By the glossary; a phrase that it does not hold stands in quotes as the notice writes it. */
function accusationIn({ issue, phrase }: Accusation, { issues, language, notice }: AlertFacts): string {
  const known = issue === null ? undefined : issues.get(issue);
  if (known !== undefined && language !== notice.language) return known[language];
  const text =
    [...phrase].length > LONGEST_PHRASE ? `${[...phrase].slice(0, LONGEST_PHRASE).join('')}…` : phrase;
  return language === notice.language ? text : `“${text}”`;
}

function deadlineLine({ notice, regulator, language }: AlertFacts): CardLine[] {
  const deadline = notice.deadline?.value;
  if (deadline === undefined) return [];
  const zone = regulator?.timezone ?? 'Asia/Shanghai';
  const at = lastSecond(deadline, zone);
  return [
    line(localeOf(language).deadline, moment(at, zone, language), {
      weight: 'strong',
      when: { at, kind: 'moment' },
    }),
  ];
}

function beforeLine(signal: Signal, facts: AlertFacts): CardLine {
  const words = localeOf(facts.language);
  const say = phrasesOf('card', facts.language);
  const via = signal.exposure.via === null ? undefined : facts.companies.get(signal.exposure.via);
  const parts = [
    ...(via === undefined ? [] : [say('via', { company: shortName(via, facts.language) })]),
    say('earlier', { n: signal.earlier, body: bodyOf(facts) }),
  ];
  return line(words.before, parts.join(phrasesOf('alert', facts.language)('separator')));
}

/** Doubts of a notice that say why its list was not read, and the sentence for each. */
const UNREAD_LISTS = [
  ['list-is-a-picture', 'listIsPicture'],
  ['list-unread', 'listUnread'],
] as const;

/** What a reader must not take for sure, in one line; none where nothing is in doubt. */
function doubtLine(facts: AlertFacts): CardLine[] {
  const { signals, notice, mapping, language } = facts;
  const words = localeOf(language);
  const say = phrasesOf('alert', language);
  const standing = signals.filter((signal) => !isTakenBack(signal, facts));
  const own = new Set(standing.flatMap((signal) => signal.exposure.apps.map((app) => app.mention)));
  const unverified = mapping.matches.some(
    ({ mention, chain }) => own.has(mention) && chain.some(isUnverified),
  );
  const confirmed = standing[0]?.confirmed?.after;
  const doubts = [
    notice.listElsewhere && mapping.counts.subjects === 0
      ? words[
          UNREAD_LISTS.find(([code]) => notice.doubts.some((one) => one.code === code))?.[1] ?? 'listToCome'
        ]
      : null,
    standing.some((signal) => signal.origin === 'press') ? words.pressOnly : null,
    standing.some((signal) => signal.late) ? words.late : null,
    unverified ? words.ownershipUnverified : null,
    confirmed !== undefined && points(confirmed) !== points(standing[0]!.after)
      ? say(signals.length === 1 ? 'confirmed' : 'confirmedOf', {
          score: points(confirmed),
          name: nameOf(standing[0]!, facts),
        })
      : null,
  ].filter((one) => one !== null);
  return doubts.length === 0
    ? []
    : [line(null, doubts.join(language === 'zh' ? '' : ' '), { weight: 'strong' })];
}

/** A name or a store is no edge of the registry; everything between app and listing is. */
function isUnverified({
  edge,
  evidence,
}: AlertFacts['mapping']['matches'][number]['chain'][number]): boolean {
  return edge !== 'name of' && edge !== 'store run by' && !isAttested(evidence);
}

/** Who published it and when, and how its apps add up: of listed companies, private, unknown here, not named. */
function sourceLine(facts: AlertFacts): CardLine {
  const { notice, mapping, language } = facts;
  const words = localeOf(language);
  const parts = [
    notice.outlet === null ? bodyOf(facts) : (URL.parse(notice.url)?.host ?? words.source),
    notice.published === null ? null : day(notice.published, language),
    listNumber(notice, language),
    Math.max(mapping.counts.subjects, notice.counts.apps?.value ?? 0) > 1
      ? coverageText(notice, mapping.counts, language)
      : null,
  ];
  return line(words.source, parts.filter(Boolean).join(' · '), { url: notice.url });
}
