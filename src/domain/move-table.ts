import { z } from 'zod';

/**
 * Lower edges of the bins of own points, descending: an act belongs to the first that it exceeds.
 */
export const MOVE_EDGES = [50, 20, 7, 2, 0] as const;

/** The bin of an act's own points: `7-20`, `50+`. An edge itself names the bin above it. */
export function moveKey(own: number): string {
  const index = MOVE_EDGES.findIndex((edge) => own >= edge);
  const edge = MOVE_EDGES[index < 0 ? MOVE_EDGES.length - 1 : index]!;
  const above = MOVE_EDGES[index - 1];
  return above === undefined ? `${edge}+` : `${edge}-${above}`;
}

const MoveLine = z.strictObject({
  by: z.enum(['points', 'group']),
  /** A bin of own points (`7-20`), or a group of measures. */
  key: z.string(),
  /** Company-days, and the days that they fall on. */
  events: z.number().int(),
  days: z.number().int(),
  /** Company-days on which the share fell against its benchmark. */
  fell: z.number().int(),
  /** Mean signed abnormal return, and its 95 % interval over days; fractions. */
  mean: z.number(),
  low: z.number(),
  high: z.number(),
});
export type MoveLine = z.infer<typeof MoveLine>;

/**
 * `config/facts/moves.json`: how far shares moved with acts of each size, frozen under a version.
 * Made by `study move --prices <folder> --out`. It holds for the model that it names alone.
 */
export const MoveTable = z.strictObject({
  version: z.string(),
  model: z.string(),
  /** First and last day of the acts that were measured. */
  from: z.string().nullable(),
  until: z.string().nullable(),
  sessions: z.number().int(),
  rows: z.array(MoveLine),
});
export type MoveTable = z.infer<typeof MoveTable>;
