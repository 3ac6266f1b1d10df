import { z } from 'zod';
import type { Evidence } from '../../domain/evidence.ts';
import { jsonIn } from '../../domain/json-text.ts';
import { type CalendarDate, PartialDate } from '../../domain/time.ts';
import { firmLinks, type Imported, type KnownFirms, onceEach, ownFirm } from './proposal.ts';

/** An app with the firm that stands behind it, and what says so. */
interface AppRow {
  readonly app: string;
  readonly firm: string;
  readonly because: string;
  readonly evidence: Evidence;
}

/**
 * `https://itunes.apple.com/lookup?id=…&country=cn`: `sellerName` is the firm of the developer
 * account.
 */
const Apple = z.object({
  results: z.array(
    z.object({
      trackName: z.string(),
      sellerName: z.string().optional(),
      bundleId: z.string().optional(),
    }),
  ),
});

/**
 * AppGallery's `appinfo`, one object an app; the web lists have the same fields in
 * `layoutData[].dataList[]`.
 */
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

/**
 * A page of MIIT's app filings (beian.miit.gov.cn, service type 6): the filing firm and its app.
 */
const FilingPage = z.object({
  params: z.object({
    list: z.array(
      z.object({
        serviceName: z.string(),
        unitName: z.string(),
        serviceLicence: z.string(),
        updateRecordTime: z.string().optional(),
      }),
    ),
  }),
});

/** Apple's look-up replies, one or a list of them. */
export function importApple(text: string, known: KnownFirms, day: CalendarDate): Imported {
  const replies = z.array(Apple).safeParse(listed(text));
  if (!replies.success)
    return { problem: 'it is no reply of itunes.apple.com/lookup, nor a list of them' };
  const rows = replies.data.flatMap(({ results }) =>
    results.map((result) =>
      storeRow('App Store', result.trackName, result.sellerName, result.bundleId, day),
    ),
  );
  return fromRows(rows, known);
}

/** Huawei's replies, one or a list of them: `appinfo` of single apps, or lists of the web page. */
export function importHuawei(text: string, known: KnownFirms, day: CalendarDate): Imported {
  const entries = listed(text).flatMap((part: unknown) => {
    const lists = GalleryLists.safeParse(part);
    return lists.success
      ? lists.data.layoutData.flatMap((layout) => layout.dataList ?? [])
      : [part];
  });
  const apps = entries.flatMap((entry: unknown) => GalleryApp.safeParse(entry).data ?? []);
  if (apps.length === 0)
    return { problem: 'it holds no app of AppGallery (appinfo, or layoutData)' };
  const rows = apps.map((app) => {
    const developer = app.developerName ?? app.developer ?? app.supplier;
    return storeRow('Huawei AppGallery', app.name, developer, app.pkgName ?? app.package, day);
  });
  return fromRows(rows, known);
}

function storeRow(store: string, app: string, firm = '', id = '', day: CalendarDate): AppRow {
  return {
    app,
    firm,
    because: `${store} names “${firm}” as the developer of “${app}”`,
    evidence: { kind: 'store', source: [store, id].join(' ').trim(), day: PartialDate.parse(day) },
  };
}

/**
 * Filings of apps as MIIT's site answers, one page or a list of pages: the firm that filed an app
 * runs it.
 */
export function importAppFilings(text: string, known: KnownFirms, day: CalendarDate): Imported {
  const pages = z.array(FilingPage).safeParse(listed(text));
  if (!pages.success)
    return { problem: 'it is no reply of beian.miit.gov.cn with params.list, nor a list of them' };
  const filings = pages.data.flatMap(({ params }) => params.list);
  const rows = filings.map(
    ({ serviceName, unitName, serviceLicence, updateRecordTime }): AppRow => {
      const filed = /^\d{4}-\d\d-\d\d/.exec(updateRecordTime ?? '')?.[0] ?? day;
      const source = `MIIT app filing ${serviceLicence}`;
      return {
        app: serviceName,
        firm: unitName,
        because: `MIIT filing ${serviceLicence} of “${serviceName}” by “${unitName}”`,
        evidence: { kind: 'register', source, day: PartialDate.parse(filed) },
      };
    },
  );
  return fromRows(rows, known);
}

/** One reply, or a list of them. */
const listed = (text: string): unknown[] => [jsonIn(text)].flat();

/** Apps whose firm one company has: the app is attested or proposed, and so is the firm. */
function fromRows(rows: readonly AppRow[], known: KnownFirms): Imported {
  const proposals = rows.flatMap(({ app, firm: name, because, evidence }) => {
    const firm = ownFirm(name, known);
    return firm === null
      ? []
      : firmLinks(firm, name, { edge: 'app', name: app, because, evidence }, known);
  });
  return { rows: rows.length, proposals: onceEach(proposals) };
}
