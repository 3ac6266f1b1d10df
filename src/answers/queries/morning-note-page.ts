import { LOCALES, preferred } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import { formatReason } from '../../base/i18n/sentence.ts';
import {
  change,
  daysLeft,
  day as dayText,
  type Language,
  localeOf,
  points,
  regulatorName,
  shortName,
} from '../../base/i18n/words.ts';
import type { Card } from '../../domain/card.ts';
import type { Catalog } from '../../domain/catalog.ts';
import { shanghaiDay } from '../../domain/time.ts';
import { reportedActionWords } from '../../pipeline/present/digest-card.ts';
import { html, type Markup, raw } from '../../pipeline/present/mail-markup.ts';
import { line, plainCard, section } from '../../pipeline/present/plain-card.ts';
import type { MorningNote, NoteCompany } from './morning-note.ts';
import { tickersOf } from './morning-note.ts';

interface Words {
  readonly language: Language;
  readonly catalog: Pick<Catalog, 'companies' | 'regulators' | 'outlets' | 'grades'>;
  readonly title: (title: string) => string;
}

const SPARK = { width: 96, height: 22 };
/** The lowest top of the scale that the lines of a list share. */
const LEAST_TOP = 40;

/** A year of scores as a line; the rows of a list share one scale, so that two can be compared. */
function spark(values: readonly number[], top: number): Markup {
  const { width, height } = SPARK;
  const at = values.map(
    (value, n) =>
      `${((n * width) / Math.max(1, values.length - 1)).toFixed(1)},${(height - 2 - (value / top) * (height - 4)).toFixed(1)}`,
  );
  return html`<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true"><path d="M0 ${height - 2}H${width}" stroke="#d5d9df" fill="none"></path><polyline points="${at.join(' ')}" fill="none" stroke="#1d4f91" stroke-width="1.6"></polyline></svg>`;
}

/** The parts of the note as lines of text, the same on page and mail. */
function linesOf(note: MorningNote, { language, catalog, title }: Words) {
  const say = phrasesOf('note', language);
  const names = (companies: readonly Parameters<typeof shortName>[0][]) =>
    companies
      .map((company) => shortName(company, language))
      .join(LOCALES[language].separators.list);
  return {
    acts: note.acts.map(({ company, because, from, to, url }) => ({
      who: shortName(company, language),
      text: say('act', {
        act: formatReason(because, language),
        from: points(from),
        to: points(to),
      }),
      url,
    })),
    deadlines: note.deadlines.map(({ date, days, regulator, title: of, companies }) => ({
      who: `${dayText(date, language)} (${daysLeft(days, language)})`,
      text:
        `${names(companies)}: ${title(of)} · ` +
        `${regulatorName(catalog.regulators.get(regulator), language) ?? regulator}`,
      url: null,
    })),
    reported: note.reported.map((action) => {
      const { who, body, act, outlet } = reportedActionWords(action, { ...catalog, language });
      return {
        who,
        text: `${body} · ${act}: “${action.quote}” (${outlet}, ${dayText(action.day, language)})`,
        url: action.url,
      };
    }),
  };
}

type NoteLine =
  | ReturnType<typeof linesOf>['acts'][number]
  | ReturnType<typeof linesOf>['deadlines'][number];

const listOf = (lines: readonly NoteLine[], none: string) =>
  lines.length === 0
    ? html`<p class="quiet">${none}</p>`
    : html`<ul>${lines.map(({ who, text, url }) => html`<li><strong>${who}</strong> ${text}${url === null ? '' : html` <a href="${url}">↗</a>`}</li>`)}</ul>`;

/**
 * The note as one document that prints on one or two sheets of A4.
 * @param look its style: a style element, or a link to the style sheet
 */
