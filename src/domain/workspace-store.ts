import type { Address, Alert, Delivery, Signal } from './alert.ts';
import type { AlertId, CompanyId } from './ids.ts';
import type { Instant } from './time.ts';
import type {
  AlertMark,
  JournalEntry,
  LoginSession,
  Member,
  SignInLink,
  Watchlist,
  Workspace,
  WorkspaceAddress,
  WorkspaceId,
} from './workspace.ts';

/** An alert as it went to the addresses of a workspace. */
export interface WorkspaceAlert {
  readonly alert: Alert;
  /** Its signals that at least one of these addresses was sent, gravest first. */
  readonly signals: readonly Signal[];
  /** One for each address, oldest first. */
  readonly sent: readonly (Pick<Delivery, 'address' | 'state' | 'createdAt' | 'settledAt'> & {
    readonly workspace: WorkspaceId | null;
  })[];
}

/** Which alerts are listed; the newest first. */
export interface SentQuery {
  /** Absent = of every workspace. */
  readonly workspace?: WorkspaceId | undefined;
  readonly address?: Address | undefined;
  /** Only alerts that name one of these. */
  readonly companies?: readonly CompanyId[] | undefined;
  /** One alert, by its reference. */
  readonly alert?: AlertId | undefined;
  readonly until: Instant;
  readonly limit: number;
  readonly offset?: number;
}

/** What people judged alerts to be, each person's word on each alert once. */
export interface JudgedCounts {
  readonly workspace: WorkspaceId | null;
  readonly useful: number;
  readonly noise: number;
  readonly wrong: number;
}

/** Rows of workspaces: who belongs to them, who is signed in, and what they keep. */
export interface WorkspaceStore {
  workspace(id: WorkspaceId): Promise<Workspace | null>;
  /** By name; `home` first. */
  workspaces(): Promise<Workspace[]>;
  saveWorkspace(workspace: Workspace): Promise<void>;
  /**
   * Forgets a workspace with everything of it: its addresses and their subscriptions, members,
   * lists and marks. `home` only loses its rows.
   */
  removeWorkspace(id: WorkspaceId): Promise<void>;

  addressesOf(workspace: WorkspaceId | undefined): Promise<WorkspaceAddress[]>;
  workspaceOf(address: Address): Promise<WorkspaceId | null>;
  /** `taken` = another workspace has it. */
  addAddress(address: WorkspaceAddress): Promise<'added' | 'exists' | 'taken'>;
  /** Moves an address, with its subscriptions, mutes and messages, to another workspace. */
  moveAddress(address: WorkspaceAddress): Promise<void>;

  /** Of a workspace, or of a person in every workspace. */
  members(of: { workspace: WorkspaceId } | { address: Address }): Promise<Member[]>;
  saveMember(member: Member): Promise<void>;
  /** Ends their links and sessions there, too. */
  removeMember(member: Pick<Member, 'workspace' | 'address'>): Promise<boolean>;

  saveSignInLink(link: SignInLink): Promise<void>;
  /** Links that were made for an address since then. */
  countSignInLinks(query: { address: Address; since: Instant }): Promise<number>;
  /** A link that is still good, without using it. */
  signInLink(hash: string, now: Instant): Promise<SignInLink | null>;
  /** Uses a link: the second call, or one after its end, answers null. */
  useSignInLink(hash: string, now: Instant): Promise<SignInLink | null>;
  saveSession(session: LoginSession): Promise<void>;
  /** Notes when somebody was last seen. */
  touchSession(hash: string, now: Instant): Promise<void>;
  /** One that has not ended. */
  session(hash: string, now: Instant): Promise<LoginSession | null>;
  /** Those that have not ended, newest first. */
  sessions(of: { workspace: WorkspaceId; now: Instant }): Promise<LoginSession[]>;
  endSession(which: { workspace: WorkspaceId; id: string }): Promise<boolean>;
  /** Deletes links and sessions that ended before. */
  dropEnded(before: Instant): Promise<void>;

  watchlists(workspace: WorkspaceId): Promise<Watchlist[]>;
  /** Lists of every workspace whose morning note somebody gets. */
  notedLists(): Promise<Watchlist[]>;
  saveWatchlist(list: Watchlist): Promise<void>;
  removeWatchlist(which: Pick<Watchlist, 'workspace' | 'id'>): Promise<boolean>;

  sentAlerts(query: SentQuery): Promise<WorkspaceAlert[]>;
  /** Alerts that correct or follow these and went to the workspace, oldest first. */
  followUps(query: {
    readonly alerts: readonly AlertId[];
    readonly workspace?: WorkspaceId | undefined;
    readonly until: Instant;
  }): Promise<Alert[]>;
  /** Marks of everybody on these alerts; of one workspace or all. */
  marks(query: {
    readonly alerts: readonly AlertId[];
    readonly workspace?: WorkspaceId | undefined;
  }): Promise<AlertMark[]>;
  saveMark(mark: AlertMark): Promise<void>;
  /** Verdicts since then by workspace, those given under messages counted in. */
  judged(since: Instant): Promise<JudgedCounts[]>;

  note(entry: JournalEntry): Promise<void>;
  /** Newest first. */
  journal(query: { workspace: WorkspaceId; limit: number }): Promise<JournalEntry[]>;
}
