import type { Alert, Signal } from '../domain/alert.ts';
import type { NoticeId } from '../domain/ids.ts';
import type { Notice } from '../domain/notice.ts';
import type { Review } from '../domain/ports.ts';
import { reason } from '../domain/reason.ts';
import type { CalendarDate } from '../domain/time.ts';
import { dayIn } from '../present/words.ts';
import type { Requester } from './subscriptions.ts';

/** "Wrong company?" as a Review: what the alert named, and what the reader says of it. */
export function reviewOfWord(
  alert: Alert & { readonly notice: NoticeId },
  signals: readonly Signal[],
  notice: Notice | null,
  said: string,
  who: Pick<Requester, 'by' | 'now'>,
): Review {
  const named = signals.flatMap((signal) =>
    signal.exposure.apps.map((app) => `${app.name} → ${signal.company}`),
  );
  return {
    id: `${alert.notice}:word:${who.by}`,
    notice: alert.notice,
    kind: 'wrong-company',
    subject: named.slice(0, 20).join('; ') || signals.map((signal) => signal.company).join('; '),
    because: said.trim() === '' ? reason('wrong-company') : reason('reader-says', { text: said.trim() }),
    candidates: signals.map((signal) => ({ company: signal.company, because: reason('named-by-alert') })),
    createdAt: who.now,
    names: signals.flatMap((signal) => namesOf(signal, notice, dayIn(who.now, 'Asia/Shanghai'))),
    decision: null,
  };
}

function namesOf(
  { company, exposure }: Signal,
  notice: Notice | null,
  today: CalendarDate,
): NonNullable<Review['names']> {
  const own = new Set(exposure.apps.map((app) => app.mention));
  return (notice?.mentions ?? [])
    .filter((mention) => own.has(mention.id))
    .map(({ name, developer }) => ({ text: name, developer, day: notice?.published ?? today, company }));
}
