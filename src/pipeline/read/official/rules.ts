import { actOf } from '../../../domain/act.ts';
import type { RegulatorId } from '../../../domain/ids.ts';
import type { Notice, RuleAction } from '../../../domain/notice.ts';
import { reason } from '../../../domain/reason.ts';
import type { CalendarDate } from '../../../domain/time.ts';
import { daysIn } from '../dates/days.ts';
import { type Sentence, spanIn } from '../document/page.ts';
import type { DocumentContext } from './document-context.ts';

/** A rule's title in Chinese marks, or in English capitals up to the noun for a rule. */
const MARKED = /《([^《》]{2,80})》/gu;
const CAPITALS =
  /\b(?:[A-Z][\w-]{1,20} ){1,8}(?:Law|Regulations?|Measures|Act|Rules|Bill|Directive|Code)\b/gu;
/**
 * Stands for a title while its surroundings are compared with phrases, so that no phrase is found
 * inside it.
 */
const HOLE = '《》';
const REACH = 40;
const MOST_RULES = 3;

interface FoundRule {
  readonly posture: 'proposed' | 'final';
  readonly sentence: Sentence;
  readonly step: RuleAction;
  readonly phrase: string;
}

/**
 * Rules that a page says an authority proposes or enacts, by their titles, each with the day from
 * which it holds where the text says it. Sectors are entered by a person. A rule that is only cited
 * is none.
 */
export function findRules(context: DocumentContext): FoundRule[] {
  const { page } = context;
  const found = new Map<string, FoundRule>();
  for (const sentence of page.sentences) {
    for (const { title, start, end } of titlesIn(sentence, page.language)) {
      if (found.has(title) || found.size === MOST_RULES) continue;
      const stated = stageOf(sentence, title, start, end, context);
      if (stated === null) continue;
      const span = spanIn(sentence, start, end);
      const effective = stated.posture === 'final' ? effectiveDay(context) : null;
      found.set(title, { ...stated, sentence, step: { title, effective, sectors: [], span } });
    }
  }
  return [...found.values()];
}

/**
 * The notice of a page that enacts or proposes rules and aims an act at nobody: its action has no
 * names. Null where title and lead state no rule of an authority that they name or that the source
 * speaks for.
 */
export function ruleNotice(
  notice: Notice,
  rules: readonly FoundRule[],
  { words, page }: DocumentContext,
  hasVoice: boolean,
): Notice | null {
  const first = rules.find(({ sentence }) => sentence.place !== 'body');
  if (first === undefined) return null;
  const regulators = page.sentences.flatMap((sentence) =>
    words
      .bodies(sentence.place === 'body' ? '' : sentence.text)
      .filter(({ kind }) => kind === 'authority')
      .map(({ key, start, end }) => ({
        value: key as RegulatorId,
        span: spanIn(sentence, start, end),
      })),
  );
  const [regulator] = regulators;
  if (regulator === undefined && !hasVoice) return null;
  const ids = [...new Set(regulators.map(({ value }) => value))];
  return {
    ...notice,
    verdict: 'action',
    verdictBecause: reason('rule-title', { phrase: first.phrase }),
    regulator: regulator === undefined ? null : { ...regulator, rule: 'regulator.rule' },
    jointRegulators: ids.slice(1),
    actions: [
      {
        act: actOf({
          measure: 'rule',
          posture: first.posture,
          effective: first.step.effective,
        }),
        object: null,
        grade: 'confirmed',
        phrase: first.phrase,
        english: first.posture === 'final' ? 'rule made' : 'rule proposed',
        span: first.step.span,
        rule: 'official.rule',
        mentions: [],
        companyWide: false,
        fine: null,
      },
    ],
    rules: rules.map(({ step }) => step),
  };
}

function titlesIn({ raw, text }: Sentence, language: 'zh' | 'en') {
  const matches = [...text.matchAll(language === 'zh' ? MARKED : CAPITALS)];
  return matches.map((match) => {
    const start = match.index + (match[1] === undefined ? 0 : 1);
    const end = start + (match[1] ?? match[0]).length;
    return { title: raw.slice(start, end), start, end };
  });
}

/**
 * Proposed or enacted, by the phrase beside the title; words for a draft in the title make it a
 * proposal.
 */
function stageOf(
  { text }: Sentence,
  title: string,
  start: number,
  end: number,
  { words, page }: DocumentContext,
) {
  const [from, to] = page.language === 'zh' ? [start - 1, end + 1] : [start, end];
  const before = text.slice(Math.max(0, from - REACH), from);
  const around = before + HOLE + text.slice(to, to + REACH);
  const beside = words.rules(around).filter((foundPhrase) => {
    const touches =
      foundPhrase.start <= before.length && foundPhrase.end >= before.length + HOLE.length;
    return touches && foundPhrase.value !== 'noun' && foundPhrase.value !== 'draft';
  });
  const [first] = beside;
  if (first === undefined || beside.some((foundPhrase) => foundPhrase.value === 'cited'))
    return null;
  const named = words.rules(title).map((foundPhrase) => foundPhrase.value);
  if (!named.includes('noun')) return null;
  const isDraft =
    beside.some((foundPhrase) => foundPhrase.value === 'proposed') || named.includes('draft');
  const posture = isDraft ? ('proposed' as const) : ('final' as const);
  return {
    posture,
    phrase: around.slice(first.start, first.end).replace(HOLE, '').trim() || title,
  };
}

/** The first day behind words for coming into force that is not before publication. */
function effectiveDay({ page, words, published }: DocumentContext): CalendarDate | null {
  const days = page.sentences
    .filter(({ text }) =>
      words.rules(text).some((foundPhrase) => foundPhrase.value === 'effective'),
    )
    .flatMap(({ text }) => daysIn(text, published));
  return days.find(({ date }) => published === null || date >= published)?.date ?? null;
}
