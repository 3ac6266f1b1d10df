import type { Delivery, Held } from './alert.ts';
import type { CompanyId, ItemId, NoticeId, RegulatorId } from './ids.ts';
import type { Item } from './item.ts';
import type { Notice } from './notice.ts';
import type { Instant } from './time.ts';

/** A page of a list; newest first. */
export interface PageOf {
  readonly limit: number;
  readonly offset: number;
}

/** A delivery with the notice that its alert tells of. */
export interface DeliveredNotice {
  readonly delivery: Delivery;
  readonly notice: NoticeId;
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

/** Rows as people page through them; what the program itself never asks. */
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
      readonly until?: Instant;
    } & PageOf,
  ): Promise<Notice[]>;
  /** Notices with a censure by year of publication, of one regulator, detected up to an instant. */
  noticesByYear(regulator: RegulatorId, until: Instant): Promise<Map<string, number>>;
  deliveries(
    query: { readonly state?: Delivery['state']; readonly until?: Instant } & PageOf,
  ): Promise<DeliveredNotice[]>;
  held(query: { readonly until?: Instant } & PageOf): Promise<(Held & { readonly notice: NoticeId })[]>;
  figures(): Promise<Figures>;
}
