import { probesOf } from '../../answers/study/probes.ts';
import { type ScoresByDay, studyRobustness } from '../../answers/study/robustness.ts';
import { probesText, robustnessText } from '../../answers/study/study-text.ts';
import { CommandProblem } from '../../app/io.ts';
import { withParts } from '../../domain/lazily.ts';
import { type CalendarDate, endOfDay, type Instant } from '../../domain/time.ts';
import type { Weights } from '../../domain/weights.ts';
import { bandOf, shownTenths } from '../../pipeline/score/formula.ts';
import { quickScore, type Standing } from '../../pipeline/score/score.ts';
import { allStandings, knowledgeOf } from '../../pipeline/standing/knowledge.ts';
import type { CliCommand } from './command.ts';
import { JSON_OPTION } from './option-values.ts';

/** Whether a company has no acts at all. */
export const isQuiet = ({ ledger, hits }: Standing): boolean =>
  ledger.matters.length + hits.length === 0;

/** Days whose scores are compared: the seed day, and the end of each year since. */
const COMPARED = ['2021-08-18', '2022-12-31', '2023-12-31', '2024-12-31', '2025-12-31'] as const;

/** Changes of scores if a number of the model is a quarter larger or smaller. */
export const robustness: CliCommand = (command, { io, over }) =>
  command
    .description('how many companies are in another band where a number of the model is 25 % off')
    .option('--by <part>', 'by which part each number is moved', partOption, 0.25)
    .option(...JSON_OPTION)
    .action(
      over(async ({ knowledge: { catalog } }, { by, json }) => {
        // Uses the record only, so that the result is the same everywhere.
        const none = { events: async () => [] };
        const instants = COMPARED.map((day) => endOfDay(day as CalendarDate, 0, 'Asia/Shanghai'));
        const scoresUnder = async (weights: Weights): Promise<ScoresByDay> => {
          const knowledge = knowledgeOf(withParts(catalog, { weights }));
          const standings = await allStandings({ knowledge, store: none });
          return scoresOn(standings, instants);
        };
        const report = await studyRobustness(catalog.weights, scoresUnder, by);
        io.out(json ? JSON.stringify(report, null, 2) : robustnessText(report));
        return 0;
      }),
    );

/** Whether the scores of well-known acts are plausible. */
export const probes: CliCommand = (command, { io, over }) =>
  command
    .description('whether the scores of nine well-known acts of the record are as they have to be')
    .option(...JSON_OPTION)
    .action(
      over(async ({ knowledge }, { json }) => {
        const found = probesOf(knowledge, io.now() as Instant);
        io.out(json ? JSON.stringify(found, null, 2) : probesText(found));
        return found.every(({ holds }) => holds) ? 0 : 1;
      }),
    );

/** Scores of companies that have points, by company and instant. */
function scoresOn(
  standings: Awaited<ReturnType<typeof allStandings>>,
  instants: readonly Instant[],
): ScoresByDay {
  const known = standings.filter(({ standing }) => !isQuiet(standing));
  return new Map(
    known.flatMap(({ company, standing }) =>
      instants.flatMap((at) => {
        const score = shownTenths(quickScore(standing, at).score) / 10;
        const band = bandOf(score, standing.weights);
        return score === 0 ? [] : [[`${company.id} ${at}`, { score, band }] as const];
      }),
    ),
  );
}

function partOption(text: string): number {
  const part = Number(text);
  if (part > 0 && part < 1) return part;
  throw new CommandProblem(`--by "${text}" is no part between 0 and 1: write --by 0.25.`);
}
