import { LOCALES } from '../../base/i18n/locale.ts';
import { filled, type Language, MESSAGES } from '../../base/i18n/messages.ts';
import type { Theme } from '../../domain/regulator.ts';

/** Values of `.env` that are set here and never shown again. */
export const SECRETS = ['DISCORD_TOKEN', 'TELEGRAM_TOKEN', 'SMTP_URL', 'WEBHOOK_SECRET'] as const;
export type Secret = (typeof SECRETS)[number];

interface SetUpValues {
  /** A new address with its channel: `webhook:https://…`. */
  readonly address: string;
  /** Tickers or names; empty = every listed company from band "watch" on. */
  readonly watchlist: readonly string[];
  readonly language: Language;
  /** IANA name. */
  readonly timeZone: string;
  readonly secrets: Readonly<Partial<Record<Secret, string>>>;
  /** Sender of mails. */
  readonly mailFrom: string;
  /** Regulators and outlets whose sources are not polled. */
  readonly bodiesOff: readonly string[];
  /** Packs of sources that are watched; all of them = no choice. */
  readonly packs: readonly Theme[];
}

/** Input of the set-up page and of `tocsin setup`, as typed. An absent field stays unchanged. */
export type SetUpAnswers = { [K in keyof SetUpValues]?: SetUpValues[K] | undefined };

export interface SetUpState
  extends Pick<SetUpValues, 'watchlist' | 'language' | 'timeZone' | 'mailFrom'> {
  /** True until something was set up: no address, no watchlist, no `.env`. */
  readonly fresh: boolean;
  /**
   * Addresses of alerts without their secrets: `webhook hooks.example.org (1a2b3c4d)`, which also
   * names it for a test.
   */
  readonly addresses: readonly { readonly label: string; readonly subscriptions: number }[];
  readonly secretsSet: ReadonlySet<Secret>;
  /** Packs of sources, and how many sources each holds. */
  readonly packs: readonly { readonly id: Theme; readonly sources: number; readonly on: boolean }[];
  /** Regulators and outlets with sources. */
  readonly bodies: readonly {
    readonly id: string;
    readonly name: { readonly en: string; readonly zh: string | null };
    /** `CN`; null for an outlet. */
    readonly country: string | null;
    readonly sources: number;
    readonly on: boolean;
  }[];
}

export type SetUpProblem =
  /** `takes` = what an address of that way out looks like. */
  | { readonly code: 'no-address'; readonly takes: string }
  | { readonly code: 'needs'; readonly sink: string; readonly variables: string }
  | { readonly code: 'blocked-host'; readonly host: string }
  | { readonly code: 'no-company'; readonly value: string; readonly candidates: readonly string[] }
  /** Several addresses have a watchlist, and none was named. */
  | { readonly code: 'which-address'; readonly addresses: string }
  | { readonly code: 'no-body'; readonly value: string }
  | { readonly code: 'bad-value'; readonly variable: string }
  | { readonly code: 'no-file'; readonly file: string; readonly because: string };

/** Names that are not followed any more at an address. */
export interface RemovedNames {
  readonly address: string;
  readonly names: readonly string[];
}

export type SetUpDone =
  | {
      readonly ok: true;
      /** Variables that apply at the next start. */
      readonly atRestart: readonly string[];
      /** Variables set by the environment, which overrides `.env`. */
      readonly overridden: readonly string[];
      readonly file: string;
      /** The new address, as the label of an address. */
      readonly address: string | null;
      readonly removed: readonly RemovedNames[];
    }
  | { readonly ok: false; readonly problems: readonly SetUpProblem[] };

/** Result of a test alert; `because` is a sentence in English. */
export type TestDone = { readonly ok: true } | { readonly ok: false; readonly because: string };

/**
 * Entries of a pasted list: separated by commas, semicolons or lines, so that a name may hold
 * spaces.
 */
export function listed(text: string): string[] {
  return text
    .split(/[,;，；、\n]+/)
    .map((part) => part.trim())
    .filter((one) => one !== '');
}

export interface SetUp {
  state(): Promise<SetUpState>;
  /** True where nothing was set up yet; asked with every overview. */
  isFresh(): Promise<boolean>;
  /** Saves everything or, with a problem, nothing. */
  save(answers: SetUpAnswers): Promise<SetUpDone>;
  /**
   * Ends every subscription of this machine for the address; false where no address has that label.
   */
  remove(label: string): Promise<boolean>;
  /** Sends a preview alert about a made-up company; null where no address has that label. */
  test(label: string): Promise<TestDone | null>;
}

const MOST_CANDIDATES = 3;

/** A problem of an answer as a sentence, without any secret value. */
export function setUpProblem({ code, ...values }: SetUpProblem, language: Language): string {
  const names = 'candidates' in values ? values.candidates.slice(0, MOST_CANDIDATES) : [];
  const candidates = names.join(LOCALES[language].separators.list) || 'none';
  return filled(MESSAGES[language].web.setUp.problems[code], { ...values, candidates }, language);
}
