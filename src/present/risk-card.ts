import type { Card, CardSection } from '../domain/card.ts';
import type { RegulatorId } from '../domain/ids.ts';
import type { Regulator } from '../domain/regulator.ts';
import type { Case } from '../domain/score.ts';
import { dayIn, daysBetween } from '../domain/time.ts';
import { line } from './plain-card.ts';
import { ahead, factorSection, footLines, type ScoreFacts, scoreCard } from './score-lines.ts';
import {
  andMore,
  day,
  daysLeft,
  joined,
  type Language,
  lastSecond,
  localeOf,
  regulatorName,
} from './words.ts';

interface RiskFacts extends ScoreFacts {
  readonly regulators: ReadonlyMap<RegulatorId, Pick<Regulator, 'short' | 'name' | 'timezone'>>;
}

const MAX_FACTORS = 12;
const MAX_CASES = 8;

/** Score, band, factors that add up, and cases with their stages and deadlines. */
export function riskCard(facts: RiskFacts): Card {
  const foot = { title: null, lines: footLines(facts) };
  const factors = factorSection(facts.score, facts.language, MAX_FACTORS);
  return scoreCard(facts, [factors, cases(facts), ahead(facts), foot]);
}

function cases({ score, regulators, language }: RiskFacts): CardSection {
  const words = localeOf(language);
  const ordered = score.cases.toSorted(
    (a, b) => Number(b.open) - Number(a.open) || (a.opened < b.opened ? 1 : -1),
  );
  if (ordered.length === 0) return { title: words.cases, lines: [line(null, words.noCases)] };
  const lines = ordered.slice(0, MAX_CASES).map((one) => {
    const body = regulators.get(one.regulator);
    const zone = body?.timezone ?? 'Asia/Shanghai';
    const { deadline, open } = one;
    // The moment at which the deadline of an open case has passed.
    const when =
      deadline === null || !open ? {} : { when: { at: lastSecond(deadline, zone), kind: 'day' as const } };
    const text = caseText(one, daysBetween(dayIn(score.at, zone), deadline ?? one.opened), language);
    return line(regulatorName(body, language) ?? one.regulator, text, when);
  });
  if (ordered.length > MAX_CASES)
    lines.push(line(null, andMore(ordered.length - MAX_CASES, language), 'quiet'));
  return { title: words.cases, lines };
}

/** @param left days until the deadline, where there is one */
function caseText({ title, opened, stage, open, deadline }: Case, left: number, language: Language): string {
  const words = localeOf(language);
  const parts = [
    `${words.opened} ${day(opened, language)}`,
    words.stages[stage],
    open ? words.open : words.ended,
    deadline === null
      ? null
      : `${words.deadline.toLowerCase()} ${day(deadline, language)} (${daysLeft(left, language)})`,
  ];
  return language === 'zh'
    ? `${title}：${joined(parts, language).replaceAll('(', '（').replaceAll(')', '）')}`
    : `${title}: ${joined(parts, language)}`;
}
