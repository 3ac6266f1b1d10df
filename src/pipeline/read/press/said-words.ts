import { type ActKind, kindOf as actKindOf } from '../../../domain/act-kind.ts';
import type { PressWords } from '../../../domain/words.ts';

/** What a word of the press says an authority does. */
export interface SaidByWord {
  readonly kind: ActKind;
  /** It says the kind only roughly. */
  readonly quoted: boolean;
  /** How much it says. */
  readonly rank: number;
}

/** What stands in the clause of a word: English words with blanks around them, Chinese as written. */
export interface WordsNear {
  readonly before: string;
  readonly behind: string;
}
export const nothingNear = (): WordsNear => ({ before: '', behind: '' });

type Surroundings = Pick<PressWords['steps'][string]['but'][number], 'beside' | 'by' | 'of'>;

/** Whether the surroundings that a row asks for stand near its word, which most rows do not. */
function standsIn(
  { beside, by, of }: Surroundings,
  asWritten: (word: string) => string,
): (near: () => WordsNear) => boolean {
  if (beside === undefined && by === undefined && of === undefined) return () => true;
  const [aside, ahead, object] = [beside, by, of].map((list) => list?.map(asWritten));
  const holds = (list: readonly string[] | undefined, ...texts: readonly string[]) =>
    list === undefined || list.some((word) => texts.some((near) => near.includes(word)));
  return (near) => {
    const { before, behind } = near();
    return holds(aside, before, behind) && holds(ahead, before) && holds(object, behind);
  };
}

/**
 * Each group of words with what it says, its words of another kind first. `asWritten` = how a word
 * stands in a clause.
 */
export function saidOf(steps: PressWords['steps'], asWritten: (word: string) => string) {
  return new Map(
    Object.entries(steps).map(([group, { but, rank, ...own }]) => {
      const says = ({ measure, form, effect, quoted }: WordKind, own = rank): SaidByWord => {
        const said = { measure: measure ?? null, form: form ?? null, effect: effect ?? null };
        return { kind: actKindOf(said), quoted, rank: own };
      };
      const others = but.map((row) => ({
        words: row.words as readonly string[] | null,
        stands: standsIn(row, asWritten),
        says: says(row, row.rank),
      }));
      const whole = { words: null, stands: () => true, says: says(own) };
      return [group, [...others, whole]] as const;
    }),
  );
}
type WordKind = Pick<PressWords['steps'][string], 'measure' | 'form' | 'effect' | 'quoted'>;
