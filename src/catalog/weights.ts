import { z } from 'zod';
import { ReachTier, ValueTier } from '../domain/company.ts';
import { ActionType } from '../domain/notice.ts';
import { Weights } from '../domain/weights.ts';
import { type Problem, placeOf, readYaml, type SourceFile } from './yaml.ts';
import { nothing, numeric } from './yaml-values.ts';

const because = z.string().min(1);
const reasoned = z.strictObject({ value: numeric, because });

/** `config/scoring.yml` as it is written; `Weights` then checks ranges. */
const WeightsFile = z.strictObject({
  version: z.string().min(1),
  severityRatio: reasoned,
  halfPoint: reasoned,
  halfLifeDays: reasoned,
  breadth: z.strictObject({ value: numeric, cap: numeric, because }),
  closedFactor: reasoned,
  graceDays: reasoned,
  lapseDays: reasoned,
  reopenDays: reasoned,
  repeatDays: reasoned,
  value: z.strictObject({ because, tiers: z.record(ValueTier, numeric) }),
  reach: z.strictObject({ because, tiers: z.record(ReachTier, numeric) }),
  assumedShare: reasoned,
  evidence: z.strictObject({
    official: numeric,
    twoOutlets: numeric,
    oneOutlet: numeric,
    memory: numeric,
    because,
  }),
  levels: z.array(z.strictObject({ type: ActionType, level: z.union([numeric, nothing]), because })),
  special: z.strictObject({
    secondNaming: numeric,
    summonedTogether: numeric,
    coreProbe: numeric,
    unknownFine: numeric,
    because,
  }),
  fines: z.array(z.strictObject({ below: z.union([numeric, nothing]), level: numeric })).min(1),
  press: z.strictObject({ days: numeric, because }),
  sameEvent: z.strictObject({ days: numeric, because }),
  bands: z.strictObject({ watch: numeric, elevated: numeric, high: numeric, severe: numeric, because }),
});

/** Reads `config/scoring.yml`: all numbers present, in range and in order; every kind of act has one line. */
export function readWeights(file: SourceFile): { weights: Weights | null; problems: Problem[] } {
  const { value, problems } = readYaml(file, WeightsFile);
  if (value === null) return { weights: null, problems };
  const parsed = Weights.safeParse(value);
  if (!parsed.success) {
    const outOfRange = parsed.error.issues.map((issue) => {
      const path = issue.path.filter((step) => typeof step !== 'symbol');
      return problem(file, path, `"${path.join('.')}": ${issue.message}`, 'Correct the value.');
    });
    return { weights: null, problems: outOfRange };
  }
  const wrong = inconsistencies(parsed.data).map(({ path, message, remedy }) =>
    problem(file, path, message, remedy),
  );
  return wrong.length > 0 ? { weights: null, problems: wrong } : { weights: parsed.data, problems: [] };
}

interface Inconsistency {
  readonly path: (string | number)[];
  readonly message: string;
  readonly remedy: string;
}

function inconsistencies(weights: Weights): Inconsistency[] {
  const found: Inconsistency[] = [];
  for (const type of ActionType.options) {
    const lines = weights.levels.filter((line) => line.type === type).length;
    if (lines === 1) continue;
    const message = `"levels" has ${lines} lines for "${type}"`;
    found.push({ path: ['levels'], message, remedy: 'Give every kind of act exactly one line.' });
  }
  const { watch, elevated, high, severe } = weights.bands;
  if (!(watch < elevated && elevated < high && high < severe)) {
    found.push({
      path: ['bands'],
      message: 'the bands do not rise',
      remedy: 'Order them: watch < elevated < high < severe.',
    });
  }
  const edges = weights.fines.map((row) => row.below ?? Number.POSITIVE_INFINITY);
  const rising = edges.every((edge, index) => index === 0 || edge > edges[index - 1]!);
  if (!rising || edges.at(-1) !== Number.POSITIVE_INFINITY) {
    const remedy = 'Order them by `below`; the last has `below: null`.';
    found.push({ path: ['fines'], message: 'the shares of `fines` do not rise to the end', remedy });
  }
  return found;
}

function problem(file: SourceFile, path: (string | number)[], message: string, remedy: string): Problem {
  return { file: file.path, ...placeOf(file, path), message, remedy };
}
