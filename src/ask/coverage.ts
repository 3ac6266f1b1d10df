import type { CardLine } from '../domain/card.ts';
import type { SourceState } from '../domain/item.ts';
import type { Instant } from '../domain/time.ts';
import { plainCard, plainLine } from '../present/plain-card.ts';
import { moment } from '../present/words.ts';
import type { LookupDeps, LookupOptions, LookupResult } from './lookup-result.ts';

const SAYS = {
  en: {
    title: 'What is watched',
    bodies: (n: number, of: number) => `${n} sources on, of ${of} known`,
    ok: 'answering',
    failing: 'needs a look',
    never: 'not asked yet',
    seen: 'last seen',
    companies: (n: number, apps: number) => `${n} companies and ${apps} apps are known by name`,
    gap: 'not seen since',
    counts: 'Health',
  },
  zh: {
    title: '监控范围',
    bodies: (n: number, of: number) => `启用 ${n} 个来源，共 ${of} 个`,
    ok: '正常',
    failing: '需要检查',
    never: '尚未访问',
    seen: '最近一次',
    companies: (n: number, apps: number) => `已收录 ${n} 家公司、${apps} 款应用`,
    gap: '失联自',
    counts: '状态',
  },
} as const;

/** What is watched and how each source is doing, failing ones first. No answer from a source is reported as a gap, not as “no news”. */
export async function coverageCard(
  { knowledge, store }: LookupDeps,
  options: LookupOptions,
): Promise<LookupResult> {
  const { catalog } = knowledge;
  const says = SAYS[options.language];
  const configured = [...catalog.regulators.values(), ...catalog.outlets.values()].flatMap(
    (one) => one.sources,
  );
  const titles = new Map(configured.map((source) => [source.id, source.title]));
  const states = await store.sourceStates();
  const gaps = new Map(
    (await store.gaps({ since: options.at }))
      .filter((gap) => gap.to === null)
      .map((gap) => [gap.source, gap.from]),
  );
  const broken = states.filter((state) => state.finding !== null || gaps.has(state.source));
  const well = states.filter((state) => !broken.includes(state));
  const polled = new Set(states.map((state) => state.source));
  const on = configured.filter((source) => source.enabled);
  const never = on.filter((source) => !polled.has(source.id));
  const line = (state: SourceState): CardLine =>
    plainLine(titles.get(state.source) ?? state.source, textOf(state, gaps.get(state.source), options));
  const apps = [...catalog.companies.values()].reduce((sum, company) => sum + company.apps.length, 0);
  return {
    found: true,
    card: plainCard(
      options.language,
      says.title,
      says.bodies(Math.max(on.length, states.length), Math.max(configured.length, states.length)),
      [
        {
          title: says.counts,
          lines: [
            plainLine(String(well.length), says.ok),
            plainLine(String(broken.length), says.failing),
            plainLine(String(never.length), says.never),
          ],
        },
        { title: says.failing, lines: broken.map(line) },
        { title: says.ok, lines: well.map(line) },
        { title: says.never, lines: never.map((source) => plainLine(null, source.title)) },
        {
          title: null,
          lines: [plainLine(null, says.companies(catalog.companies.size, apps), { weight: 'quiet' })],
        },
      ],
    ),
  };
}

function textOf(state: SourceState, gap: Instant | undefined, { language }: LookupOptions): string {
  const says = SAYS[language];
  const seen =
    state.lastSuccessAt === null
      ? says.never
      : `${says.seen} ${moment(state.lastSuccessAt, 'Asia/Shanghai', language)}`;
  const parts = [
    state.finding?.message,
    gap === undefined ? null : `${says.gap} ${moment(gap, 'Asia/Shanghai', language)}`,
    seen,
  ];
  return parts.filter(Boolean).join(' · ');
}
