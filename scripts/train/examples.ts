import type { ActKind } from '../../src/domain/act-kind.ts';
import type { Regulator } from '../../src/domain/regulator.ts';
import type { PageShape } from '../../src/domain/words.ts';
import {
  type Annotator,
  annotateItems,
  type PressPage,
  writtenIn,
} from '../../src/pipeline/read/press/annotate.ts';
import type { Target } from '../../src/pipeline/read/press/candidate.ts';
import { authorityOf } from '../../src/pipeline/read/press/stated-authority.ts';
import { stepOf } from '../../src/pipeline/read/press/stated-step.ts';
import { featuresOf, targetsOf as namesOf } from '../../src/pipeline/read/press/targets.ts';
import type { PressLanguage } from '../../src/pipeline/read/press/tokens.ts';
import { agrees, employersOf, type LabelledDocument, namesakesOf, targetsOf } from './dataset.ts';

/** One name of one labelled document, as the model sees it. */
export interface Example {
  readonly document: LabelledDocument;
  readonly language: PressLanguage;
  readonly key: string;
  readonly written: readonly string[];
  readonly features: readonly string[];
  readonly shape: PageShape;
  /** A new step is aimed at it. */
  readonly step: boolean;
  /** A new step is aimed at a person of it. */
  readonly person: boolean;
  /** It is, or belongs to, a listed company: only these are measured. */
  readonly listed: boolean;
  readonly read: ReadStep;
}

/**
 * What is read of a step beside the decision: its kind, and its authority by its names and country;
 * `isKnown` = one of the catalog.
 */
export interface ReadStep {
  readonly kind: ActKind;
  readonly names: readonly string[];
  readonly country: string | null;
  readonly isKnown: boolean;
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
  regulators: ReadonlyMap<string, Regulator> = new Map(),
): Read {
  const pages = annotateItems(document.title, document.text, annotator);
  const keys = new Set<string>();
  const writings = new Map<string, Set<string>>();
  for (const sentence of pages.flatMap(({ sentences }) => sentences))
    for (const { name, start, end } of sentence.tokens) {
      if (name === null) continue;
      const { text } = writtenIn(sentence, start, end);
      writings.set(name.key, (writings.get(name.key) ?? new Set()).add(text));
      if (name.kind === 'company' || name.kind === 'app') keys.add(name.key);
    }
  const targets = targetsOf(document);
  const employers = employersOf(document);
  const namesakes = new Set(namesakesOf(document));
  const targetsIn = pages.flatMap((page) => namesOf(page).map((target) => ({ target, page })));
  const examples = targetsIn.map(({ target, page }): Example => {
    const written = [...writings.get(target.key)!].filter((name) => !namesakes.has(name));
    const among = (labelled: readonly string[]) =>
      written.some((name) => labelled.some((one) => agrees(name, one)));
    const step = among(targets);
    return {
      document,
      language: page.language,
      key: target.key,
      written,
      features: [...featuresOf(target)],
      shape: target.shape,
      step,
      person: !step && among(employers),
      listed: isListed(target.key),
      read: readStep(target, page, regulators),
    };
  });
  return { examples, keys };
}

/** At the place with the most features, as no weights are known yet. */
function readStep(
  target: Target,
  page: PressPage,
  regulators: ReadonlyMap<string, Regulator>,
): ReadStep {
  const place = target.candidates.reduce((best, one) =>
    one.features.length > best.features.length ? one : best,
  );
  const { kind } = stepOf(target, place, page);
  const authority = authorityOf(place, page, null);
  if (authority === null) return { kind, names: [], country: null, isKnown: false };
  const known = authority.id === null ? undefined : regulators.get(authority.id);
  return {
    kind,
    names: [authority.name, ...(known?.names ?? [])],
    country: authority.country ?? known?.country ?? null,
    isKnown: authority.id !== null,
  };
}
