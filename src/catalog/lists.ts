import { z } from 'zod';
import type { Sector } from '../domain/catalog.ts';
import { SectorId } from '../domain/ids.ts';
import { type Problem, readYaml, type SourceFile } from './yaml.ts';
import { orNull, text } from './yaml-values.ts';

/** At most sixteen: a closed list that a rule can hit as a whole. */
const SectorsFile = z
  .array(z.strictObject({ id: SectorId, en: text, zh: text }))
  .min(1)
  .max(16);

/** Reads `config/sectors.yml`. */
export function loadSectors(file: SourceFile): { sectors: Sector[]; problems: Problem[] } {
  const { value, problems } = readYaml(file, SectorsFile);
  return { sectors: value ?? [], problems };
}

/** A place of China as `config/words/places.yml` states it. `code` = letters in the address of its communications administration. */
const Place = z.strictObject({
  zh: text,
  short: orNull(z.string().length(1)),
  full: text,
  en: text,
  slug: z.string().regex(/^[a-z]+(?:-[a-z]+)*$/),
  level: z.enum(['province', 'city']),
  code: orNull(z.string().regex(/^[a-z]+$/)),
});
export type Place = z.infer<typeof Place>;

/** Reads the list of places; empty when the file is not sound. */
export function loadPlaces(file: SourceFile): { places: Place[]; problems: Problem[] } {
  const { value, problems } = readYaml(file, z.array(Place).min(1));
  return { places: value ?? [], problems };
}

const rate = z
  .string()
  .regex(/^\d+(?:\.\d+)?$/, 'a number above 0')
  .transform(Number)
  .pipe(z.number().positive());

const HostFile = z.array(
  z.strictObject({
    hosts: z.array(z.string().regex(/^(?:\*\.)?[a-z0-9.-]+$/, 'a host, or *.host')).min(1),
    perSecond: rate,
    atOnce: rate.pipe(z.number().int()),
    because: text,
  }),
);
export type HostEntry = z.infer<typeof HostFile>[number];

/** The rates of `config/hosts.yml`: exact names before patterns, whatever their order in the file. */
export function loadHosts(file: SourceFile): { hosts: HostEntry[]; problems: Problem[] } {
  const { value, problems } = readYaml(file, HostFile);
  const pattern = (entry: HostEntry) => (entry.hosts.some((name) => name.startsWith('*')) ? 1 : 0);
  return { hosts: [...(value ?? [])].sort((a, b) => pattern(a) - pattern(b)), problems };
}
