import type { Signal } from '../domain/alert.ts';
import type { PageVersion } from '../domain/browse.ts';
import type { Mapping } from '../domain/exposure.ts';
import type { NoticeId } from '../domain/ids.ts';
import type { Notice } from '../domain/notice.ts';
import type { WebDeps } from './deps.ts';
import type { RequestContext } from './request-context.ts';

/** A notice with what is known of it on the requested day. */
export interface NoticeView {
  readonly notice: Notice;
  readonly mapping: Mapping | null;
  readonly signals: readonly Signal[];
  readonly versions: readonly PageVersion[];
}

const MOST_SIGNALS = 1_000;

/** Null where there is no such notice; `later` where it was seen after the day that is shown. */
export async function noticeView(
  id: NoticeId,
  { at, past }: Pick<RequestContext, 'at' | 'past'>,
  { store }: Pick<WebDeps, 'store'>,
): Promise<NoticeView | 'later' | null> {
  const notice = await store.notice(id);
  if (notice === null) return null;
  const [mapping, signals, versions] = await Promise.all([
    store.mapping(id),
    store.signals({ notice: id, limit: MOST_SIGNALS }),
    store.versions(notice.item),
  ]);
  if (!past) return { notice, mapping, signals, versions };
  const seen = versions.filter(({ item }) => item.fetchedAt <= at);
  if (!seen.some(({ item }) => item.id === notice.item)) return 'later';
  return { notice, mapping, signals: signals.filter((one) => one.detectedAt <= at), versions: seen };
}
