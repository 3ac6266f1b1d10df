import { type Language, MESSAGES, phrasesOf } from '../../base/i18n/messages.ts';
import { moment, points, shortName } from '../../base/i18n/words.ts';
import type { Card, CardLine } from '../../domain/card.ts';
import type { Catalog } from '../../domain/catalog.ts';
import { line, plainCard, section } from '../../pipeline/present/plain-card.ts';
import type { InboxEntry } from './inbox.ts';

/** The alerts sent to an address as a card, newest first. */
export function inboxCard(
  entries: readonly InboxEntry[],
  language: Language,
  { companies }: Pick<Catalog, 'companies'>,
  zone: string,
): Card {
  const say = phrasesOf('inbox', language);
  const name = (id: InboxEntry['companies'][number]) => {
    const company = companies.get(id);
    return company === undefined ? id : shortName(company, language);
  };
  const lines = entries.flatMap((entry) => entryLines(entry, name, language, zone));
  const shown = lines.length === 0 ? line(null, say('none')) : lines;
  return plainCard(language, say('title'), '', [section(null, shown)]);
}

function entryLines(
  { alert, signals, companies, grade, notice, corrections, marks }: InboxEntry,
  name: (id: InboxEntry['companies'][number]) => string,
  language: Language,
  zone: string,
): CardLine[] {
  const say = phrasesOf('inbox', language);
  const { inbox: texts } = MESSAGES[language].web;
  const moved = signals.map(
    ({ company, before, after }) => `${name(company)} ${points(before)} → ${points(after)}`,
  );
  const what = (moved.length > 0 ? moved : companies.map(name)).join(', ');
  const parts = [
    what || notice?.title || (alert.note === undefined ? texts.watch : texts.morningNote),
    grade === null ? '' : texts.grades[grade],
    texts.reasons[alert.alertReason],
  ];
  const url = notice?.url || null;
  const said = marks.flatMap(({ verdict, by }) =>
    verdict === null ? [] : [say('noted', { verdict: texts.verdicts[verdict], by })],
  );
  const corrected = corrections.map(({ createdAt }) =>
    say('corrected', { when: moment(createdAt, zone, language) }),
  );
  return [
    line(moment(alert.createdAt, zone, language), parts.filter(Boolean).join(' · '), { url }),
    ...[...corrected, ...said].map((text) => line(null, text, 'quiet')),
  ];
}
