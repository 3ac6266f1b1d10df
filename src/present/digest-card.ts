import type { Signal } from '../domain/alert.ts';
import type { Card } from '../domain/card.ts';
import type { Company } from '../domain/company.ts';
import type { CompanyId, NoticeId, RegulatorId } from '../domain/ids.ts';
import type { Notice } from '../domain/notice.ts';
import type { Regulator } from '../domain/regulator.ts';
import type { Instant } from '../domain/time.ts';
import { plainCard, plainLine } from './plain-card.ts';
import { change, day, type Language, localeOf, moment, points, shortName } from './words.ts';

export interface DigestFacts {
  readonly signals: readonly Signal[];
  readonly notices: ReadonlyMap<NoticeId, Pick<Notice, 'title' | 'url' | 'published'>>;
  readonly companies: ReadonlyMap<CompanyId, Pick<Company, 'name'>>;
  readonly regulators: ReadonlyMap<RegulatorId, Pick<Regulator, 'short' | 'name'>>;
  readonly language: Language;
  readonly now: Instant;
  readonly reference: string;
}

const SAYS = {
  en: { title: (n: number) => `Digest: ${n} ${n === 1 ? 'change' : 'changes'}` },
  zh: { title: (n: number) => `摘要：${n} 项变化` },
} as const;

/** What waited since the last digest: one section for each notice, its companies by change. */
export function digestCard(facts: DigestFacts): Card {
  const { language } = facts;
  const words = localeOf(language);
  const sections = [...Map.groupBy(facts.signals, (signal) => signal.notice)].map(([id, signals]) => {
    const notice = facts.notices.get(id);
    const regulator = facts.regulators.get(signals[0]!.regulator);
    const body = (language === 'zh' ? regulator?.name.zh : regulator?.short) ?? signals[0]!.regulator;
    const date = notice?.published == null ? '' : `, ${day(notice.published, language)}`;
    const lines = signals.map((signal) => {
      const company = facts.companies.get(signal.company);
      const name = company === undefined ? signal.company : shortName(company, language);
      return plainLine(
        name,
        `${points(signal.before)} → ${points(signal.after)} (${change(signal.before, signal.after)}) ${words.bands[signal.bandAfter]}, ${words.stages[signal.stage]}`,
      );
    });
    const source = notice?.url ? [plainLine(null, words.source, { url: notice.url })] : [];
    return { title: `${body}: ${notice?.title ?? id}${date}`, lines: [...lines, ...source] };
  });
  return plainCard(
    language,
    SAYS[language].title(facts.signals.length),
    moment(facts.now, 'Asia/Shanghai', language),
    sections,
    { reference: facts.reference },
  );
}
