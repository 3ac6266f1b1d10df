import type { PressLanguage } from '../../src/read/press/annotate.ts';
import { type Annotator, annotate } from '../../src/read/press/annotate.ts';
import { featuresOf } from '../../src/read/press/press-reader.ts';
import { targetsOf as namesOf } from '../../src/read/press/targets.ts';
import { agrees, employersOf, type LabelledDocument, targetsOf } from './dataset.ts';

/** One name of one labelled document, as the model sees it. */
export interface Example {
  readonly document: LabelledDocument;
  readonly language: PressLanguage;
  readonly key: string;
  readonly written: readonly string[];
  readonly features: readonly string[];
  /** A new step is aimed at it. */
  readonly step: boolean;
  /** A new step is aimed at a person of it. */
  readonly person: boolean;
  /** It is, or belongs to, a listed company: only these are measured. */
  readonly listed: boolean;
}

export interface Read {
  readonly examples: readonly Example[];
  /** Keys of every known name of the document, for grouping by story. */
  readonly keys: ReadonlySet<string>;
}

/** Reads a labelled document with the reader's own eyes. */
export function examplesOf(
  document: LabelledDocument,
  annotator: Annotator,
  isListed: (key: string) => boolean,
): Read {
  const page = annotate(document.title, document.text, annotator);
  const keys = new Set<string>();
  for (const { tokens } of page.sentences)
    for (const { name } of tokens) if (name?.kind === 'company' || name?.kind === 'app') keys.add(name.key);
  const targets = targetsOf(document);
  const employers = employersOf(document);
  const examples = namesOf(page).map((target): Example => {
    const written = [...target.written];
    const among = (labelled: readonly string[]) =>
      written.some((name) => labelled.some((one) => agrees(name, one)));
    const step = among(targets);
    return {
      document,
      language: page.language,
      key: target.key,
      written,
      features: [...featuresOf(target)],
      step,
      person: !step && among(employers),
      listed: isListed(target.key),
    };
  });
  return { examples, keys };
}
