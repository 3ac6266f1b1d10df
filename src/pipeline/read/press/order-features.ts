import { nearest, type PressLanguage, type Token } from './tokens.ts';

/**
 * A name where it stands: its sentence with lists shrunk, the classes of its tokens, and where its
 * features go.
 */
export interface NameInPlace {
  readonly tokens: readonly Token[];
  readonly classes: readonly string[];
  /** Index of the name. */
  readonly at: number;
  readonly language: PressLanguage;
  readonly add: (feature: string) => void;
}

/** Cues that turn an act into something else when they stand beside it. */
const HEDGES: ReadonlySet<string> = new Set(
  'may plan will not past company-acts opinion complainant rival customer person group media 协会 敦促 事故 或 计划 将 传 合格 不 谣 曾 回顾 回应 行事 人物 单位 对手 受害 平台'.split(
    ' ',
  ),
);
/** Cues that count wherever they stand before the act. */
const ASKING_WORDS: ReadonlySet<string> = new Set(['敦促', '协会', '谣', '回顾']);
/** Tokens beyond act and name in which a hedge still counts. */
const MARGIN = 3;
const ACTOR_REACH = { en: 14, zh: 30 } as const;

/** Authority, act and name in their order, whose act it is, and what hedges it. */
export function order({ tokens, at, language, add }: NameInPlace, steps: readonly number[]): void {
  const actors = tokens.flatMap((token, index) => (partyOf(token) === null ? [] : [index]));
  for (const step of steps) {
    const actor = nearest(actors, step, ACTOR_REACH[language]);
    const group = tokens[step]!.group;
    const sequence = sequenceOf(tokens, at, step, actor);
    const low = Math.min(step, at, actor === -1 ? step : actor);
    const near = tokens.slice(Math.max(0, low - MARGIN), Math.max(step, at, actor) + MARGIN + 1);
    const asking = tokens.slice(0, step).filter((token) => ASKING_WORDS.has(token.group));
    const hedging = [...near.filter((token) => HEDGES.has(token.group)), ...asking];
    const hedges = [...new Set(hedging.map((token) => token.group))].sort();
    add(`order: ${sequence}`);
    add(`order: ${sequence.replace('step', group)}`);
    add(
      `order: ${sequence}; ${hedges.length === 0 ? 'nothing hedges it' : `beside ${hedges.join(', ')}`}`,
    );
    for (const hedge of hedges) add(`order: ${sequence}; hedge ${hedge}`);
    for (const hedge of hedges) add(`step ${group} beside ${hedge}`);
    add(`step ${group}: ${hedges.length === 0 ? 'nothing hedges it' : 'hedged'}`);
    if (actor === -1) {
      add(`no actor: ${sequence}`);
      continue;
    }
    const who = actorOf(tokens[actor]!, language);
    add(`actor: ${who}`);
    add(`actor: ${who}, ${sequence}`);
    if (language === 'zh') abroad(tokens[actor]!, group, hedges, add);
  }
}

/**
 * Whether Chinese press tells of a foreign authority, with the act and what hedges it: a Chinese
 * one that plans a fine has given notice of it, a foreign one has only been heard of.
 */
function abroad(
  { name, group }: Token,
  step: string,
  hedges: readonly string[],
  add: NameInPlace['add'],
): void {
  const country = name?.key.split('-')[0]?.toUpperCase() ?? group;
  if (!/^[A-Z]{2}$/u.test(country)) return;
  const where = country === 'CN' ? 'at home' : 'abroad';
  for (const one of [step, ...hedges.map((hedge) => `hedge ${hedge}`)])
    add(`${one}, actor ${where}`);
}

/** "authority, passive act, name": who acts, the act and the name as they stand. */
function sequenceOf(tokens: readonly Token[], at: number, step: number, actor: number): string {
  const isPassive = tokens
    .slice(Math.max(0, step - 4), step)
    .some(({ group }) => group === 'passive' || group === '被');
  const parts: (readonly [number, string])[] = [
    [step, isPassive ? 'passive step' : 'step'],
    [at, 'name'],
  ];
  if (actor !== -1) parts.push([actor, partyOf(tokens[actor]!)!]);
  return parts
    .sort(([one], [other]) => one - other)
    .map(([, part]) => part)
    .join(', ');
}

/** Cues for those who act and are no authority: they sue, complain and demand in the same words. */
const PRIVATE: ReadonlySet<string> = new Set(['协会', 'group', 'complainant']);

function partyOf({ kind, group }: Token): string | null {
  if (kind === 'authority' || kind === 'country') return kind;
  return kind === 'cue' && PRIVATE.has(group) ? 'private party' : null;
}

/**
 * An authority by what kind of body it is: the last word of its name, or that the catalog knows it.
 */
function actorOf(token: Token, language: PressLanguage): string {
  const { kind, name, text } = token;
  if (kind !== 'authority') return partyOf(token)!;
  if (name !== null) return 'a known authority';
  return language === 'en' ? `"${text.split(' ').at(-1)}"` : `"${text.slice(-2)}"`;
}
