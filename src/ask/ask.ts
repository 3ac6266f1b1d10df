import type { Address, Subscription } from '../domain/alert.ts';
import type { Card } from '../domain/card.ts';
import type { CompanyId } from '../domain/ids.ts';
import type { Reason } from '../domain/reason.ts';
import type { Band } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import type { Language } from '../present/words.ts';
import type { AppAnswer, NotFound, RiskAnswer } from './answers.ts';
import type { HistoryAnswer } from './history.ts';
import type { WhyAnswer } from './why-answer.ts';

/** A company that a search offers, with what to show and what to hand back. */
export interface CompanyOffer {
  readonly id: CompanyId;
  /** `Trip.com Group (TCOM, 9961.HK)` */
  readonly label: string;
  /** Why it is offered. */
  readonly because: Reason;
}

export interface SubscribeRequest {
  /** Ticker, name or company id. */
  readonly query: string;
  readonly address: Address;
  readonly leastBand: Band;
  readonly timing: Subscription['timing'];
  readonly language: Language;
  readonly role: string | null;
  readonly server: string | null;
  readonly owner: string;
}

export type Subscribed =
  | {
      readonly found: true;
      readonly fresh: boolean;
      readonly subscription: Subscription;
      readonly label: string;
      readonly card: Card;
    }
  | NotFound;

/** Look-ups and subscriptions: the one service behind slash commands, pages and the command line. */
export interface Ask {
  /** Companies that a text may mean, best first; never waits for the store. */
  offers(query: string, limit: number): readonly CompanyOffer[];
  risk(
    query: string,
    options: { at: Instant; language: Language },
  ): Promise<{ found: true; card: Card; answer: RiskAnswer } | NotFound>;
  /** The score taken apart: waterfalls, change since `since` (a day where nobody says), outlook, sector. */
  why(
    query: string,
    options: { at: Instant; since?: Instant; language: Language },
  ): Promise<{ found: true; card: Card; answer: WhyAnswer } | NotFound>;
  /** Acts of authorities, rules and notes, each with what it rests on. */
  history(
    query: string,
    options: { at: Instant; language: Language },
  ): Promise<{ found: true; card: Card; answer: HistoryAnswer } | NotFound>;
  app(
    query: string,
    options: { at: Instant; language: Language; developer?: string },
  ): Promise<{ found: true; card: Card; answer: AppAnswer } | NotFound>;
  /** Adds a subscription and answers with the company's open cases. */
  subscribe(request: SubscribeRequest, now: Instant): Promise<Subscribed>;
  unsubscribe(query: string, address: Address): Promise<{ found: true; label: string } | NotFound>;
  subscriptions(
    address: Address,
    language?: Language,
  ): Promise<readonly { subscription: Subscription; label: string }[]>;
}
