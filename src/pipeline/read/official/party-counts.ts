import type { Doubt, Notice } from '../../../domain/notice.ts';
import { reason } from '../../../domain/reason.ts';
import { NUMBER_ZH, numberEn, numberZh } from '../dates/numbers.ts';
import { type Page, spanIn } from '../document/page.ts';

/** A number in an English title, and the words behind it of which one says what is counted. */
const COUNTED_EN = /\b(\d{1,3}|[a-z]{3,6})(?=((?: [a-z-]{2,15}){1,3}))/giu;
const FIRMS = new Set(
  (
    'banks firms companies institutions manufacturers insurers brokers dealers lenders entities ' +
    'platforms retailers'
  ).split(' '),
);

/** The same in Chinese: "3家银行". */
const FIRMS_ZH = new RegExp(`(${NUMBER_ZH})家`, 'u');
/** Papers that are read by their parties. */
const BY_PARTIES = new Set(['decision-paper', 'own-release']);

/**
 * A notice with a doubt where its title counts more firms than were read: a question for a person.
 */
export function withPartyDoubt(notice: Notice, { sentences, language }: Page): Notice {
  if (!BY_PARTIES.has(notice.verdictBecause.code)) return notice;
  for (const title of sentences.filter(({ place }) => place === 'title')) {
    const counted = language === 'zh' ? countedZh(title.text) : countedEn(title.text);
    const read = notice.mentions.length;
    if (counted === null || read >= counted.stated) continue;
    const { stated, start, end } = counted;
    const message = reason('fewer-parties-than-stated', { stated, read });
    const span = spanIn(title, start, end);
    const doubt: Doubt = { code: 'fewer-parties', message, span };
    return { ...notice, doubts: [...notice.doubts, doubt] };
  }
  return notice;
}

interface CountedFirms {
  readonly stated: number;
  readonly start: number;
  readonly end: number;
}

function countedZh(text: string): CountedFirms | null {
  const match = FIRMS_ZH.exec(text);
  const stated = match === null ? null : numberZh(match[1]!);
  return match === null || stated === null
    ? null
    : { stated, start: match.index, end: match.index + match[0].length };
}

function countedEn(text: string): CountedFirms | null {
  for (const { 0: all, 1: number, 2: words, index } of text.matchAll(COUNTED_EN)) {
    const end = index + all.length + words!.length;
    const stated = numberEn(number!);
    const isOfFirms = words!
      .toLowerCase()
      .split(' ')
      .some((word) => FIRMS.has(word));
    if (stated !== null && stated > 1 && isOfFirms) return { stated, start: index, end };
  }
  return null;
}
