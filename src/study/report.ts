import type { Evaluation } from './evaluate.ts';
import type { StudyFigures } from './figures.ts';
import { rates, type Share, type Tally } from './tally.ts';

const three = (value: number | null) => (value === null ? '  –  ' : value.toFixed(3));
const prf = (one: Tally) => {
  const { precision, recall, f1 } = rates(one);
  return `P ${three(precision)}  R ${three(recall)}  F1 ${three(f1)}   (${one.right} right, ${one.wrong} wrong, ${one.missed} missed)`;
};
const hits = (one: Share) =>
  `${three(one.cases === 0 ? null : one.hits / one.cases)}   (${one.hits} of ${one.cases})`;
const f1 = (one: Tally) => three(rates(one).f1);
const part = (one: Share) => three(one.cases === 0 ? null : one.hits / one.cases);

/** The evaluation as text for a terminal: confusions of companies first and in red, then figures, then every mistake. */
export function reportOf(evaluation: Evaluation, red: (text: string) => string): string {
  const { overall, by, mistakes, ambiguous } = evaluation;
  const confusions = mistakes.filter((one) => one.figure === 'wrong company');
  const lines = [
    ...confusions.map((one) => red(`WRONG COMPANY  ${one.id}  expected ${one.expected}, got ${one.got}`)),
    ...(confusions.length > 0 ? [''] : []),
    `${overall.documents} documents${ambiguous.length > 0 ? `, ${ambiguous.length} ambiguous ones left out (${ambiguous.join(', ')})` : ''}`,
    ...figuresOf(overall),
    '',
  ];
  for (const [name, groups] of Object.entries(by)) {
    lines.push(`${name.padEnd(40)} docs  detect action apps   listed dates  batch  body`);
    for (const [group, one] of Object.entries(groups).sort()) {
      lines.push(
        `  ${group.padEnd(38)} ${String(one.documents).padStart(4)}  ${f1(one.detection)}  ${f1(one.actions)}  ${f1(one.apps)}  ${f1(one.companies)}  ${part(one.deadline)}  ${part(one.batch)}  ${part(one.regulator)}`,
      );
    }
    lines.push('');
  }
  const rest = mistakes.filter((one) => one.figure !== 'wrong company');
  lines.push(rest.length === 0 ? 'No other mistakes.' : 'Mistakes:');
  for (const one of rest)
    lines.push(`  ${one.id}  ${one.figure.padEnd(15)} expected ${one.expected} | got ${one.got}`);
  return `${lines.join('\n')}\n`;
}

function figuresOf(one: StudyFigures): string[] {
  return [
    `detection        ${prf(one.detection)}`,
    `action types     ${prf(one.actions)}`,
    `apps             ${prf(one.apps)}`,
    `  developer      ${hits(one.developer)}`,
    `  version        ${hits(one.version)}`,
    `  store          ${hits(one.store)}`,
    `listed companies ${prf(one.companies)}${one.unjudged > 0 ? `, ${one.unjudged} unjudged` : ''}`,
    `  listed flag    ${hits(one.listedFlag)}`,
    `private recall   ${hits(one.privateRecall)}`,
    `deadline         ${hits(one.deadline)}   dated alone ${hits(one.deadlineDated)}, invented ${one.inventedDates}`,
    `batch            ${hits(one.batch)}   stated alone ${hits(one.batchStated)}`,
    `regulator        ${hits(one.regulator)}`,
  ];
}
