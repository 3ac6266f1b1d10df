import type { ActionType } from '../../domain/notice.ts';
import type { PressWords } from '../../domain/words.ts';

/** What a word of the lexicon is: a step with its kind, a cue, a noun for an authority, or a country. */
export interface Lexeme {
  readonly kind: 'step' | 'cue' | 'body' | 'country';
  readonly group: string;
}

interface LexiconNode {
  readonly next: Map<string, LexiconNode>;
  lexeme: Lexeme | null;
}

/** Longest-match finder over units: words in English, characters in Chinese. */
export interface Lexicon {
  /** The longest entry that begins at `at`: its length in units and what it is; null where none does. */
  readonly match: (units: readonly string[], at: number) => { length: number; lexeme: Lexeme } | null;
  /** The type of a step by its word, else by its group; null where that is none. */
  readonly typeOf: (step: { readonly text: string; readonly group: string }) => ActionType | null;
}

/** Compiles the word lists of one language. Later entries never replace earlier ones: steps, bodies, countries, cues. */
export function compileLexicon(
  words: PressWords,
  countries: ReadonlyMap<string, readonly string[]>,
  unitsOf: (text: string) => readonly string[],
): Lexicon {
  const root: LexiconNode = { next: new Map(), lexeme: null };
  const add = (entry: string, lexeme: Lexeme): void => {
    let node = root;
    for (const unit of unitsOf(entry)) {
      const child = node.next.get(unit) ?? { next: new Map<string, LexiconNode>(), lexeme: null };
      node.next.set(unit, child);
      node = child;
    }
    node.lexeme ??= lexeme;
  };
  for (const [group, step] of Object.entries(words.steps))
    for (const word of step.words) add(word, { kind: 'step', group });
  for (const word of words.bodies) add(word, { kind: 'body', group: 'body' });
  for (const [country, names] of countries)
    for (const name of names) add(name, { kind: 'country', group: country });
  for (const [group, list] of Object.entries(words.cues))
    for (const word of list) add(word, { kind: 'cue', group });
  return {
    match: (units, at) => {
      let node = root.next.get(units[at]!);
      let best: { length: number; lexeme: Lexeme } | null = null;
      for (let end = at + 1; node !== undefined; end += 1) {
        if (node.lexeme !== null) best = { length: end - at, lexeme: node.lexeme };
        node = end < units.length ? node.next.get(units[end]!) : undefined;
      }
      return best;
    },
    typeOf: ({ text, group }) =>
      words.reinstated.includes(text) ? 'reinstated' : (words.steps[group]?.type ?? null),
  };
}
