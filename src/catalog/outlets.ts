import { z } from 'zod';
import { OutletId } from '../domain/ids.ts';
import type { Outlet } from '../domain/regulator.ts';
import { readEach, SourceEntry, toSource, zone } from './source-file.ts';
import type { Problem, SourceFile } from './yaml.ts';
import { nameEntry } from './yaml-values.ts';

const OutletFile = z.strictObject({
  name: nameEntry,
  language: z.enum(['zh', 'en']),
  timezone: zone,
  quality: z.enum(['agency', 'newspaper', 'trade', 'aggregator']),
  names: z.array(z.string().min(1)),
  sources: z.array(SourceEntry),
});

/** Newspapers and agencies: one file each. They carry news of authorities and are never one. */
export function loadOutlets(files: readonly SourceFile[]): { outlets: Outlet[]; problems: Problem[] } {
  const { entries, problems } = readEach(files, OutletFile, OutletId);
  const outlets = entries.map(
    ({ id, value }): Outlet => ({
      id,
      ...value,
      names: [value.name.en, ...(value.name.zh === null ? [] : [value.name.zh]), ...value.names],
      sources: value.sources.map((source) => toSource(source, false)),
    }),
  );
  return { outlets, problems };
}
