import { z } from 'zod';

/** Languages in which people are addressed; each has a folder in `config/messages/`. */
export const LANGUAGES = ['en', 'zh'] as const;
export const Language = z.enum(LANGUAGES);
export type Language = z.infer<typeof Language>;

/** A name or title that is stored in English and Chinese; Chinese may be missing. */
export interface Bilingual {
  readonly en?: string | null | undefined;
  readonly zh?: string | null | undefined;
}
