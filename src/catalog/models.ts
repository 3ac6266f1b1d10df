import { PressModel } from '../domain/words.ts';
import type { Problem, SourceFile } from './yaml.ts';

const LANGUAGES = ['en', 'zh'] as const;

/** Reads `config/models/press-en.json` and `press-zh.json`, which `npm run train` writes. */
export function readModels(files: readonly SourceFile[]): {
  models: Record<(typeof LANGUAGES)[number], PressModel> | null;
  problems: Problem[];
} {
  const problems: Problem[] = [];
  const read = (language: (typeof LANGUAGES)[number], file: SourceFile): PressModel | null => {
    try {
      const parsed = PressModel.safeParse(JSON.parse(file.text));
      if (parsed.success && parsed.data.language === language) return parsed.data;
    } catch {
      // Said below, like any other text that is no model.
    }
    problems.push({
      file: file.path,
      line: 1,
      column: 1,
      message: `it is not a model of the ${language} press`,
      remedy: 'Run `npm run train -- <folder of labelled documents>`; it writes the file anew.',
    });
    return null;
  };
  const [en, zh] = LANGUAGES.map((language, at) => read(language, files[at] ?? { path: '', text: '' }));
  return { models: en && zh ? { en, zh } : null, problems };
}
