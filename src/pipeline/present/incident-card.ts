import { LOCALES } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import { term } from '../../base/i18n/sentence.ts';
import { type Language, moment, regulatorName, sourceTitle } from '../../base/i18n/words.ts';
import type { Card, CardLine } from '../../domain/card.ts';
import type { RegulatorId } from '../../domain/ids.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Regulator } from '../../domain/regulator.ts';
import { dayIn, type Instant, localTime } from '../../domain/time.ts';
import { line, plainCard, section } from './plain-card.ts';

export interface IncidentFacts {
  readonly incidents: readonly Incident[];
  readonly of: 'begin' | 'end';
  readonly language: Language;
  readonly regulators: ReadonlyMap<RegulatorId, Regulator>;
  /**
   * The operator reads what is wrong and what to do; subscribers read what they may have missed.
   */
  readonly reader: 'operator' | 'subscribers';
  readonly reference: string;
}

/**
 * So many sources with the same failure get a line each, and so many are named where they share
 * one.
 */
const ONE_BY_ONE = 4;
const NAMED = 12;

/** The facts with the words: what an incident is called, and its times in the zone of its body. */
function worded(facts: IncidentFacts) {
  const { language, regulators } = facts;
  const bodyOf = ({ regulator }: Incident) =>
    regulator === null ? undefined : regulators.get(regulator);
  const zoneOf = (incident: Incident) => bodyOf(incident)?.timezone ?? 'Asia/Shanghai';
  const at = (instant: Instant, of: Incident) => moment(instant, zoneOf(of), language);
  /** Title of the source; the one that was noted where the catalog does not hold it any more. */
  const titleOf = (incident: Incident) => {
    const regulator = bodyOf(incident);
    return sourceTitle(
      regulator?.sources.find(({ id }) => id === incident.source) ?? incident,
      regulator,
      language,
    );
  };
  return {
    ...facts,
    say: phrasesOf('incident', language),
    at,
    titleOf,
    nameOf: (incident: Incident) => regulatorName(bodyOf(incident), language) ?? titleOf(incident),
    /** Both moments; the second without its day where that is the same. */
    span: (from: Instant, to: Instant, of: Incident) => ({
      from: at(from, of),
      to:
        dayIn(from, zoneOf(of)) === dayIn(to, zoneOf(of)) ? localTime(to, zoneOf(of)) : at(to, of),
    }),
  };
}
type WordedIncident = ReturnType<typeof worded>;

/**
 * A word about the watch itself: what could not be seen, from when to when, and what was found
 * late.
 */
export function incidentCard(given: IncidentFacts): Card {
  const facts = worded(given);
  const { incidents, of, language, reader, reference, say } = facts;
  const gaps = incidents.every((incident) => incident.kind === 'gap');
  const lines = [...Map.groupBy(incidents, (incident) => incident.code).values()].flatMap(
    (alike) =>
      alike.length > ONE_BY_ONE
        ? [lineOfAll(alike, facts)]
        : alike.flatMap((incident) => linesOf(incident, facts)),
  );
  const n = incidents.reduce((sum, incident) => sum + (incident.late ?? 0), 0);
  const leadOfGaps = of === 'begin' ? say('meanwhile') : say('found', { n });
  const lead = gaps ? leadOfGaps : '';
  const remedy =
    reader === 'operator' && of === 'begin' ? line(null, say('remedy'), 'quiet') : null;
  return plainCard(language, title(facts), lead, [section(null, lines), section(null, remedy)], {
    tone: of === 'end' ? 'good' : 'neutral',
    footer: say('footer'),
    reference,
  });
}

function title(facts: WordedIncident): string {
  const { incidents, of, say } = facts;
  const first = incidents[0]!;
  const names = [...new Set(incidents.map(facts.nameOf))];
  const sources = new Set(incidents.map((incident) => incident.source)).size;
  // `MIIT`, or `3 sources` where several bodies are concerned.
  const who =
    names.length > 3
      ? say('sources', { n: sources })
      : names.join(LOCALES[facts.language].separators.list);
  if (incidents.some((incident) => incident.kind === 'finding'))
    return say(of === 'begin' ? 'look' : 'well', { who });
  const from = Math.min(...incidents.map((incident) => incident.from)) as Instant;
  if (of === 'begin') return say('unseen', { who, since: facts.at(from, first) });
  const to = Math.max(...incidents.map((incident) => incident.to ?? incident.from)) as Instant;
  return say('seen', { who, ...facts.span(from, to, first) });
}

/** Many sources with the same incident, in one line. */
function lineOfAll(
  alike: readonly Incident[],
  { language, titleOf, say }: WordedIncident,
): CardLine {
  const titles = [...new Set(alike.map(titleOf))];
  const more = titles.length > NAMED ? ` (+${titles.length - NAMED})` : '';
  const what = term('finding', alike[0]!.code, language);
  return line(
    `${say('sources', { n: titles.length })}: ${what}`,
    `${titles.slice(0, NAMED).join('; ')}${more}`,
  );
}

function linesOf(incident: Incident, facts: WordedIncident): CardLine[] {
  const { of, language, reader, say } = facts;
  const { code, from, to, message } = incident;
  const when =
    of === 'end' && to !== null
      ? say('span', facts.span(from, to, incident))
      : say('since', { at: facts.at(from, incident) });
  const about = line(facts.titleOf(incident), `${term('finding', code, language)} (${when})`);
  // The sentence with place and status is English and for the operator, as in the log.
  const inDetail = reader === 'operator' && of === 'begin' && message !== '';
  return inDetail ? [about, line(null, message, 'quiet')] : [about];
}
