import type { Act } from '../../domain/act.ts';
import type { ActChoice } from '../../domain/act-choice.ts';
import { type ActKind, kindOf } from '../../domain/act-kind.ts';
import { ACT_TABLES } from './languages.ts';
import type { Language } from './messages.ts';

/** What a kind of act is called in a list: `suit`, `statement of objections`, `annulled`. */
export function kindName(kind: ActKind, language: Language): string {
  const { measures, forms, effectNames } = ACT_TABLES[language];
  return (
    forms[kind] ?? measures[kind] ?? effectNames[kind] ?? measures[kind.split('/')[0]!] ?? kind
  );
}

/** What a choice of acts is called: a group, a measure, a form or an effect. */
export const choiceName = (choice: ActChoice, language: Language): string =>
  ACT_TABLES[language].groups[choice] ?? kindName(choice as ActKind, language);

/** What an act is called in a list: `civil suit`, `fine (proposed)`, `annulled`. */
export function actLabel(
  act: Pick<Act, 'measure' | 'form' | 'effect' | 'posture'>,
  language: Language,
): string {
  const { postures, frames } = ACT_TABLES[language];
  const { posture } = act;
  const name = kindName(kindOf(act), language);
  if (posture !== 'proposed' && posture !== 'interim' && posture !== 'not-yet-effective')
    return name;
  return frames
    .brackets!.replace('{did}', () => name)
    .replace('{details}', () => postures[posture]!);
}
