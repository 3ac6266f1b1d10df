import { z } from 'zod';
import { type Problem, readYaml, type SourceFile } from './yaml.ts';

const text = z.string().min(1);

/** A place of China as `config/words/places.yml` states it. `code` = letters in the address of its communications administration. */
export const Place = z.strictObject({
  zh: text,
  short: z.string().length(1).optional(),
  full: text,
  en: text,
  slug: z.string().regex(/^[a-z]+(?:-[a-z]+)*$/),
  level: z.enum(['province', 'city']),
  code: z
    .string()
    .regex(/^[a-z]+$/)
    .optional(),
});
export type Place = z.infer<typeof Place>;

/** Reads the list of places; empty when the file is not sound. */
export function loadPlaces(file: SourceFile): { places: Place[]; problems: Problem[] } {
  const { value, problems } = readYaml(file, z.array(Place).min(1));
  return { places: value ?? [], problems };
}
