import { z } from 'zod';
import type { Store } from '../../domain/ports.ts';
import {
  CalibrationReport,
  EventReport,
  type SavedStudy,
  type Studies,
} from '../../domain/study-report.ts';
import type { Instant } from '../../domain/time.ts';

const savedOf = <R>(report: z.ZodType<R>) =>
  z.object({ at: z.number().transform((at) => at as Instant), command: z.string(), report });
const keyOf = (kind: keyof Studies) => `study:${kind}`;

/**
 * Keeps what a study found in the database, in place of what an earlier run found: the page shows
 * it and computes nothing.
 */
export async function saveStudy<K extends keyof Studies>(
  store: Pick<Store, 'remember'>,
  kind: K,
  saved: Omit<NonNullable<Studies[K]>, 'at'> & { readonly at: number },
): Promise<void> {
  await store.remember(keyOf(kind), JSON.stringify(saved));
}

/**
 * Reads the last saved report. One of another version's shape is ignored: the command creates a new
 * one.
 */
export function savedStudies(store: Pick<Store, 'recall'>): () => Promise<Studies> {
  const read = async <R>(
    kind: keyof Studies,
    shape: z.ZodType<R>,
  ): Promise<SavedStudy<R> | null> => {
    const text = await store.recall(keyOf(kind));
    return savedOf(shape).safeParse(text === null ? null : JSON.parse(text)).data ?? null;
  };
  return async () => ({
    calibration: await read('calibration', CalibrationReport),
    events: await read('events', EventReport),
  });
}
