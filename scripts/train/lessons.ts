import { readFileSync } from 'node:fs';
import { load as parse } from 'js-yaml';
import { z } from 'zod';
import type { LabelledDocument } from './dataset.ts';

const Lessons = z.strictObject({
  aimed: z.array(z.strictObject({ text: z.string(), names: z.array(z.string()).min(1) })),
  'not aimed': z.array(z.string()),
});
const File = z.strictObject({ zh: Lessons, en: Lessons });

/** Sentences of our own as labelled headlines: they teach, and are not measured. */
export function readLessons(path: string): LabelledDocument[] {
  const lessons = File.parse(parse(readFileSync(path, 'utf8')));
  return (['zh', 'en'] as const).flatMap((lang) => {
    const { aimed, 'not aimed': notAimed } = lessons[lang];
    const all = [...aimed, ...notAimed.map((text) => ({ text, names: [] as string[] }))];
    return all.map(({ text, names }, at): LabelledDocument => {
      const id = `lesson-${lang}-${at + 1}`;
      const steps =
        names.length === 0 ? [] : [{ type: 'lesson', targets: names, scope: 'company' }];
      const label = { id, step: names.length > 0, steps, others: [] };
      return {
        id,
        lang,
        date: '',
        archive: '',
        general: false,
        title: text,
        text: '',
        weight: 1,
        measured: false,
        share: 1,
        label,
      };
    });
  });
}
