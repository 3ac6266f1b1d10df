import type { Card, CardLine, CardSection } from '../domain/card.ts';
import type { RegulatorId } from '../domain/ids.ts';
import type { Regulator } from '../domain/regulator.ts';
import type { Case } from '../domain/score.ts';
import { dayIn, daysBetween } from '../domain/time.ts';
import { line, section } from './plain-card.ts';
import { ahead, factorSection, footLines, type ScoreFacts, scoreCard } from './score-lines.ts';
import { andMore, day, daysLeft, joined, lastSecond, localeOf, regulatorName } from './words.ts';

interface RiskFacts extends ScoreFacts {
  readonly regulators: ReadonlyMap<RegulatorId, Pick<Regulator, 'short' | 'name' | 'timezone'>>;
}

const MAX_FACTORS = 12;
const MAX_CASES = 8;

/** Score, band, factors that add up, and cases with their stages and deadlines. */
export function riskCard(facts: RiskFacts): Card {
  const factors = factorSection(facts.score, facts.language, MAX_FACTORS);
  return scoreCard(facts, [factors, cases(facts), ahead(facts), section(null, footLines(facts))]);
}

function cases(facts: RiskFacts): CardSection {
  const { score, language } = facts;
  const words = localeOf(language);
  const ordered = score.cases.toSorted(
    (a, b) => Number(b.open) - Number(a.open) || (a.opened < b.opened ? 1 : -1),
  );
  const rest = ordered.length - MAX_CASES;
  return section(
    words.cases,
    ordered.length === 0 ? line(null, words.noCases) : null,
    ordered.slice(0, MAX_CASES).map((one) => caseLine(one, facts)),
    rest > 0 ? line(null, andMore(rest, language), 'quiet') : null,
  );
}

function caseLine(one: Case, { score, regulators, language }: RiskFacts): CardLine {
  const words = localeOf(language);
  const { title, regulator, opened, stage, open, deadline } = one;
  const body = regulators.get(regulator);
  const zone = body?.timezone ?? 'Asia/Shanghai';
  const left = daysBetween(dayIn(score.at, zone), deadline ?? opened);
  const due =
    deadline === null
      ? null
      : `${words.deadline.toLowerCase()} ${day(deadline, language)} (${daysLeft(left, language)})`;
  const state = open ? words.open : words.ended;
  const text = joined(
    [`${words.opened} ${day(opened, language)}`, words.stages[stage], state, due],
    language,
  );
  const shown =
    language === 'zh' ? `${title}：${text.replaceAll('(', '（').replaceAll(')', '）')}` : `${title}: ${text}`;
  // The moment at which the deadline of an open case has passed.
  const when =
    deadline === null || !open ? {} : { when: { at: lastSecond(deadline, zone), kind: 'day' as const } };
  return line(regulatorName(body, language) ?? regulator, shown, when);
}
