import type { PressPage } from './annotate.ts';
import { nearest } from './places.ts';
import type { Token } from './tokens.ts';

/** Cues that turn a step into something else when they stand beside it. */
const HEDGES: ReadonlySet<string> = new Set(
  'may will not past company-acts opinion complainant rival customer person group media 协会 敦促 事故 或 不 谣 曾 回顾 回应 行事 人物 单位 对手 受害 平台'.split(
    ' ',
  ),
);
/** Cues that count wherever they stand before the step. */
const ASKING_WORDS: ReadonlySet<string> = new Set(['敦促', '协会', '谣', '回顾']);
/** Tokens beyond step and name in which a hedge still counts. */
const MARGIN = 3;
const ACTOR_REACH = { en: 14, zh: 30 } as const;

/** Authority, step and name in their order, whose step it is, and what hedges it; `meansAnother` = the step is meant for another. */
export function order(
  tokens: readonly Token[],
  at: number,
  steps: readonly number[],
  page: PressPage,
  meansAnother: boolean,
  add: (one: string) => void,
): void {
  const actors = tokens.flatMap((token, index) =>
    token.kind === 'authority' || token.kind === 'country' ? [index] : [],
  );
  const reach = ACTOR_REACH[page.language];
  for (const step of steps) {
    const low = Math.min(step, at);
    const high = Math.max(step, at);
    const actor = nearest(actors, step, reach);
    const passive = tokens
      .slice(Math.max(0, step - 4), step)
      .some((one) => one.group === 'passive' || one.group === '被');
    const verb = passive ? 'passive step' : 'step';
    const parts: [number, string][] = [
      [step, verb],
      [at, 'name'],
    ];
    if (actor !== -1) parts.push([actor, tokens[actor]!.kind]);
    const sequence = parts
      .sort(([one], [other]) => one - other)
      .map(([, part]) => part)
      .join(', ');
    const from = Math.max(0, Math.min(low, actor === -1 ? low : actor) - MARGIN);
    const to = Math.max(high, actor) + MARGIN + 1;
    const hedges = [
      ...new Set([
        ...tokens.slice(from, to).flatMap((one) => (HEDGES.has(one.group) ? [one.group] : [])),
        ...tokens.slice(0, step).flatMap((one) => (ASKING_WORDS.has(one.group) ? [one.group] : [])),
        ...(meansAnother ? ['another'] : []),
      ]),
    ].sort();
    const group = tokens[step]!.group;
    add(`order: ${sequence}`);
    add(`order: ${sequence.replace('step', group)}`);
    add(`order: ${sequence}; ${hedges.length === 0 ? 'nothing hedges it' : `beside ${hedges.join(', ')}`}`);
    for (const hedge of hedges) add(`order: ${sequence}; hedge ${hedge}`);
    for (const hedge of hedges) add(`step ${group} beside ${hedge}`);
    add(`step ${group}: ${hedges.length === 0 ? 'nothing hedges it' : 'hedged'}`);
    if (actor !== -1) {
      const who = actorOf(tokens[actor]!, page.language);
      add(`actor: ${who}`);
      add(`actor: ${who}, ${sequence}`);
    } else add(`no actor: ${sequence}`);
  }
}

/** An authority by what kind of body it is: the last word of its name, or that the catalog knows it. */
function actorOf(token: Token, language: 'en' | 'zh'): string {
  if (token.kind === 'country') return 'a country';
  if (token.name !== null) return 'a known authority';
  return language === 'en' ? `"${token.text.split(' ').at(-1)}"` : `"${token.text.slice(-2)}"`;
}
