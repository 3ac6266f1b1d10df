import type { Accusation } from '../../../domain/notice.ts';
import { type Draft, draft } from '../../document/mention-draft.ts';
import { accusationsIn } from '../accusations.ts';
import { type Line, type Page, spanIn } from '../page.ts';
import { LIST_ENDS } from './charged-en.ts';
import { withoutAppositions } from './english-appositions.ts';
import { isName, namesInPhrase } from './english-names.ts';
import type { Layout } from './layout.ts';

/** Translations of lists by accusation: `"Talking Tom" (version 4.3.2, Huawei AppGallery)` under numbered headings. */
export const versionedEn: Layout = {
  id: 'versioned-en',
  about:
    'English lists of apps with their version in brackets ("Kimi (version 2.0.8)"), in a sentence or grouped under numbered accusations',
  read(page) {
    if (page.language !== 'en') return null;
    const drafts: Draft[] = [];
    let charge: Accusation[] = [];
    for (const line of page.lines) {
      const heading = HEADING.exec(line.text);
      if (heading !== null) {
        const start = heading[0].length;
        charge = accusationsIn(line.raw.slice(start), line.start + start, page.vocabulary);
      }
      for (const match of line.text.matchAll(ENTRY)) drafts.push(toDraft(match, line, charge, page));
    }
    if (drafts.length < 2) return null;
    const titles = new Set(page.sentences.filter((one) => one.place === 'title').map((one) => one.start));
    const body = page.lines.filter((line) => !titles.has(line.start));
    const more = body.flatMap((line) => namesBeside(line, page));
    const fresh = more.filter((one) => !drafts.some(({ span }) => span.start === one.span.start));
    return { drafts: [...drafts, ...fresh], nameless: [] };
  },
};

const HEADING = /^\s*(?:\d{1,2}[.)]|\(\d{1,2}\)|(?:First|Second|Third|Fourth|Fifth|Sixth),)\s+(?=\D)/u;
/** A name in quotes, or a run of words with capitals, and a bracket that begins with a version. */
const ENTRY =
  /(?:[“"《]([^“”"《》]{1,60})[”"》]|((?:[A-Z][\w.&'+®-]*|[a-z]+[A-Z]\w*|\d+[A-Za-z]\w*)(?: (?:[A-Z][\w.&'+®-]*|[a-z]+[A-Z]\w*|\d+|of|the|for))*)) ?\((?:[Vv]ersion ?|[Vv]er\.? ?|(?=[Vv]\.? ?\d))([Vv]?\.? ?\d[\w. ()-]*?)(?:[,;] ?([^()]{2,40}))?\)/gu;
/** Behind the version stands where the app came from, or its firm. */
const FIRM = /\b(?:Co|Ltd|Inc|Limited|Corp|Company|Technology|Technologies|Network)\b/u;
const LEAD = /^(?:Notable offenders include|Including|Such as|And|The|Apps) /u;

/** "12 apps do so and so, such as A and B (version 1.0)": some of such a list are named without their version. */
const COUNTED =
  /\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|some) (?:\w+ )?(?:apps|applications|mini-programs)\b[^.;]{0,160}?\b(?:such as|including|namely|among them) /giu;

/** All names of a page that a version in brackets follows. */
export function versionsOf(page: Page): Draft[] {
  return page.lines.flatMap((line) =>
    [...line.text.matchAll(ENTRY)].map((match) => toDraft(match, line, [], page)),
  );
}

function namesBeside(line: Line, page: Page): Draft[] {
  const { text } = withoutAppositions(line.text);
  return [...text.matchAll(COUNTED)].flatMap((match) => {
    const start = match.index + match[0].length;
    const stop = text.slice(start).search(LIST_ENDS);
    return namesInPhrase(text, start, stop < 0 ? text.length : start + stop)
      .filter((one) => !one.firm && isName(text, one, page))
      .map((one) =>
        draft(
          line.raw.slice(one.start, one.end),
          spanIn(line, one.start, one.end),
          'versioned-en',
          'listed',
          {
            owner: one.owner,
          },
        ),
      );
  });
}

function toDraft(match: RegExpExecArray, line: Line, charge: readonly Accusation[], page: Page): Draft {
  const quoted = match[1];
  const text = quoted ?? match[2]!.replace(LEAD, '');
  const from = match.index + match[0].indexOf(text);
  const store = match[4]?.trim() ?? null;
  const end = match.index + match[0].length;
  const span = spanIn(line, from, end);
  return draft(
    line.raw.slice(from, from + text.length),
    spanIn(line, from, from + text.length),
    'versioned-en',
    'quoted',
    {
      rows: [
        {
          version: match[3]!.replace(/\s+/gu, '').trim(),
          store: store !== null && (page.vocabulary.isStore(store) || !FIRM.test(store)) ? store : null,
          accusations: [...charge],
          span,
        },
      ],
    },
  );
}
