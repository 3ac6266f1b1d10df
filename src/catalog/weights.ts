import { z } from 'zod';
import { ActionType } from '../domain/notice.ts';
import { Weights } from '../domain/weights.ts';
import { type Problem, placeOf, readYaml, type SourceFile } from './yaml.ts';

/** Numbers, null and lists as `Weights` wants them, from YAML whose scalars are all text; reasons stay text. */
function meant(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => meant(one));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, meant(one, name)]));
  if (typeof value !== 'string' || key === 'because' || key === 'version') return value;
  if (value === 'null') return null;
  return /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
}

const WeightsFile = z.preprocess((value) => meant(value), Weights);

/** Reads `config/scoring.yml`: all numbers present, in range and in order; every kind of act has one line. */
export function readWeights(file: SourceFile): { weights: Weights | null; problems: Problem[] } {
  const { value, problems } = readYaml(file, WeightsFile);
  if (value === null) return { weights: null, problems };
  const wrong = inconsistencies(value).map(({ path, message, remedy }) =>
    problem(file, path, message, remedy),
  );
  return wrong.length > 0 ? { weights: null, problems: wrong } : { weights: value, problems: [] };
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
