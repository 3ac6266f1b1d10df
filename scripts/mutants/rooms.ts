/** A room whose tests are tried on mutants: its sources and the tests that are asked. */
export interface MutatedRoom {
  readonly sources: string;
  readonly tests: readonly string[];
}

/** The tests of a room itself must catch its mutants; those of other rooms are not asked. */
export const MUTATED_ROOMS: Readonly<Record<string, MutatedRoom>> = {
  alert: pipelineRoom('alert'),
  score: pipelineRoom('score'),
  map: pipelineRoom('map'),
  watch: pipelineRoom('watch'),
  flows: pipelineRoom('flows'),
  deliver: pipelineRoom('deliver'),
  queries: { sources: 'src/answers/queries', tests: ['test/answers/queries/**/*.test.ts'] },
};

function pipelineRoom(name: string): MutatedRoom {
  return { sources: `src/pipeline/${name}`, tests: [`test/pipeline/${name}/**/*.test.ts`] };
}
