import type { ValueTier } from '../domain/company.ts';
import type { AppId, RegulatorId } from '../domain/ids.ts';
import type { ActionType } from '../domain/notice.ts';
import type { Step } from '../domain/score.ts';
import type { Weights } from '../domain/weights.ts';
import { fadesFrom, offOf } from './case-state.ts';
import type { Leaf } from './load.ts';
import type { RuleStage } from './rules.ts';
import { actSentence, type Both, DUE_BY, FLAGS, leadOf, SAYS } from './sentences.ts';
import type { Term } from './terms.ts';
import { dateAt } from './time.ts';

/** How bodies and apps are called in sentences. */
export interface Wording {
  readonly regulator: (regulator: RegulatorId) => Both;
  readonly app: (app: AppId | null, name: string) => Both;
}

/** Without a catalog: ids of bodies, and apps as the notice writes them. */
export const plainWording: Wording = {
  regulator: (regulator) => ({ en: regulator, zh: regulator }),
  app: (_, name) => ({ en: name, zh: name }),
};

/** Why a leaf is in the score: who did what to which app, when, how grave, and what is left of it at the instant. */
export function because(leaf: Leaf, at: number, wording: Wording, weights: Weights): Both {
  if (leaf.rule !== null) return becauseOfRule(leaf, wording);
  const { entry, term } = leaf;
  const { step, severity } = entry!;
  const body = wording.regulator(step.regulator);
  const lead = leadOf(step, weights);
  const act = actSentence(lead, subjectOf(term, step, wording), weights);
  const due = dueWords(lead, step.deadline);
  const level = levelOfTerm(term, step, severity.level, severity.apps);
  const again = severity.rule === 'second-naming' && level > 2;
  const state = stateOf(leaf, at);
  const tier = tiersOf(term, step);
  return {
    en: `${body.en} ${act.en}${due.by.en} (${step.date}${due.aside.en}, level ${level}${again ? ', second naming' : ''}${tier.en})${state.en}`,
    zh: `${body.zh}${act.zh}${due.by.zh}（${step.date}${due.aside.zh}，${level}级${again ? '，再次被通报' : ''}${tier.zh}）${state.zh}`,
  };
}

const NOTHING: Both = { en: '', zh: '' };

/** "by" where the deadline belongs to the act itself, else an aside. */
function dueWords(lead: ActionType, deadline: string | null): { by: Both; aside: Both } {
  if (deadline === null) return { by: NOTHING, aside: NOTHING };
  if (DUE_BY.includes(lead))
    return { by: { en: ` by ${deadline}`, zh: `，限${deadline}前` }, aside: NOTHING };
  return { by: NOTHING, aside: { en: `, due ${deadline}`, zh: `，期限${deadline}` } };
}

function subjectOf(term: Term, step: Step, wording: Wording): Both | null {
  if (term.kind === 'company') return null;
  if (term.kind === 'app') return wording.app(term.app, term.name);
  const further = step.apps.length > 0 ? 'further ' : '';
  return { en: `${term.count} ${further}apps`, zh: `${further ? '另外' : ''}${term.count}款应用` };
}

function levelOfTerm(term: Term, step: Step, level: number, levels: readonly number[]): number {
  if (term.kind !== 'app') return level;
  return levels[step.apps.findIndex((app) => app.name === term.name)] ?? level;
}

const VALUE: Readonly<Record<ValueTier, Both>> = {
  core: { en: ', core app', zh: '，核心应用' },
  major: { en: ', major app', zh: '，主要应用' },
  minor: { en: ', minor app', zh: '，次要应用' },
  trivial: { en: ', trivial app', zh: '，微小应用' },
  unknown: { en: ', app of unknown value', zh: '，价值未知' },
};

/** What the factors of a term rest on; a fine and a bar on holding shares hang on no app. */
function tiersOf(term: Term, step: Step): Both {
  const parts: Both[] = [];
  const app = term.kind === 'app' ? step.apps.find((one) => one.name === term.name) : undefined;
  if (app !== undefined && term.graded) {
    parts.push(VALUE[app.value]);
    if (app.value === 'unknown' && app.counted !== undefined && app.counted !== 'unknown')
      parts.push(SAYS.countedAs(app.counted));
    if (app.reach === 'super') parts.push(SAYS.superPlatform);
  }
  if (app !== undefined && term.a !== 1) parts.push(SAYS.owned(`${+(term.a * 100).toFixed(1)} %`));
  if (step.market && term.graded) {
    const { name, share } = step.market;
    parts.push(SAYS.market(name, share === null ? null : `${+(share * 100).toFixed(1)} %`));
  }
  return join(parts);
}

