import { z } from 'zod';
import type { Sector } from '../domain/catalog.ts';
import { SectorId } from '../domain/ids.ts';
import { type Problem, readYaml, type SourceFile } from './yaml.ts';

/** At most sixteen: a closed list that a rule can hit as a whole. */
const SectorsFile = z
  .array(z.strictObject({ id: SectorId, en: z.string().min(1), zh: z.string().min(1) }))
  .min(1)
  .max(16);

/** Reads `config/sectors.yml`. */
export function loadSectors(file: SourceFile): { sectors: Sector[]; problems: Problem[] } {
  const { value, problems } = readYaml(file, SectorsFile);
  return { sectors: value ?? [], problems };
}
