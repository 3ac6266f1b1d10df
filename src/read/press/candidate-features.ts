import type { PressPage, PressSentence } from './annotate.ts';
import { nearer, withoutLists } from './name-lists.ts';
import { order } from './order-features.ts';
import { stepsIn } from './places.ts';
import type { Token } from './tokens.ts';

const MOST_BETWEEN = 12;

/** Short class of a token, for patterns: who acts, what is done, who else is named. */
function classOf(token: Token, key: string): string {
  if (token.name !== null && token.name.key === key) return 'NAME';
  switch (token.kind) {
    case 'name':
      return 'OTHER';
    case 'unknown':
      return 'FIRM';
    case 'authority':
      return 'AUTHORITY';
    case 'country':
      return 'COUNTRY';
    case 'step':
      return token.group.toUpperCase();
    case 'cue':
      return token.group;
    case 'number':
      return '#';
    case 'mark':
      return token.text;
    default:
      return token.text.length === 0 ? '' : '_';
  }
}

const distanceOf = (tokens: number): string =>
  tokens <= 1 ? 'next' : tokens <= 3 ? 'near' : tokens <= 7 ? 'off' : tokens <= 15 ? 'far' : 'very far';

/** What speaks for and against a name where it stands: the words around it, the steps beside it, order, hedges and lists. */
export function candidateFeatures(
  sentence: PressSentence,
  whereInSentence: number,
  page: PressPage,
): string[] {
  const { tokens, at, listed } = withoutLists(sentence.tokens, whereInSentence);
  const steps = stepsIn(tokens);
  const key = tokens[at]!.name!.key;
  const classes = tokens.map((token) => classOf(token, key));
  const made: string[] = [];
  const add = (feature: string): void => {
    made.push(feature);
  };
  if (listed > 1) add(`in a list of ${listed > 4 ? 'many' : 'some'}`);
  const left = steps
    .filter((step) => step < at)
    .slice(-2)
    .reverse();
  const right = steps.filter((step) => step > at).slice(0, 2);
  around(tokens, classes, at, page, add);
  nearer(tokens, steps, at, add);
  const before = made.length;
  relations(tokens, classes, at, page, add);
  const meansAnother = made.slice(before).some((one) => MEANS_ANOTHER.has(one));
  ahead(tokens, left[0], at, page, add);
  ahead(tokens, right[0], at, page, add);
  for (const [nth, step] of left.entries()) beside('before', nth, step, tokens, classes, at, page, add);
  for (const [nth, step] of right.entries()) beside('after', nth, step, tokens, classes, at, page, add);
  pattern(classes, at, add);
  order(tokens, at, [...left.slice(0, 1), ...right.slice(0, 1)], page, meansAnother, add);
  for (const cue of new Set(tokens.filter((one) => one.kind === 'cue').map((one) => one.group)))
    add(`sentence cue: ${cue}`);
  const names = new Set(
    tokens
      .slice(0, at)
      .flatMap((one) => (one.name !== null && one.kind !== 'authority' ? [one.name.key] : [])),
  );
  names.delete(key);
  add(`names before: ${names.size > 2 ? 'many' : names.size}`);
  if (at === 0) add('name opens the sentence');
  const place = sentence.place;
  // What a title says weighs otherwise than the same in the body.
  return place === 'title'
    ? [...made, ...made.map((one) => `title: ${one}`)]
    : [...made, ...made.map((one) => `text: ${one}`)];
}

function around(
  tokens: readonly Token[],
  classes: readonly string[],
  at: number,
  page: PressPage,
  add: (one: string) => void,
): void {
  const text = (index: number): string => {
    const token = tokens[index];
    if (token === undefined) return '^';
    return token.kind === 'name' ||
      token.kind === 'unknown' ||
      token.kind === 'number' ||
      token.kind === 'authority'
      ? classes[index]!
      : token.text;
  };
  const side = page.language === 'zh' ? 4 : 3;
  let before = '';
  let after = '';
  for (let step = 1; step <= side; step += 1) {
    const gap = page.language === 'zh' ? '' : ' ';
    before = `${text(at - step)}${gap}${before}`;
    after = `${after}${gap}${text(at + step)}`;
    add(`left "${before}"`);
    add(`right "${after}"`);
    if (at - step < 0 && at + step >= tokens.length) break;
  }
  add(`left ${classes[at - 1] ?? '^'}`);
  add(`right ${classes[at + 1] ?? '^'}`);
  add(`between ${classes[at - 1] ?? '^'} and ${classes[at + 1] ?? '^'}`);
}

function beside(
  side: 'before' | 'after',
  nth: number,
  step: number,
  tokens: readonly Token[],
  classes: readonly string[],
  at: number,
  page: PressPage,
  add: (one: string) => void,
): void {
  const which = nth === 0 ? '' : '2nd ';
  const token = tokens[step]!;
  const from = Math.min(step, at) + 1;
  const to = Math.max(step, at);
  const distance = distanceOf(page.language === 'zh' ? Math.ceil((to - from + 1) / 2) : to - from + 1);
  add(`${which}step ${side}: ${token.group}`);
  add(`${which}step ${side}: "${token.text}"`);
  add(`${which}step ${side}: ${token.group}, ${distance}`);
  if (nth > 0 || to - from > 2 * MOST_BETWEEN) return;
  add(`step ${side}: "${token.text}", ${distance}`);
  const inner = new Set<string>();
  for (let index = from; index < to; index += 1) {
    inner.add(classes[index]!);
    if (tokens[index]!.kind === 'word' || tokens[index]!.kind === 'cue')
      inner.add(`"${tokens[index]!.text}"`);
    if (
      page.language === 'zh' &&
      index + 1 < to &&
      tokens[index]!.kind === 'word' &&
      tokens[index + 1]!.kind === 'word'
    )
      inner.add(`"${tokens[index]!.text}${tokens[index + 1]!.text}"`);
  }
  for (const one of inner) if (one !== '_') add(`step ${side}, between: ${one}`);
  if (to - from <= MOST_BETWEEN) add(`step ${side}, path: ${token.group} ${path(classes.slice(from, to))}`);
}