const join = (parts: readonly Both[]): Both => ({
  en: parts.map((one) => one.en).join(''),
  zh: parts.map((one) => one.zh).join(''),
});

/** In force, fading or closed; and on what it rests where that is not the authority's own page or an attested record. */
function stateOf(leaf: Leaf, at: number): Both {
  const { step, closedAt, force } = leaf.entry!;
  const matter = leaf.matter!;
  const left = `${Math.round(leaf.d * 100)} %`;
  const full = fadesFrom(leaf.entry!, matter, at);
  const since = dateAt(full as Step['at'], step.zone);
  const told = (state: Both) =>
    join([state, step.attested ? (isPress(step) ? SAYS.pressOnly : NOTHING) : SAYS.unverified]);
  if (closedAt <= at)
    return told(leaf.entry!.severity.fine === null ? SAYS.closed(left) : SAYS.fading(since, left));
  if (at < full) return told(SAYS.inForce);
  if (at >= offOf(leaf.entry!, matter, at)) return told(SAYS.fading(since, left));
  const news = matter.entries.findLast((entry) => entry.step.at <= at)!.step.date;
  return told(force?.years === null ? SAYS.stillInForce(news, left) : SAYS.openNoNews(news, left));
}

const isPress = (step: Step) => step.origin === 'notice' && step.evidence < 1;

const STAGES: Readonly<Record<RuleStage, Both>> = {
  proposed: { en: 'draft', zh: '征求意见稿' },
  enacted: { en: 'enacted', zh: '已发布' },
  'in-force': { en: 'in force', zh: '已施行' },
  dropped: { en: 'dropped', zh: '已撤回' },
};

function becauseOfRule(leaf: Leaf, wording: Wording): Both {
  const { hit, stage, level, exposure, decay } = leaf.rule!;
  const { rule, events } = hit;
  const body = wording.regulator(rule.regulator);
  const date = events.findLast((event) => event.stage === stage)?.date ?? '';
  const left = decay === 1 ? '' : `; ${Math.round(decay * 100)} % left`;
  const leftZh = decay === 1 ? '' : `；剩余${Math.round(decay * 100)}%`;
  return {
    en: `${body.en}: ${rule.title.en} (${STAGES[stage].en} ${date}, level ${level}, exposure ${exposure})${left}${rule.attested ? '' : SAYS.unverified.en}`,
    zh: `${body.zh}：${rule.title.zh ?? rule.title.en}（${date}${STAGES[stage].zh}，${level}级，敞口${exposure}）${leftZh}${rule.attested ? '' : SAYS.unverified.zh}`,
  };
}

/** What a reader should know of the inputs: tiers and shares that nobody knows, and what nobody can check. Each once, in order. */
export function flagsOf(leaves: readonly Leaf[], wording: Wording): string[] {
  const flags = new Set<string>();
  for (const { entry, rule, term } of leaves) {
    if (rule !== null) {
      if (!rule.hit.rule.attested) flags.add(FLAGS.unverified(rule.hit.rule.title.en, null));
      continue;
    }
    const { step, severity } = entry!;
    const what = term.kind === 'app' ? wording.app(term.app, term.name).en : 'the company';
    const app = step.apps.find((one) => one.name === term.name);
    if (term.unknownValue) flags.add(FLAGS.value(what, app?.counted ?? 'unknown', term.m));
    if (term.unknownReach) flags.add(FLAGS.reach(what, term.r));
    if (severity.unknownFine && severity.fine !== null) flags.add(FLAGS.fine(step.date, severity.fine));
    if (step.market && step.market.share === null) flags.add(FLAGS.market(step.date));
    if (step.shareAssumed) flags.add(FLAGS.share(step.via ?? what, term.a));
    if (!step.attested) flags.add(FLAGS.unverified(step.title, step.date));
    else if (isPress(step)) flags.add(FLAGS.press(step.title, step.date));
  }
  return [...flags];
}
