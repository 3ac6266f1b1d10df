import { z } from 'zod';
import { Access, OlderPages, Post } from './access.ts';
import { flag, list, nameEntry, orNull, positive, text, whole, zone } from './file-values.ts';
import { type OutletId, RegulatorId, SourceId } from './ids.ts';
import { checkSource } from './source-rules.ts';
import { CalendarDate } from './time.ts';

/** Packs of sources by theme; a set-up may enable some of them. */
export const Theme = z.enum([
  'china-apps',
  'china-securities',
  'china-other',
  'us-tech',
  'us-finance',
  'eu-platforms',
  'world',
  'press',
]);
export type Theme = z.infer<typeof Theme>;

/**
 * How a Source is polled, as YAML states it: every 10 minutes, 60 outside the windows; `unverified`
 * until somebody saw it answer.
 */
export const SourceEntry = z
  .strictObject({
    id: SourceId,
    title: text,
    /** Its title in Chinese, where the regulator has other sources. */
    titleZh: text.nullish(),
    kind: z.enum(['rss', 'html-list', 'json', 'series']),
    url: text,
    /** Addresses tried in this order when the first does not answer. */
    mirrors: list(text),
    /** A source of an authority is official unless it says otherwise, one of a newspaper is not. */
    official: flag.optional(),
    /**
     * Selectors `item`, `link`, `title`, `date`: CSS for html-list, dotted paths for json; empty
     * for rss.
     */
    select: z.record(text, z.string()).default(() => ({})),
    /**
     * Whether the item's own page is fetched (lists and most feeds) or the feed body is the
     * document.
     */
    fetchPage: flag.default(true),
    /** Minutes between polls in and outside the windows. */
    every: z
      .strictObject({ busyMinutes: positive, quietMinutes: positive })
      .default(() => ({ busyMinutes: 10, quietMinutes: 60 })),
    /** `09:00-18:00` in the regulator's zone; empty = always busy. */
    windows: list(text),
    /** Items expected per 30 days, for the freshness finding; null = unknown. */
    expectedPer30Days: orNull(positive),
    /** `verified` = somebody saw it answer; `unverified` = carried over from notes. */
    address: z.enum(['verified', 'unverified']).default('unverified'),
    /**
     * Who last polled the address and read its list, and when: written by `tocsin sources check
     * --fix`.
     */
    checked: z.strictObject({ on: CalendarDate, by: text }).nullish(),
    /**
     * Day on which a page of this layout was last seen, in a public copy or by a check; a test
     * holds the layout.
     */
    layoutSeen: CalendarDate.nullish(),
    /** Name of the environment variable that holds the RSSHub instance; the url is then a route. */
    instance: orNull(text),
    /** Name of the environment variable that holds the address of a proxy for this source. */
    proxy: text.nullish(),
    /** Referer for sites that refuse requests without one. */
    referer: text.nullish(),
    /**
     * Minutes for which it may be unobserved before its subscribers are alerted; null = by its
     * cadence and expectation.
     */
    gapMinutes: positive.nullish(),
    access: Access.nullish(),
    post: Post.nullish(),
    /**
     * Location of a notice's text, if its own page is a frame that a script fills: an address with
     * parameters of the page's address in braces, and the dotted path of the HTML in a JSON answer.
     */
    content: z
      .strictObject({
        url: text.regex(/\{\w+\}/, 'an address with {…} in it'),
        html: text.optional(),
      })
      .nullish(),
    /**
     * `browser` = if neither the address nor its mirrors and route answer, the page is requested
     * with the browser at BROWSER_WS, if set.
     */
    fetch: z.enum(['plain', 'browser']).nullish(),
    /** The same list as a route of RSSHub, tried after the mirrors where RSSHUB_URL is set. */
    route: text.nullish(),
    /** True where the list states no dates and its pages do. */
    undated: flag.optional(),
    pages: OlderPages.nullish(),
    /**
     * The authority of a bureau's own site, assumed for pages that name none; null for a portal of
     * many.
     */
    speaksFor: RegulatorId.nullish(),
    /** Megabytes that its list may have, where a whole file is larger than lists are (8). */
    megabytes: positive.refine((size) => size <= 40, 'at most 40 megabytes').nullish(),
    /** Rows that its list usually shows. */
    rows: positive.nullish(),
    /** Apps that a notice of this source usually lists. */
    rowsPerNotice: z.strictObject({ least: whole, most: whole }).nullish(),
    /** The pack that it belongs to. */
    theme: Theme.nullish(),
    enabled: flag.default(true),
    note: orNull(text),
  })
  .superRefine(checkSource);
export type SourceEntry = z.infer<typeof SourceEntry>;
export type Source = SourceEntry & { official: boolean };

/**
 * An authority that acts. Offices are names of it: Cybersecurity Review Office -> cn-cac, 信管局 ->
 * cn-miit.
 */
export const RegulatorFile = z.strictObject({
  name: nameEntry,
  /** Usual short name in English: MIIT, CAC, SAMR, `Beijing Communications Administration`. */
  short: text,
  /** Usual short name in Chinese: 工信部; absent = the full name. */
  shortZh: text.optional(),
  /** ISO 3166. */
  country: z.string().regex(/^[A-Z]{2}$/, 'a country is two capital letters'),
  level: z.enum(['national', 'provincial', 'municipal', 'supranational']),
  timezone: zone,
  /**
   * Every spelling of its name or an office's name, Chinese and English; the longest match wins.
   */
  names: z.array(text),
  sources: z.array(SourceEntry),
});
export type Regulator = Omit<z.infer<typeof RegulatorFile>, 'sources'> & {
  id: RegulatorId;
  sources: Source[];
};

/**
 * A newspaper or agency. Never a regulator: the regulator of its article comes from the article's
 * text.
 */
export const OutletFile = z.strictObject({
  name: nameEntry,
  language: z.enum(['zh', 'en']),
  timezone: zone,
  quality: z.enum(['agency', 'newspaper', 'trade', 'aggregator']),
  names: z.array(text),
  sources: z.array(SourceEntry),
});
export type Outlet = Omit<z.infer<typeof OutletFile>, 'sources'> & {
  id: OutletId;
  sources: Source[];
};
