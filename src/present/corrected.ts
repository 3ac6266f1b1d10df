import type { Card, CardLine } from '../domain/card.ts';
import type { Notice } from '../domain/notice.ts';
import type { Instant } from '../domain/time.ts';
import { moment } from './words.ts';

const SAYS = {
  en: {
    mark: 'corrected',
    title: (when: string) => `Corrected by the regulator, seen ${when}`,
    review: (when: string) => `Corrected after review, ${when}`,
    confirmed: (when: string) => `More was confirmed, ${when}`,
  },
  zh: {
    mark: '已更正',
    title: (when: string) => `监管机构已更正，发现于 ${when}`,
    review: (when: string) => `经核查更正，${when}`,
    confirmed: (when: string) => `另有内容得到证实，${when}`,
  },
} as const;

/** A card that says of itself that it was corrected: in its title, and before anything else what and when. */
export function correctedOn(
  card: Card,
  lines: readonly CardLine[],
  at: Instant,
  revised: Notice['revised'],
): Card {
  const says = SAYS[card.language];
  const titles = {
    page: 'title',
    review: 'review',
    confirmed: 'confirmed',
    'second-reader': 'confirmed',
  } as const;
  const title = says[titles[revised ?? 'page']](moment(at, 'Asia/Shanghai', card.language));
  return {
    ...card,
    title: `${card.title} · ${says.mark}`,
    sections: [{ title, lines: [...lines] }, ...card.sections],
  };
}
