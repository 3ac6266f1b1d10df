import type { Card, CardLine } from '../domain/card.ts';
import type { RegulatorId } from '../domain/ids.ts';
import type { Incident } from '../domain/incident.ts';
import type { Regulator } from '../domain/regulator.ts';
import { dayIn, type Instant, localTime } from '../domain/time.ts';
import { line, plainCard } from './plain-card.ts';
import { term } from './sentence.ts';
import { type Language, moment } from './words.ts';

export interface IncidentFacts {
  readonly incidents: readonly Incident[];
  readonly of: 'begin' | 'end';
  readonly language: Language;
  readonly regulators: ReadonlyMap<RegulatorId, Regulator>;
  /** The operator reads what is wrong and what to do; subscribers read what they may have missed. */
  readonly reader: 'operator' | 'subscribers';
  readonly reference: string;
}

/** So many sources with the same failure get a line each, and so many are named where they share one. */
const ONE_BY_ONE = 4;
const NAMED = 12;

const SAYS = {
  en: {
    sources: (n: number) => `${n} sources`,
    unseen: (who: string, since: string) => `${who} could not be seen since ${since}`,
    seen: (who: string, from: string, to: string) => `${who} could not be seen from ${from} to ${to}`,
    look: (who: string) => `The watch needs a look: ${who}`,
    well: (who: string) => `Well again: ${who}`,
    meanwhile: 'What is published meanwhile is told late. Another message says when it is seen again.',
    found: (n: number | null) =>
      n === null || n === 0
        ? 'Seen again. No notice was found late so far.'
        : n === 1
          ? 'Seen again. One notice found late is marked late.'
          : `Seen again. ${n} notices found late are marked late.`,
    since: (at: string) => `since ${at}`,
    span: (from: string, to: string) => `${from} to ${to}`,
    footer: 'About the watch itself, not about a company.',
    remedy: 'tocsin sources and tocsin sources check tell more.',
  },
  zh: {
    sources: (n: number) => `${n} 个来源`,
    unseen: (who: string, since: string) => `自 ${since} 起无法看到${who}`,
    seen: (who: string, from: string, to: string) => `${from} 至 ${to} 无法看到${who}`,
    look: (who: string) => `监控需要查看：${who}`,
    well: (who: string) => `已恢复：${who}`,
    meanwhile: '其间发布的内容将迟报。恢复后另行告知。',
    found: (n: number | null) =>
      n === null || n === 0 ? '已恢复。目前未发现迟到的通报。' : `已恢复。迟到发现的 ${n} 份通报均标明迟报。`,
    since: (at: string) => `自 ${at}`,
    span: (from: string, to: string) => `${from} 至 ${to}`,
    footer: '此消息关于监控本身，与任何企业无关。',
    remedy: '详见 tocsin sources 与 tocsin sources check。',
  },
} as const;

/** A word about the watch itself: what could not be seen, from when to when, and what was found late. */
export function incidentCard(facts: IncidentFacts): Card {
  const { incidents, of, language, reader, reference } = facts;
  const says = SAYS[language];
  const gaps = incidents.every((one) => one.kind === 'gap');
  const lines = [...Map.groupBy(incidents, (one) => one.code).values()].flatMap((alike) =>
    alike.length > ONE_BY_ONE ? [linesTogether(alike, facts)] : alike.flatMap((one) => linesOf(one, facts)),
  );
  const late = incidents.reduce((sum, one) => sum + (one.late ?? 0), 0);
  const lead = gaps ? (of === 'begin' ? says.meanwhile : says.found(late)) : '';
  const remedy = reader === 'operator' && of === 'begin' ? [line(null, says.remedy, 'quiet')] : [];
  return plainCard(
    language,
    titleOf(facts),
    lead,
    [
      { title: null, lines },
      { title: null, lines: remedy },
    ],
    { tone: of === 'end' ? 'good' : 'neutral', footer: says.footer, reference },
  );
}

function titleOf({ incidents, of, language, regulators }: IncidentFacts): string {
  const says = SAYS[language];
  const [first] = incidents;
  const who = namesOf(incidents, language, regulators);
  if (incidents.some((one) => one.kind === 'finding'))
    return of === 'begin' ? says.look(who) : says.well(who);
  const from = Math.min(...incidents.map((one) => one.from)) as Instant;
  const zone = zoneOf(first!, regulators);
  if (of === 'begin') return says.unseen(who, moment(from, zone, language));
  const to = Math.max(...incidents.map((one) => one.to ?? one.from)) as Instant;
  return says.seen(who, ...spanOf({ from }, to, zone, language));
}

/** `MIIT`, or `3 sources` where several bodies are concerned. */
function namesOf(
  incidents: readonly Incident[],
  language: Language,
  regulators: IncidentFacts['regulators'],
): string {
  const names = new Set(
    incidents.map((one) => {
      const body = one.regulator === null ? undefined : regulators.get(one.regulator);
      return (language === 'zh' ? body?.name.zh : body?.short) ?? body?.short ?? one.title;
    }),
  );
  return names.size <= 3
    ? [...names].join(language === 'zh' ? '、' : ', ')
    : SAYS[language].sources(new Set(incidents.map((one) => one.source)).size);
}

/** Many sources with the same incident, in one line. */
function linesTogether(alike: readonly Incident[], { language }: IncidentFacts): CardLine {
  const titles = [...new Set(alike.map((one) => one.title))];
  const more = titles.length > NAMED ? ` (+${titles.length - NAMED})` : '';
  return line(
    `${SAYS[language].sources(titles.length)}: ${term('finding', alike[0]!.code, language)}`,
    `${titles.slice(0, NAMED).join('; ')}${more}`,
  );
}

function linesOf(incident: Incident, { of, language, regulators, reader }: IncidentFacts): CardLine[] {
  const says = SAYS[language];
  const zone = zoneOf(incident, regulators);
  const what = term('finding', incident.code, language);
  const when =
    of === 'end' && incident.to !== null
      ? says.span(...spanOf(incident, incident.to, zone, language))
      : says.since(moment(incident.from, zone, language));
  const about = line(incident.title, `${what} (${when})`);
  // The sentence with place and status is English and for the operator, as in the log.
  return reader === 'operator' && of === 'begin' && incident.message !== ''
    ? [about, line(null, incident.message, 'quiet')]
    : [about];
}

/** Both moments; the second without its day where that is the same. */
function spanOf(
  { from }: Pick<Incident, 'from'>,
  to: Instant,
  zone: string,
  language: Language,
): [from: string, to: string] {
  const whole = moment(to, zone, language);
  return [moment(from, zone, language), dayIn(from, zone) === dayIn(to, zone) ? localTime(to, zone) : whole];
}

function zoneOf({ regulator }: Incident, regulators: IncidentFacts['regulators']): string {
  return (regulator === null ? undefined : regulators.get(regulator)?.timezone) ?? 'Asia/Shanghai';
}
