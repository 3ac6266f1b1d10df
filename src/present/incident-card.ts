import type { Card, CardLine } from '../domain/card.ts';
import type { RegulatorId } from '../domain/ids.ts';
import type { Incident } from '../domain/incident.ts';
import type { Regulator } from '../domain/regulator.ts';
import { dayIn, type Instant, localTime } from '../domain/time.ts';
import { phrasesOf } from './messages.ts';
import { line, plainCard } from './plain-card.ts';
import { term } from './sentence.ts';
import { type Language, moment, regulatorName, sourceTitle } from './words.ts';

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

/** A word about the watch itself: what could not be seen, from when to when, and what was found late. */
export function incidentCard(facts: IncidentFacts): Card {
  const { incidents, of, language, reader, reference } = facts;
  const say = phrasesOf('incident', language);
  const gaps = incidents.every((one) => one.kind === 'gap');
  const lines = [...Map.groupBy(incidents, (one) => one.code).values()].flatMap((alike) =>
    alike.length > ONE_BY_ONE ? [linesTogether(alike, facts)] : alike.flatMap((one) => linesOf(one, facts)),
  );
  const late = incidents.reduce((sum, one) => sum + (one.late ?? 0), 0);
  const lead = gaps ? (of === 'begin' ? say('meanwhile') : say('found', { n: late })) : '';
  const remedy = reader === 'operator' && of === 'begin' ? [line(null, say('remedy'), 'quiet')] : [];
  return plainCard(
    language,
    titleOf(facts),
    lead,
    [
      { title: null, lines },
      { title: null, lines: remedy },
    ],
    { tone: of === 'end' ? 'good' : 'neutral', footer: say('footer'), reference },
  );
}

function titleOf({ incidents, of, language, regulators }: IncidentFacts): string {
  const say = phrasesOf('incident', language);
  const [first] = incidents;
  const who = namesOf(incidents, language, regulators);
  if (incidents.some((one) => one.kind === 'finding')) return say(of === 'begin' ? 'look' : 'well', { who });
  const from = Math.min(...incidents.map((one) => one.from)) as Instant;
  const zone = zoneOf(first!, regulators);
  if (of === 'begin') return say('unseen', { who, since: moment(from, zone, language) });
  const to = Math.max(...incidents.map((one) => one.to ?? one.from)) as Instant;
  return say('seen', { who, ...spanOf({ from }, to, zone, language) });
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
      return regulatorName(body, language) ?? titleOfSource(one, language, regulators);
    }),
  );
  return names.size <= 3
    ? [...names].join(language === 'zh' ? '、' : ', ')
    : phrasesOf('incident', language)('sources', { n: new Set(incidents.map((one) => one.source)).size });
}

/** Title of the source of an incident; the one that was noted where the catalog does not hold it any more. */
function titleOfSource(
  { title, source: id, regulator }: Incident,
  language: Language,
  regulators: IncidentFacts['regulators'],
): string {
  const body = regulator === null ? undefined : regulators.get(regulator);
  return sourceTitle(body?.sources.find((one) => one.id === id) ?? { title }, body, language);
}

/** Many sources with the same incident, in one line. */
function linesTogether(alike: readonly Incident[], { language, regulators }: IncidentFacts): CardLine {
  const titles = [...new Set(alike.map((one) => titleOfSource(one, language, regulators)))];
  const more = titles.length > NAMED ? ` (+${titles.length - NAMED})` : '';
  return line(
    `${phrasesOf('incident', language)('sources', { n: titles.length })}: ${term('finding', alike[0]!.code, language)}`,
    `${titles.slice(0, NAMED).join('; ')}${more}`,
  );
}

function linesOf(incident: Incident, { of, language, regulators, reader }: IncidentFacts): CardLine[] {
  const say = phrasesOf('incident', language);
  const zone = zoneOf(incident, regulators);
  const what = term('finding', incident.code, language);
  const when =
    of === 'end' && incident.to !== null
      ? say('span', spanOf(incident, incident.to, zone, language))
      : say('since', { at: moment(incident.from, zone, language) });
  const about = line(titleOfSource(incident, language, regulators), `${what} (${when})`);
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
): { readonly from: string; readonly to: string } {
  const whole = moment(to, zone, language);
  const end = dayIn(from, zone) === dayIn(to, zone) ? localTime(to, zone) : whole;
  return { from: moment(from, zone, language), to: end };
}

function zoneOf({ regulator }: Incident, regulators: IncidentFacts['regulators']): string {
  return (regulator === null ? undefined : regulators.get(regulator)?.timezone) ?? 'Asia/Shanghai';
}
