import type { Address, Delivery, Suppressed } from './alert.ts';
import type { AlertId, CompanyId, ItemId, NoticeId, RegulatorId } from './ids.ts';
import type { Item } from './item.ts';
import type { Notice } from './notice.ts';
import type { Review } from './review.ts';
import type { Instant } from './time.ts';

/** A page of a list; newest first. */
export interface PageOf {
  readonly limit: number;
  /** 0 where it is absent. */
  readonly offset?: number;
}

/** A delivery with the notice that its alert tells of; null where it tells of the watch itself. */
export interface DeliveredNotice {
  readonly delivery: Delivery;
  readonly notice: NoticeId | null;
}

/** A censure by when it was dated and when it became known. */
export interface DatedAct {
  readonly notice: NoticeId;
  readonly datedAt: Instant;
  readonly detectedAt: Instant;
}

/** One saved state of a page that a source carried; `notice` is null while it waits or where it could not be read. */
export interface PageVersion {
  readonly item: Item;
  readonly notice: NoticeId | null;
}

/** What is under way, counted from indexes: cheap enough to be asked every few seconds. */
export interface Figures {
  readonly itemsWaiting: number;
  /** When the oldest of them was fetched. */
  readonly oldestItem: Instant | null;
  readonly deliveriesWaiting: number;
  /** When the one that waits longest was due. */
  readonly oldestDelivery: Instant | null;
  readonly reviewsOpen: number;
}

/** Lists as people page through them. With `until` they are as they stood then, as far as rows tell. */
export interface Browse {
  item(id: ItemId): Promise<Item | null>;
  /** Every saved version of the page that an item is a version of, oldest first. */
  versions(item: ItemId): Promise<PageVersion[]>;
  notices(
    query: {
      readonly company?: CompanyId;
      readonly regulator?: RegulatorId;
      /** Only censures; false = everything that was read. */
      readonly actionsOnly?: boolean;
      /** Only notices detected up to this instant. */
      readonly until?: Instant;
    } & PageOf,
  ): Promise<Notice[]>;
  /** Censures of one regulator by id, those after an id: read in slices, so that a long list holds up nobody. */
  acts(
    regulator: RegulatorId,
    slice: { readonly after: NoticeId | null; readonly limit: number },
  ): Promise<DatedAct[]>;
  /** With the notice of each; what was settled later than `until` waited then. */
  deliveredNotices(
    query: {
      readonly alert?: AlertId;
      readonly address?: Address;
      readonly state?: Delivery['state'];
      readonly until?: Instant;
    } & PageOf,
  ): Promise<DeliveredNotice[]>;
  /** Questions, oldest first, or decisions, newest first. */
  reviews(query: { readonly open: boolean; readonly until?: Instant } & PageOf): Promise<Review[]>;
  countReviews(query: { readonly open: boolean; readonly until?: Instant }): Promise<number>;
  suppressed(
    query: { readonly notice?: NoticeId; readonly until?: Instant } & PageOf,
  ): Promise<(Suppressed & { readonly notice: NoticeId })[]>;
  figures(): Promise<Figures>;
}
