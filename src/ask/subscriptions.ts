import type { Address, Scope, Subscription } from '../domain/alert.ts';
import type { Card } from '../domain/card.ts';
import type { Change, Channel } from '../domain/channel.ts';
import type { AlertId } from '../domain/ids.ts';
import type { Reason } from '../domain/reason.ts';
import type { Band } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import type { Language } from '../present/words.ts';
import type { NotFound } from './answers.ts';

/** Where a subscription is made, by whom, and when. */
export interface Requester {
  readonly address: Address;
  readonly server: string | null;
  /** Id of the person at the sink. */
  readonly by: string;
  readonly now: Instant;
  readonly language: Language;
}

/** What is wished for, as typed: a company by ticker or name, the others by id. */
export type RequestedScope =
  | { readonly kind: 'company'; readonly query: string }
  | { readonly kind: 'sector' | 'regulator'; readonly query: string }
  | { readonly kind: 'all' };

export interface SubscribeTerms {
  readonly leastBand: Band;
  /** Also as the operator of a store. */
  readonly stores?: boolean;
  /** Also steps that nobody confirmed yet. */
  readonly unconfirmed?: boolean;
  /** Follow-ups in a thread, and published to followers. */
  readonly threads?: boolean;
  readonly crosspost?: boolean;
  readonly timing: Subscription['timing'];
  readonly language: Language;
  /** Chinese in traditional script. */
  readonly traditional?: boolean;
  readonly role: string | null;
}

export type Followed =
  | {
      readonly found: true;
      /** `changed` = it was followed already, on other terms. */
      readonly how: 'added' | 'changed' | 'same';
      readonly label: string;
      /** A company's open cases; null for wider scopes. */
      readonly card: Card | null;
    }
  | NotFound;

export interface ImportedList {
  readonly added: readonly string[];
  readonly already: readonly string[];
  /** What was not taken, each with the reason: nothing is followed on a guess. */
  readonly refused: readonly { readonly entry: string; readonly because: Reason }[];
}

/** Changes of how an address is told. Every change is noted with who made it. */
export interface Subscriptions {
  follow(requested: RequestedScope, terms: SubscribeTerms, who: Requester): Promise<Followed>;
  /** By a subscription's id, or by what it is called. */
  unfollow(query: string, who: Requester): Promise<{ found: true; label: string } | NotFound>;
  /** A list of tickers or names; at most 500 are taken. */
  importList(entries: readonly string[], terms: SubscribeTerms, who: Requester): Promise<ImportedList>;
  exportList(who: Pick<Requester, 'address' | 'now' | 'language'>): Promise<readonly (readonly string[])[]>;
  /** `query` null = everything at this address; `until` null ends the quiet. */
  mute(
    query: string | null,
    until: Instant | null,
    who: Requester,
  ): Promise<{ found: true; label: string } | NotFound>;
  /** What is muted at an address, and until when. */
  mutes(
    who: Pick<Requester, 'address' | 'now' | 'language'>,
  ): Promise<readonly { label: string; until: Instant }[]>;
  muteScopes(scopes: readonly Scope[], until: Instant, who: Requester): Promise<void>;
  channel(who: Pick<Requester, 'address' | 'server'>): Promise<Channel>;
  saveChannel(channel: Channel, detail: string, who: Requester): Promise<void>;
  audit(address: Address, limit: number): Promise<readonly Change[]>;
  /** Deletes everything that is kept of an address. */
  forget(address: Address): Promise<number>;
  vote(alert: AlertId, useful: boolean, who: Requester): Promise<void>;
  /** A person says that an alert names the wrong company: a review, once for each person and alert. */
  wrongCompany(alert: AlertId, said: string, who: Requester): Promise<boolean>;
  /** Sectors and bodies for a menu or while one is typed. */
  sectors(language: Language): readonly { id: string; label: string }[];
  regulators(typed: string, limit: number): readonly { id: string; label: string }[];
}
