import type { Act } from '../../domain/act.ts';
import { ACT_TABLES } from './languages.ts';
import type { Language } from './messages.ts';

/** What an act is called in a list: `suit`, `fine (proposed)`, `annulled`. */
export function actLabel(
  { measure, effect, posture }: Pick<Act, 'measure' | 'effect' | 'posture'>,
  language: Language,
): string {
  const { measures, effectNames, postures, frames } = ACT_TABLES[language];
  if (measure === null) return effectNames[effect ?? ''] ?? '';
  const name = measures[measure]!;
  if (posture !== 'proposed' && posture !== 'interim' && posture !== 'not-yet-effective')
    return name;
  return frames
    .brackets!.replace('{did}', () => name)
    .replace('{details}', () => postures[posture]!);
}