const path = (classes: readonly string[]): string =>
  classes.filter((one, at) => one !== '_' || classes[at - 1] !== '_').join(' ');

/** The sentence as classes, without plain words: every stretch of two to five that holds the name. */
function pattern(classes: readonly string[], at: number, add: (one: string) => void): void {
  const pattern: string[] = [];
  let place = 0;
  for (let index = Math.max(0, at - 24); index < Math.min(classes.length, at + 24); index += 1) {
    if (index === at) place = pattern.length;
    if (classes[index] !== '_' && classes[index] !== '#')
      pattern.push(index === at ? 'NAME' : classes[index] === 'NAME' ? 'SAME' : classes[index]!);
  }
  for (let length = 2; length <= 4; length += 1)
    for (
      let start = Math.max(0, place - length + 1);
      start <= place && start + length <= pattern.length;
      start += 1
    )
      add(`pattern ${pattern.slice(start, start + length).join(' ')}`);
}

/** Words by which one name owns another: "Walmart's Flipkart", 亚马逊旗下Twitch. */
const OWNS: ReadonlySet<string> = new Set([
  's',
  "'s",
  '旗下',
  '子公司',
  '附属',
  '控股',
  '-owned',
  'unit',
  'subsidiary',
  'arm',
  'division',
]);
/** The most common Chinese family names. */
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤殷俞';

/** Who owns what is named, whether a person's name follows, and what the sentence opens with. */
function relations(
  tokens: readonly Token[],
  classes: readonly string[],
  at: number,
  page: PressPage,
  add: (one: string) => void,
): void {
  const isFirm = (index: number): boolean => classes[index] === 'OTHER' || classes[index] === 'FIRM';
  for (const step of [2, 3]) {
    const between = tokens.slice(at + 1, at + step);
    if (isFirm(at + step) && between.some((one) => OWNS.has(one.text))) add('owns the name behind it');
    const before = tokens.slice(at - step + 1, at);
    if (at >= step && isFirm(at - step) && before.some((one) => OWNS.has(one.text)))
      add('owned by the name before it');
  }
  const first = classes.findIndex((one) => ACTORS.has(one));
  // A place before an association belongs to the association's name.
  const isPlace = classes[first] === 'COUNTRY' && classes.slice(first + 1, first + 4).includes('协会');
  add(`opens with ${isPlace ? '协会' : (classes[first] ?? 'nobody')}`);
  if (page.language !== 'zh') return;
  if (isPerson(tokens, at + 1)) add('a person of it is named');
  const announced = /[:：]/u.test(tokens[at + 1]?.text ?? '');
  for (let index = announced ? at + 2 : at + 1; index < Math.min(tokens.length, at + BELONGS); index += 1) {
    const { kind, group } = tokens[index]!;
    if (kind === 'mark' || kind === 'step' || kind === 'authority') break;
    if (group !== '人物' && group !== '单位') continue;
    add(`${announced ? 'announces for' : 'followed by'} ${group}`);
    if (isPerson(tokens, index + 1)) add('a person with a post of it is named');
  }
}

/** Relations of a name to one for whom the step is meant instead. */
const MEANS_ANOTHER: ReadonlySet<string> = new Set([
  'owns the name behind it',
  'a person of it is named',
  'a person with a post of it is named',
  'announces for 人物',
  'announces for 单位',
]);
/** Who may be the one that acts in a sentence. */
const ACTORS: ReadonlySet<string> = new Set(['NAME', 'OTHER', 'FIRM', 'AUTHORITY', 'COUNTRY', '协会']);
/** Tokens behind a name in which a post or unit is one of its own. */
const BELONGS = 12;

function isPerson(tokens: readonly Token[], at: number): boolean {
  if (!SURNAMES.includes(tokens[at]?.text ?? '-') || tokens[at + 1]?.kind !== 'word') return false;
  const ends = (index: number): boolean => tokens[index] === undefined || tokens[index]!.kind !== 'word';
  return ends(at + 2) || ends(at + 3);
}

/** Tokens before a step in which a cue colours it. */
const AHEAD = { en: 10, zh: 20 } as const;

/** Cues that take the step from an authority wherever they stand before it. */
const ASKING_WORDS: ReadonlySet<string> = new Set(['敦促', '协会', '谣', '回顾', '或']);

/** Cues that stand before a step in its own clause: what follows them is asked for, feared or denied. */
function ahead(
  tokens: readonly Token[],
  step: number | undefined,
  at: number,
  page: PressPage,
  add: (one: string) => void,
): void {
  if (step === undefined) return;
  const side = step < at ? 'before' : 'after';
  for (let index = step - 1; index >= Math.max(0, step - AHEAD[page.language]); index -= 1) {
    const token = tokens[index]!;
    if (/^[,，。:：;；]$/u.test(token.text)) break;
    if (token.kind === 'cue') add(`ahead of the step ${side}: ${token.group}`);
    if (token.kind === 'step') add(`ahead of the step ${side}: ${token.group}`);
  }
  const earlier = tokens.slice(0, step);
  for (const group of new Set(earlier.map((one) => one.group).filter((one) => ASKING_WORDS.has(one))))
    add(`asked for before the step: ${group}`);
}
