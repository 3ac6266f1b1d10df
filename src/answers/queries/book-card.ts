import { phrasesOf } from '../../base/i18n/messages.ts';
import { change, day, type Language, localeOf, points, shortName } from '../../base/i18n/words.ts';
import type { Card, CardLine } from '../../domain/card.ts';
import { line, plainCard, section } from '../../pipeline/present/plain-card.ts';
import type { BookRow, BookToday } from './book.ts';

const MOST_HOLDINGS = 10;
const MOST_LINES = 12;

const percent = (share: number) => String(Math.round(share * 1_000) / 10);

/**
 * Today's book as a card: its score by exposure, the largest contributions, changes, and deadlines.
 */
export function bookCard(
  book: BookToday,
  language: Language,
  regulatorName: (id: string) => string,
): Card {
  const say = phrasesOf('book', language);
  const { score, before, known, rows, unknown } = book;
  const lead = score === null ? say('unscored') : say('lead', { score: points(score) });
  const was = before === null ? '' : say('change', { before: points(before) });
  const moved = rows.filter(({ acts }) => acts.length > 0);
  const names = unknown.map(({ typed }) => typed);
  const tone = 'neutral';
  return plainCard(
    language,
    say('title', { name: book.list.name }),
    lead,
    [
      section(
        null,
        line(null, [was, say('known', { share: percent(known) })].filter(Boolean).join(' · ')),
      ),
      section(
        say('today'),
        moved.length === 0
          ? line(null, say('nothing', { since: '00:00' }))
          : moved.map((row) => movedLine(row, language)),
      ),
      section(
        say('holdings'),
        rows
          .filter(({ score: own }) => own !== null)
          .slice(0, MOST_HOLDINGS)
          .map((row) => holdingLine(row, language)),
      ),
      section(say('deadlines'), deadlineLines(rows, language, regulatorName)),
      section(
        say('unknown'),
        names.length === 0 ? [] : [line(null, names.slice(0, MOST_LINES).join(', '))],
      ),
    ],
    { tone },
  );
}

function holdingLine(
  { company, share, isShort, score, band, adds }: BookRow,
  language: Language,
): CardLine {
  const say = phrasesOf('book', language);
  const name = `${shortName(company, language)}${isShort ? ` (${say('short')})` : ''}`;
  const values = { share: percent(share), score: points(score ?? 0), adds: points(adds) };
  return line(
    name,
    say('holding', { ...values, band: localeOf(language).bands[band ?? 'background'] }),
  );
}

const movedLine = ({ company, before, score }: BookRow, language: Language): CardLine =>
  line(
    shortName(company, language),
    `${points(before ?? 0)} → ${points(score ?? 0)} (${change(before ?? 0, score ?? 0)})`,
    'strong',
  );

function deadlineLines(
  rows: readonly BookRow[],
  language: Language,
  regulatorName: (id: string) => string,
): CardLine[] {
  const due = rows.flatMap(({ company, deadlines }) =>
    deadlines.map(({ date, regulator }) => ({
      date,
      text: `${shortName(company, language)} · ${regulatorName(regulator)}`,
    })),
  );
  return due
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .slice(0, MOST_LINES)
    .map(({ date, text }) => line(day(date, language), text));
}
