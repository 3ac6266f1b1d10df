import type { NoticeId } from '../../domain/ids.ts';
import type { Store } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';

/** As of when a notice is asked for. */
interface NoticeQuestion {
  readonly at: Instant;
  readonly past: boolean;
  readonly deps: { readonly store: Pick<Store, 'notice' | 'mapping' | 'signals' | 'versions'> };
}

const MOST_SIGNALS = 1_000;

/** A notice as known on the requested day, each name with its match and reason. */
export type NoticeView = Exclude<Awaited<ReturnType<typeof noticeView>>, 'later' | null>;

/** Null where there is no such notice; `later` where it was seen after the day that is shown. */
export async function noticeView(id: NoticeId, { at, past, deps: { store } }: NoticeQuestion) {
  const notice = await store.notice(id);
  if (notice === null) return null;
  const [mapping, signals, versions] = await Promise.all([
    store.mapping(id),
    store.signals({ notice: id, limit: MOST_SIGNALS }),
    store.versions(notice.item),
  ]);
  const by = new Map((mapping?.matches ?? []).map((match) => [match.mention, match]));
  const mentions = notice.mentions.map((mention) => ({
    ...mention,
    match: by.get(mention.id) ?? null,
  }));
  const view = { notice, mentions, mapping, signals, versions };
  if (!past) return view;
  const seen = versions.filter(({ item }) => item.fetchedAt <= at);
  if (!seen.some(({ item }) => item.id === notice.item)) return 'later' as const;
  return { ...view, signals: signals.filter((signal) => signal.detectedAt <= at), versions: seen };
}
