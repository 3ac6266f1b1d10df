import { z } from 'zod';
import { OutletId, RegulatorId, SourceId } from './ids.ts';
import { CalendarDate } from './time.ts';

/** How a Source is asked. `mapping` and `select` are CSS selectors or JSON paths, as the kind wants. */
export const Source = z.strictObject({
  id: SourceId,
  title: z.string().min(1),
  /** Its title in Chinese, where its body has other sources beside it. */
  titleZh: z.string().min(1).nullable().optional(),
  kind: z.enum(['rss', 'html-list', 'json']),
  url: z.string().min(1),
  /** Addresses tried in this order when the first does not answer. */
  mirrors: z.array(z.string().min(1)),
  official: z.boolean(),
  /** `item`, `link`, `title`, `date` for html-list (CSS) and json (dotted path); empty for rss. */
  select: z.record(z.string(), z.string()),
  /** Whether the item's own page is fetched (lists and most feeds) or the feed body is the document. */
  fetchPage: z.boolean(),
  /** Minutes between polls in and outside the windows. */
  every: z.strictObject({ busyMinutes: z.number().positive(), quietMinutes: z.number().positive() }),
  /** `09:00-18:00` in the regulator's zone; empty = always busy. */
  windows: z.array(z.string().regex(/^\d\d:\d\d-\d\d:\d\d$/)),
  /** Items expected per 30 days, for the freshness finding; null = unknown. */
  expectedPer30Days: z.number().positive().nullable(),
  /** `verified` = somebody saw it answer; `unverified` = carried over from notes. */
  address: z.enum(['verified', 'unverified']),
  /** Who last asked the address and read its list, and when: written by `tocsin sources check --fix`. */
  checked: z
    .strictObject({ on: CalendarDate, by: z.string().min(1) })
    .nullable()
    .optional(),
  /** Day on which a page of this layout was last seen, in a public copy or by a check; a test holds the layout. */
  layoutSeen: CalendarDate.nullable().optional(),
  /** Name of the environment variable that holds the RSSHub instance; the url is then a route. */
  instance: z.string().nullable(),
  /** Name of the environment variable that holds the address of a proxy for this source. */
  proxy: z.string().nullable().optional(),
  /** Address that the list is asked from, for sites that answer nobody who comes from nowhere. */
  referer: z.string().min(1).nullable().optional(),
  /** Minutes for which it may be unseen before its subscribers hear of it; absent = by its cadence and expectation. */
  gapMinutes: z.number().positive().nullable().optional(),
  /** Where older rows of the list stand: a link to follow (CSS), or the address of page {n}. */
  pages: z
    .strictObject({ next: z.string().min(1).optional(), template: z.string().min(1).optional() })
    .nullable()
    .optional(),
  /** The one authority that writes its pages (a bureau's own site): that of a page which names none. Absent for a portal of many. */
  speaksFor: RegulatorId.nullable().optional(),
  /** Apps that a notice of this source usually lists. */
  rowsPerNotice: z.strictObject({ least: z.number().int(), most: z.number().int() }).nullable().optional(),
  enabled: z.boolean(),
  note: z.string().nullable(),
});
export type Source = z.infer<typeof Source>;

/** An authority that acts. Offices are names of it: Cybersecurity Review Office -> cn-cac, 信管局 -> cn-miit. */
export const Regulator = z.strictObject({
  id: RegulatorId,
  name: z.strictObject({ en: z.string().min(1), zh: z.string().nullable() }),
  /** Usual short name in English: MIIT, CAC, SAMR, `Beijing Communications Administration`. */
  short: z.string().min(1),
  /** Usual short name in Chinese: 工信部; absent = the full name. */
  shortZh: z.string().min(1).optional(),
  country: z.string().regex(/^[A-Z]{2}$/),
  level: z.enum(['national', 'provincial', 'municipal', 'supranational']),
  timezone: z.string().min(1),
  /** Every way its name or an office's name is written, Chinese and English; longest match wins. */
  names: z.array(z.string().min(1)),
  sources: z.array(Source),
});
export type Regulator = z.infer<typeof Regulator>;

/** A newspaper or agency. Never a regulator: the regulator of its article comes from the article's text. */
export const Outlet = z.strictObject({
  id: OutletId,
  name: z.strictObject({ en: z.string().min(1), zh: z.string().nullable() }),
  language: z.enum(['zh', 'en']),
  timezone: z.string().min(1),
  quality: z.enum(['agency', 'newspaper', 'trade', 'aggregator']),
  names: z.array(z.string().min(1)),
  sources: z.array(Source),
});
export type Outlet = z.infer<typeof Outlet>;
