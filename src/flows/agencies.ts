import type { OutletId } from '../domain/ids.ts';
import type { Outlet } from '../domain/regulator.ts';

/**
 * Agencies on which a report rests: its outlet, where that is one, and every agency that the text names anywhere. Two reports that
 * share one are one account, whoever printed it.
 */
export function agenciesOf(text: string, outlet: OutletId | null, outlets: Iterable<Outlet>): OutletId[] {
  return [...outlets]
    .filter((one) => one.quality === 'agency')
    .filter((one) => one.id === outlet || one.names.some((name) => holds(text, name)))
    .map((one) => one.id);
}

/** Whether a text holds a name, and not only as a part of a longer Latin word. */
function holds(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!isLatin(text[at - 1], name[0]) && !isLatin(text[at + name.length], name.at(-1))) return true;
  return false;
}

const isLatin = (beside: string | undefined, edge: string | undefined) =>
  LETTER.test(beside ?? '') && LETTER.test(edge ?? '');
const LETTER = /^[A-Za-z0-9]$/;
