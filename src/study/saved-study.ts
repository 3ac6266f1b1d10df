import { z } from 'zod';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { CalibrationReport } from './calibration/calibration-report.ts';
import { EventReport } from './events/event-report.ts';

const REPORTS = { calibration: CalibrationReport, events: EventReport } as const;
type StudyKind = keyof typeof REPORTS;
interface SavedReport<K extends StudyKind> {
  readonly at: Instant;
  readonly command: string;
  readonly report: z.infer<(typeof REPORTS)[K]>;
}

/** Keeps what a study found in the database, in place of what an earlier run found: the page shows it and computes nothing. */
export async function saveStudy<K extends StudyKind>(
  store: Pick<Store, 'remember'>,
  kind: K,
  saved: { readonly at: number; readonly command: string; readonly report: z.infer<(typeof REPORTS)[K]> },
): Promise<void> {
  await store.remember(keyOf(kind), JSON.stringify(saved));
}

/** Reads what was last kept. A report of another version's shape counts as none: the command makes it anew. */
export function savedStudies(
  store: Pick<Store, 'recall'>,
): () => Promise<{ readonly [K in StudyKind]: SavedReport<K> | null }> {
  return async () => ({
    calibration: await savedReport(store, 'calibration'),
    events: await savedReport(store, 'events'),
  });
}

async function savedReport<K extends StudyKind>(
  store: Pick<Store, 'recall'>,
  kind: K,
): Promise<SavedReport<K> | null> {
  const text = await store.recall(keyOf(kind));
  if (text === null) return null;
  const saved = Envelope.safeParse(JSON.parse(text));
  if (!saved.success) return null;
  const report = REPORTS[kind].safeParse(saved.data.report);
  if (!report.success) return null;
  const { at, command } = saved.data;
  return { at: at as Instant, command, report: report.data as z.infer<(typeof REPORTS)[K]> };
}

const Envelope = z.object({ at: z.number(), command: z.string(), report: z.unknown() });
const keyOf = (kind: StudyKind) => `study:${kind}`;
