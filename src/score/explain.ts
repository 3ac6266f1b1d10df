import type { ValueTier } from '../domain/company.ts';
import type { AppId, RegulatorId } from '../domain/ids.ts';
import type { ActionType } from '../domain/notice.ts';
import type { Step, StepApp } from '../domain/score.ts';
import type { Leaf } from './load.ts';
import { offOf } from './matter.ts';
import type { RuleStage } from './rules.ts';
import { actSentence, type Both, DUE_BY, leadOf } from './sentences.ts';
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
export function because(leaf: Leaf, at: number, lapseDays: number, wording: Wording): Both {
  if (leaf.rule !== null) return becauseOfRule(leaf, wording);
  const { entry, matter, term } = leaf;
  const { step, severity } = entry!;
  const body = wording.regulator(step.regulator);
  const lead = leadOf(step);
  const act = actSentence(lead, subjectOf(term, step, wording));
  const due = dueWords(lead, step.deadline);
  const level = levelOfTerm(term, step, severity.level, severity.apps);
  const again = severity.rule === 'second-naming' && level > 2;
  const state = stateOf(leaf, offOf(entry!, matter!, at, lapseDays), at);
  const tier = tiersOf(term, step.apps);
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

function tiersOf(term: Term, apps: readonly StepApp[]): Both {
  if (term.kind !== 'app') return { en: '', zh: '' };
  const app = apps.find((one) => one.name === term.name);
  const value = VALUE[app?.value ?? 'unknown'];
  const isSuper = app?.reach === 'super';
  const share = term.a === 1 ? '' : `${+(term.a * 100).toFixed(1)} %`;
  return {
    en: `${value.en}${isSuper ? ', super platform' : ''}${share ? `, ${share} owned` : ''}`,
    zh: `${value.zh}${isSuper ? '，超级平台' : ''}${share ? `，权益${share}` : ''}`,
  };
}

/** In force, fading or closed, and unverified or press. */
function stateOf(leaf: Leaf, off: number, at: number): Both {
  const { entry, q, d } = leaf;
  const { step, closedAt } = entry!;
  const since = off <= at ? dateAt(off as Step['at'], step.zone) : null;
  const left = `${Math.round(d * 100)} %`;
  const voice: Both =
    q === 1
      ? { en: '', zh: '' }
      : step.attested
        ? { en: '; press only', zh: '；仅见于媒体' }
        : { en: '; unverified', zh: '；未核实' };
  if (closedAt <= at)
    return { en: `; closed, ${left} left${voice.en}`, zh: `；已结案，剩余${left}${voice.zh}` };
  if (since === null) return { en: `; in force${voice.en}`, zh: `；仍有效${voice.zh}` };
  return {
    en: `; fading since ${since}, ${left} left${voice.en}`,
    zh: `；自${since}起衰减，剩余${left}${voice.zh}`,
  };
}

const STAGES: Readonly<Record<RuleStage, Both>> = {
  proposed: { en: 'draft', zh: '征求意见稿' },
  enacted: { en: 'enacted', zh: '已发布' },
  'in-force': { en: 'in force', zh: '已施行' },
  dropped: { en: 'dropped', zh: '已撤回' },
};

function becauseOfRule(leaf: Leaf, wording: Wording): Both {
  const { hit, stage, level, exposure, decay, evidence } = leaf.rule!;
  const { rule, events } = hit;
  const body = wording.regulator(rule.regulator);
  const date = events.findLast((event) => event.stage === stage)?.date ?? '';
  const left = decay === 1 ? '' : `; ${Math.round(decay * 100)} % left`;
  const leftZh = decay === 1 ? '' : `；剩余${Math.round(decay * 100)}%`;
  return {
    en: `${body.en}: ${rule.title.en} (${STAGES[stage].en} ${date}, level ${level}, exposure ${exposure})${left}${evidence === 1 ? '' : '; unverified'}`,
    zh: `${body.zh}：${rule.title.zh ?? rule.title.en}（${date}${STAGES[stage].zh}，${level}级，敞口${exposure}）${leftZh}${evidence === 1 ? '' : '；未核实'}`,
  };
}

/** What a reader should know of the inputs: unknown tiers, unknown shares, memory and press. Each once, in order. */
export function flagsOf(leaves: readonly Leaf[], unknownValue: number, wording: Wording): string[] {
  const flags = new Set<string>();
  for (const { entry, rule, term, q } of leaves) {
    if (rule !== null) {
      if (rule.evidence < 1)
        flags.add(`"${rule.hit.rule.title.en}" is unverified and weighs ${rule.evidence}`);
      continue;
    }
    const { step, severity } = entry!;
    const what = term.kind === 'app' ? wording.app(term.app, term.name).en : 'the company';
    if (term.unknownValue) flags.add(`unknown value of ${what} counted as ${unknownValue}`);
    if (term.unknownReach) flags.add(`unknown reach of ${what} counted as ${term.r}`);
    if (severity.unknownFine)
      flags.add(
        `fine of ${step.date}: its share of revenue is not known, counted as level ${severity.level}`,
      );
    if (step.shareAssumed) flags.add(`share in ${step.via ?? what} is not recorded, counted as ${term.a}`);
    if (q < 1)
      flags.add(
        `"${step.title}" (${step.date}) is ${step.attested ? 'press only' : 'unverified'} and weighs ${q}`,
      );
  }
  return [...flags];
}
