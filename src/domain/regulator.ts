import type { OutletId, RegulatorId, SourceId } from './ids.ts';
import type { CalendarDate } from './time.ts';

/** How a Source is polled. `select` has CSS selectors or JSON paths, as the kind wants. */
export interface Source {
  id: SourceId;
  title: string;
  /** Its title in Chinese, where its body has other sources beside it. */
  titleZh?: string | null | undefined;
  kind: 'rss' | 'html-list' | 'json';
  url: string;
  /** Addresses tried in this order when the first does not answer. */
  mirrors: string[];
  official: boolean;
  /** `item`, `link`, `title`, `date` for html-list (CSS) and json (dotted path); empty for rss. */
  select: Record<string, string>;
  /** Whether the item's own page is fetched (lists and most feeds) or the feed body is the document. */
  fetchPage: boolean;
  /** Minutes between polls in and outside the windows. */
  every: { busyMinutes: number; quietMinutes: number };
  /** `09:00-18:00` in the regulator's zone; empty = always busy. */
  windows: string[];
  /** Items expected per 30 days, for the freshness finding; null = unknown. */
  expectedPer30Days: number | null;
  /** `verified` = somebody saw it answer; `unverified` = carried over from notes. */
  address: 'verified' | 'unverified';
  /** Who last asked the address and read its list, and when: written by `tocsin sources check --fix`. */
  checked?: { on: CalendarDate; by: string } | null | undefined;
  /** Day on which a page of this layout was last seen, in a public copy or by a check; a test holds the layout. */
  layoutSeen?: CalendarDate | null | undefined;
  /** Name of the environment variable that holds the RSSHub instance; the url is then a route. */
  instance: string | null;
  /** Name of the environment variable that holds the address of a proxy for this source. */
  proxy?: string | null | undefined;
  /** Address that the list is asked from, for sites that answer nobody who comes from nowhere. */
  referer?: string | null | undefined;
  /** Minutes for which it may be unseen before its subscribers hear of it; absent = by its cadence and expectation. */
  gapMinutes?: number | null | undefined;
  /** Where older rows of the list stand: a link to follow (CSS), or the address of page {n}. */
  pages?: { next?: string | undefined; template?: string | undefined } | null | undefined;
  /** The one authority that writes its pages (a bureau's own site): that of a page which names none. Absent for a portal of many. */
  speaksFor?: RegulatorId | null | undefined;
  /** Apps that a notice of this source usually lists. */
  rowsPerNotice?: { least: number; most: number } | null | undefined;
  enabled: boolean;
  note: string | null;
}

/** An authority that acts. Offices are names of it: Cybersecurity Review Office -> cn-cac, 信管局 -> cn-miit. */
export interface Regulator {
  id: RegulatorId;
  name: { en: string; zh: string | null };
  /** Usual short name in English: MIIT, CAC, SAMR, `Beijing Communications Administration`. */
  short: string;
  /** Usual short name in Chinese: 工信部; absent = the full name. */
  shortZh?: string | undefined;
  /** ISO 3166. */
  country: string;
  level: 'national' | 'provincial' | 'municipal' | 'supranational';
  /** IANA. */
  timezone: string;
  /** Every way its name or an office's name is written, Chinese and English; longest match wins. */
  names: string[];
  sources: Source[];
}

/** A newspaper or agency. Never a regulator: the regulator of its article comes from the article's text. */
export interface Outlet {
  id: OutletId;
  name: { en: string; zh: string | null };
  language: 'zh' | 'en';
  timezone: string;
  quality: 'agency' | 'newspaper' | 'trade' | 'aggregator';
  names: string[];
  sources: Source[];
}
