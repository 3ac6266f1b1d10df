import type { ActionType } from '../../domain/notice.ts';
import type { Lexicon } from './lexicon.ts';
import type { Candidate } from './targets.ts';

/** Tokens around a step within which another word says that it ends: "ends probe", "解除…限制". */
const NEAR = 8;

/**
 * The kind of step beside a name. Of the steps near it the one that says most counts ("fines Meta after a probe" is a
 * fine); a word that ends a case beside it makes it an easing.
 */
export function stepOf(
  candidate: Candidate,
  lexicon: Lexicon,
): { type: ActionType; polarity: 'step' | 'eased'; phrase: string } {
  const { tokens } = candidate.sentence;
  const near = tokens.flatMap((token, at) =>
    token.kind === 'step' && Math.abs(at - candidate.step) <= NEAR ? [{ token, at }] : [],
  );
  const own = tokens[candidate.step]!;
  const chosen = near.reduce(
    (best, { token, at }) => {
      const rank = rankOf(lexicon.typeOf(token)) - Math.abs(at - candidate.step) / 4;
      return rank > best.rank ? { token, rank } : best;
    },
    { token: own, rank: Number.NEGATIVE_INFINITY },
  ).token;
  const ends = chosen.group === CLOSES && near.some(({ token }) => lexicon.typeOf(token) === 'probe-opened');
  const type = ends ? 'closed' : (lexicon.typeOf(chosen) ?? 'named');
  const polarity = type === 'closed' || type === 'reinstated' ? 'eased' : 'step';
  return { type, polarity, phrase: chosen.text };
}

/** "Closes probe" ends a case; "closes airspace" is a step. */
const CLOSES = 'close';

/** Types by how much their words say; the vaguest last. */
const RANKS: Readonly<Partial<Record<ActionType, number>>> = {
  fined: 5,
  summoned: 5,
  closed: 4.5,
  reinstated: 4.5,
  criticised: 4.5,
  'removed-from-stores': 4.5,
  'registration-suspended': 4,
  banned: 4,
  'rectification-ordered': 3.5,
  'probe-opened': 3.5,
  warned: 3,
  'rule-enacted': 2,
  named: 2,
};

function rankOf(type: ActionType | null): number {
  return type === null ? 0 : (RANKS[type] ?? 1);
}
