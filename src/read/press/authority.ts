import type { RegulatorId } from '../../domain/ids.ts';
import type { PressStep } from '../../domain/notice.ts';
import type { PressPage, PressSentence } from './annotate.ts';
import type { Candidate } from './targets.ts';
import type { Token } from './tokens.ts';

/**
 * Whose step it is: the authority nearest to the step in its sentence, else the first that title and lead name, else the
 * one whose own page it is. A described one ("Polish watchdog") keeps its words and its country.
 */
export function authorityOf(
  candidate: Candidate,
  page: PressPage,
  speaksFor: RegulatorId | null,
): PressStep['authority'] {
  const { sentence, step } = candidate;
  const own = sentence.tokens
    .map((token, at) => ({ token, distance: Math.abs(at - step) }))
    .filter(({ token }) => names(token))
    .sort((one, other) => rank(one.token) - rank(other.token) || one.distance - other.distance)[0];
  if (own !== undefined) return asAuthority(own.token, sentence);
  for (const each of page.sentences) {
    if (each.place === 'body') break;
    const token = each.tokens.find(
      (one) => one.kind === 'authority' && (one.name !== null || isCountry(one)),
    );
    if (token !== undefined) return asAuthority(token, each);
  }
  return speaksFor === null ? null : { id: speaksFor, name: '', country: null, span: { start: 0, end: 0 } };
}

const isCountry = (token: Token): boolean => /^[A-Z]{2}$/.test(token.group);
const names = (token: Token): boolean => token.kind === 'authority' || token.kind === 'country';
/** A named authority before a described one, that before a bare noun, that before a country alone. */
const rank = (token: Token): number =>
  token.name !== null ? 0 : token.kind === 'country' ? 3 : isCountry(token) ? 1 : 2;

function asAuthority(token: Token, sentence: PressSentence): NonNullable<PressStep['authority']> {
  return {
    id: token.name?.regulator ?? null,
    name: sentence.text.slice(token.start, token.end),
    country: isCountry(token) ? token.group : null,
    span: sentence.inTitle ? { start: 0, end: 0 } : { start: token.start, end: token.end },
  };
}
