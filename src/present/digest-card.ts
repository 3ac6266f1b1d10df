import type { Signal } from '../domain/alert.ts';
import type { Card } from '../domain/card.ts';
import type { Catalog } from '../domain/catalog.ts';
import type { NoticeId } from '../domain/ids.ts';
import type { Notice } from '../domain/notice.ts';
import type { Instant } from '../domain/time.ts';
import { phrasesOf } from './messages.ts';
import { line, plainCard } from './plain-card.ts';
import { change, day, type Language, localeOf, moment, nameIn, points, regulatorName } from './words.ts';

interface DigestFacts extends Pick<Catalog, 'companies' | 'regulators'> {
  readonly signals: readonly Signal[];
  readonly notices: ReadonlyMap<NoticeId, Pick<Notice, 'title' | 'url' | 'published'>>;
  readonly language: Language;
  readonly now: Instant;
  readonly reference: string;
}

/** What waited since the last digest: one section for each notice, its companies by change. */
export function digestCard(facts: DigestFacts): Card {
  const { language, signals, reference } = facts;
  const words = localeOf(language);
  const sections = [...Map.groupBy(signals, (signal) => signal.notice)].map(([id, own]) => {
    const notice = facts.notices.get(id);
    const { regulator } = own[0]!;
    const body = regulatorName(facts.regulators.get(regulator), language) ?? regulator;
    const date = notice?.published == null ? '' : `, ${day(notice.published, language)}`;
    const lines = own.map(({ company, before, after, bandAfter, stage }) =>
      line(
        nameIn(facts.companies, company, language),
        `${points(before)} → ${points(after)} (${change(before, after)}) ${words.bands[bandAfter]}, ${words.stages[stage]}`,
      ),
    );
    const source = notice?.url ? [line(null, words.source, { url: notice.url })] : [];
    return { title: `${body}: ${notice?.title ?? id}${date}`, lines: [...lines, ...source] };
  });
  const title = phrasesOf('digest', language)('title', { n: signals.length });
  return plainCard(language, title, moment(facts.now, 'Asia/Shanghai', language), sections, { reference });
}
