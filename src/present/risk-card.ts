import type { Card, CardLine, CardSection } from '../domain/card.ts';
import type { RegulatorId } from '../domain/ids.ts';
import type { Regulator } from '../domain/regulator.ts';
import type { Case, Score } from '../domain/score.ts';
import { dayIn, daysBetween } from '../domain/time.ts';
import { line } from './plain-card.ts';
import { ahead, byPoints, faded, footLines, type ScoreFacts, scoreCard } from './score-lines.ts';
import { sentence } from './sentence.ts';
import {
  andMore,
  day,
  daysLeft,
  type Language,
  lastSecond,
  localeOf,
  points,
  regulatorName,
} from './words.ts';

interface RiskFacts extends ScoreFacts {
  readonly regulators: ReadonlyMap<RegulatorId, Pick<Regulator, 'short' | 'name' | 'timezone'>>;
}

const MAX_FACTORS = 12;
const MAX_CASES = 8;

/** Score, band, factors that add up, and cases with their stages and deadlines. */
export function riskCard(facts: RiskFacts): Card {
  const { score, language } = facts;
  const foot = { title: null, lines: footLines(facts) };
  return scoreCard(facts, [factors(score, language), cases(facts), ahead(facts), foot]);
}

function factors(score: Score, language: Language): CardSection {
  const words = localeOf(language);
  const { shown: ordered, rest: old } = faded(byPoints(score.factors), language);
  const shown = ordered.slice(0, MAX_FACTORS);
  const lines: CardLine[] = shown.map((factor) =>
    line(points(factor.points).padStart(5), sentence(factor.because, language)),
  );
  const rest = ordered.slice(MAX_FACTORS);
  if (rest.length > 0)
    lines.push(
      line(
        points(rest.reduce((sum, one) => sum + one.points, 0)).padStart(5),
        andMore(rest.length, language),
      ),
    );
  if (old !== null) lines.push(line(' '.repeat(5), old, 'quiet'));
  if (score.factors.length > 1) lines.push(line(points(score.score).padStart(5), '=', 'strong'));
  return { title: words.why, lines };
}

function cases(facts: RiskFacts): CardSection {
  const words = localeOf(facts.language);
  const { score } = facts;
  const ordered = [...score.cases].sort(
    (a, b) => Number(b.open) - Number(a.open) || (a.opened < b.opened ? 1 : -1),
  );
  if (ordered.length === 0) return { title: words.cases, lines: [line(null, words.noCases)] };
  const lines = ordered
    .slice(0, MAX_CASES)
    .map((one) =>
      line(
        regulatorName(facts.regulators.get(one.regulator), facts.language) ?? one.regulator,
        caseText(one, facts),
        deadlineOf(one, facts),
      ),
    );
  if (ordered.length > MAX_CASES)
    lines.push(line(null, andMore(ordered.length - MAX_CASES, facts.language), 'quiet'));
  return { title: words.cases, lines };
}

/** The moment at which the deadline of an open case has passed. */
function deadlineOf(one: Case, facts: RiskFacts): Pick<CardLine, 'when'> {
  if (one.deadline === null || !one.open) return {};
  const zone = facts.regulators.get(one.regulator)?.timezone ?? 'Asia/Shanghai';
  return { when: { at: lastSecond(one.deadline, zone), kind: 'day' } };
}

function caseText(one: Case, facts: RiskFacts): string {
  const { language } = facts;
  const words = localeOf(language);
  const zone = facts.regulators.get(one.regulator)?.timezone ?? 'Asia/Shanghai';
  const left = one.deadline === null ? 0 : daysBetween(dayIn(facts.score.at, zone), one.deadline);
  const parts = [
    `${words.opened} ${day(one.opened, language)}`,
    words.stages[one.stage],
    one.open ? words.open : words.ended,
    one.deadline === null
      ? null
      : `${words.deadline.toLowerCase()} ${day(one.deadline, language)} (${daysLeft(left, language)})`,
  ];
  return language === 'zh'
    ? `${one.title}：${parts.filter(Boolean).join('，').replaceAll('(', '（').replaceAll(')', '）')}`
    : `${one.title}: ${parts.filter(Boolean).join(', ')}`;
}
