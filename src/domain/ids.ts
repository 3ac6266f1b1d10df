import { z } from 'zod';

/**
 * Ids are made of raw source values and never change silently; the brand keeps one kind from
 * passing for another.
 */
const slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens');

export const CompanyId = slug.brand<'CompanyId'>();
export type CompanyId = z.infer<typeof CompanyId>;

/** `cn-miit`: country, hyphen, short name. */
export const RegulatorId = slug.brand<'RegulatorId'>();
export type RegulatorId = z.infer<typeof RegulatorId>;

export const SourceId = slug.brand<'SourceId'>();
export type SourceId = z.infer<typeof SourceId>;

export const OutletId = slug.brand<'OutletId'>();
export type OutletId = z.infer<typeof OutletId>;

export const SectorId = slug.brand<'SectorId'>();
export type SectorId = z.infer<typeof SectorId>;

/** `<company>/<app>`, for example `tencent/wechat`. */
export const AppId = z
  .string()
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/)
  .brand<'AppId'>();
export type AppId = z.infer<typeof AppId>;

/**
 * Id of an accusation in the closed glossary of `config/words`, for example `collects-illegally`.
 */
export const IssueId = slug.brand<'IssueId'>();
export type IssueId = z.infer<typeof IssueId>;

/** Item, Notice, Case, Signal, Alert and Delivery ids: hex of a hash over raw source values. */
export const ItemId = z.string().min(1).brand<'ItemId'>();
export type ItemId = z.infer<typeof ItemId>;
export const NoticeId = z.string().min(1).brand<'NoticeId'>();
export type NoticeId = z.infer<typeof NoticeId>;
export const CaseId = z.string().min(1).brand<'CaseId'>();
export type CaseId = z.infer<typeof CaseId>;
export type SignalId = string & z.$brand<'SignalId'>;
export const AlertId = z.string().min(1).brand<'AlertId'>();
export type AlertId = z.infer<typeof AlertId>;
export type SubscriptionId = string & z.$brand<'SubscriptionId'>;
export type DeliveryId = string & z.$brand<'DeliveryId'>;

/**
 * `home` = the one that is always there, `server:<id>` = a Discord server, `person:<id>` =
 * somebody's direct messages on Discord; any other is a named one.
 */
export const WorkspaceId = z
  .string()
  .regex(/^(?:(?:server|person):[\w-]{1,40}|[a-z0-9]+(?:-[a-z0-9]+)*)$/)
  .max(60)
  .brand<'WorkspaceId'>();
export type WorkspaceId = z.infer<typeof WorkspaceId>;
