import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { quantileSorted } from 'simple-statistics';

/** Sums of squared errors of one cluster: of the model and of each baseline. */
export interface ClusterErrors {
  readonly model: number;
  readonly baselines: readonly number[];
}

export interface SkillInterval {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/**
 * Percentiles 5, 50 and 95 of 1 - SSE(model)/SSE(baseline), drawing whole clusters with replacement. The seed is an argument:
 * the same seed gives the same answer.
 */
export function bootstrapSkill(
  clusters: readonly ClusterErrors[],
  seed: number,
  rounds = 1_000,
): SkillInterval[] {
  const random = xoroshiro128plus(seed);
  const width = clusters[0]?.baselines.length ?? 0;
  const skills: number[][] = Array.from({ length: width }, () => []);
  for (let round = 0; round < rounds; round++) {
    let model = 0;
    const sums = new Array<number>(width).fill(0);
    for (let draw = 0; draw < clusters.length; draw++) {
      const cluster = clusters[uniformInt(random, 0, clusters.length - 1)]!;
      model += cluster.model;
      for (let index = 0; index < width; index++) sums[index]! += cluster.baselines[index]!;
    }
    for (let index = 0; index < width; index++) skills[index]!.push(1 - model / sums[index]!);
  }
  return skills.map((values) => {
    const sorted = values.sort((one, other) => one - other);
    const at = (share: number) => quantileSorted(sorted, share);
    return { low: at(0.05), median: at(0.5), high: at(0.95) };
  });
}