export function notePage(note: MorningNote, words: Words, look: string): string {
  const { language } = words;
  const say = phrasesOf('note', language);
  const { bands } = localeOf(language);
  const day = shanghaiDay(note.at);
  const { acts, deadlines, reported } = linesOf(note, words);
  const top = Math.max(LEAST_TOP, ...note.companies.flatMap((company) => company.line));
  const row = (company: NoteCompany) => html`<tr>
<th scope="row">${shortName(company.company, language)} <small>${tickersOf(company.company, day)}</small></th>
<td class="n">${company.state === 'acts' ? points(company.score) : '–'}</td>
<td class="${company.attested}">${company.state === 'acts' ? bands[company.band] : ''}</td>
<td class="n">${company.state === 'acts' ? change(company.yesterday, company.score) : ''}</td>
<td class="n">${company.state === 'acts' ? change(0, company.change30) : ''}</td>
<td>${company.state === 'acts' ? spark(company.line, top) : ''}</td>
<td class="n">${company.peers === null ? '' : `${company.peers.rank}/${company.peers.of}`}</td>
<td>${
    company.peers === null
      ? ''
      : company.peers.nearest
          .slice(0, 2)
          .map((scored) => `${shortName(scored.company, language)} ${points(scored.score)}`)
          .join(' · ')
  }</td>
</tr>`;
  return html`<!doctype html>
<html lang="${LOCALES[language].tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${titleOf(note, language)}</title>
${raw(look)}
</head>
<body>
<main>
<h1>${titleOf(note, language)}</h1>
<h2>${say('changed')}</h2>
${listOf(acts, say('nothing'))}
<h2>${say('ahead')}</h2>
${listOf(deadlines, say('noDeadline'))}
<h2>${say('reported')}</h2>
${listOf(reported, say('noReport'))}
<h2>${say('companies')}</h2>
<table>
<thead><tr><th>${say('company')}</th><th class="n">${say('score')}</th><th>${say('band')}</th><th class="n">${say('day')}</th><th class="n">${say('month')}</th><th>${say('year')}</th><th class="n">${say('rank')}</th><th>${say('nearest')}</th></tr></thead>
<tbody>${note.companies.map(row)}</tbody>
</table>
<p class="quiet">${localeOf(language).notAdvice}</p>
</main>
</body>
</html>
`.markup;
}

const titleOf = ({ name, at }: MorningNote, language: Language) =>
  phrasesOf('note', language)('title', { name, day: dayText(shanghaiDay(at), language) });

/** The note as a card, which mail shows as HTML with plain text beside. */
export function noteCard(note: MorningNote, words: Words): Card {
  const { language } = words;
  const say = phrasesOf('note', language);
  const { bands } = localeOf(language);
  const { acts, deadlines, reported } = linesOf(note, words);
  const lines = (all: readonly NoteLine[], none: string) =>
    all.length === 0
      ? [line(null, none, 'quiet')]
      : all.map(({ who, text, url }) => line(who, text, { url }));
  const companies = note.companies
    .filter(({ state }) => state === 'acts')
    .map(({ company, score, band, yesterday, peers, change30 }) => {
      const among =
        peers === null
          ? ''
          : ` · ${say('among', { rank: peers.rank, of: peers.of, median: points(peers.median) })}`;
      return line(
        shortName(company, language),
        `${points(score)} ${bands[band]} · ` +
          `${say('moved', { day: change(yesterday, score), month: change(0, change30) })}${among}`,
      );
    });
  return plainCard(language, titleOf(note, language), '', [
    section(say('changed'), lines(acts, say('nothing'))),
    section(say('ahead'), lines(deadlines, say('noDeadline'))),
    section(say('reported'), lines(reported, say('noReport'))),
    section(say('companies'), companies),
  ]);
}

/** Words of a note, of a catalog. */
export const noteWords = (
  language: Language,
  catalog: Words['catalog'],
  titles: (title: string) => { readonly en: string | null; readonly zh: string | null },
): Words => ({
  language,
  catalog,
  title: (title) => preferred(titles(title) as never, language) ?? title,
});
