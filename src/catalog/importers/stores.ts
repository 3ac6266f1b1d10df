import { z } from 'zod';
import { type CalendarDate, PartialDate } from '../../domain/time.ts';
import { proposalsOf } from './claim.ts';
import { jsonOf } from './json-text.ts';
import type { KnownFirms, Proposal } from './proposal.ts';

/** An app as a store shows it: what it is called and which firm offers it. */
export interface StoreRow {
  readonly app: string;
  readonly developer: string;
  /** Package or bundle id. */
  readonly id: string;
}

/** `https://itunes.apple.com/lookup?id=…&country=cn`: `sellerName` is the firm of the developer account. */
const Apple = z.object({
  results: z.array(
    z.object({ trackName: z.string(), sellerName: z.string().optional(), bundleId: z.string().optional() }),
  ),
});

/** AppGallery's `appinfo`, one object an app; the web lists have the same fields in `layoutData[].dataList[]`. */
const GalleryApp = z.object({
  name: z.string(),
  pkgName: z.string().optional(),
  package: z.string().optional(),
  developerName: z.string().optional(),
  developer: z.string().optional(),
  supplier: z.string().optional(),
});
const GalleryLists = z.object({
  layoutData: z.array(z.object({ dataList: z.array(z.unknown()).optional() })),
});

export type StoreImport =
  | { readonly rows: number; readonly proposals: readonly Proposal[] }
  | { readonly problem: string };

/** Apple's look-up replies, one or a list of them. */
export function importApple(text: string, known: KnownFirms, day: CalendarDate): StoreImport {
  const value = jsonOf(text);
  const replies = z.array(Apple).safeParse(Array.isArray(value) ? value : [value]);
  if (!replies.success) return { problem: 'it is no reply of itunes.apple.com/lookup, nor a list of them' };
  const rows = replies.data.flatMap(({ results }) =>
    results.map((one) => ({
      app: one.trackName,
      developer: one.sellerName ?? '',
      id: one.bundleId ?? '',
    })),
  );
  return fromStore(rows, 'App Store', known, day);
}

/** Huawei's replies, one or a list of them: `appinfo` of single apps, or lists of the web page. */
export function importHuawei(text: string, known: KnownFirms, day: CalendarDate): StoreImport {
  const value = jsonOf(text);
  const entries = (Array.isArray(value) ? value : [value]).flatMap((one: unknown) => {
    const lists = GalleryLists.safeParse(one);
    return lists.success ? lists.data.layoutData.flatMap((layout) => layout.dataList ?? []) : [one];
  });
  const apps = entries.flatMap((one: unknown) => GalleryApp.safeParse(one).data ?? []);
  if (apps.length === 0) return { problem: 'it holds no app of AppGallery (appinfo, or layoutData)' };
  const rows = apps.map((one) => ({
    app: one.name,
    developer: one.developerName ?? one.developer ?? one.supplier ?? '',
    id: one.pkgName ?? one.package ?? '',
  }));
  return fromStore(rows, 'Huawei AppGallery', known, day);
}

/** Apps whose developer is a firm that one company has: the app is attested or proposed, and so is the firm. */
export function fromStore(
  rows: readonly StoreRow[],
  store: string,
  known: KnownFirms,
  day: CalendarDate,
): StoreImport {
  const proposals = rows.flatMap(({ app, developer, id }) => {
    const firm = developer === '' ? null : known.find(developer);
    if (firm === null || firm === 'several' || firm.affiliate !== null) return [];
    const claim = {
      company: firm.company,
      because: `${store} names “${developer}” as the developer of “${app}”`,
      evidence: { kind: 'store' as const, source: [store, id].join(' ').trim(), day: PartialDate.parse(day) },
    };
    const edges = [
      proposalsOf({ ...claim, edge: 'app', name: app }, known),
      firm.entity === null ? [] : proposalsOf({ ...claim, edge: 'entity', name: developer }, known),
    ];
    return edges.filter((one) => typeof one !== 'string').flat();
  });
  return { rows: rows.length, proposals: onceEach(proposals) };
}

/** A firm with twenty apps is attested once. */
export function onceEach(proposals: readonly Proposal[]): Proposal[] {
  const seen = new Set<string>();
  return proposals.filter((one) => {
    const key = JSON.stringify([one.company, one.do, one.value]);
    return !seen.has(key) && seen.add(key);
  });
}
