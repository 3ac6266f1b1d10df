import type { Reason } from '../domain/reason.ts';
import type { Instant } from '../domain/time.ts';

/** What a study command last found, when, and by which command. */
export interface SavedStudy<Report> {
  readonly at: Instant;
  readonly command: string;
  readonly report: Report;
}

/** What the page shows of `study calibration`. */
export interface ShownCalibration {
  readonly snapshots: number;
  readonly issuers: number;
  readonly from: number | null;
  readonly years: { readonly judged: readonly number[]; readonly final: number | null };
  readonly parts: readonly ShownPart[];
  readonly gates: readonly {
    readonly id: string;
    readonly asks: string;
    readonly value: number | null;
    readonly met: boolean;
  }[];
  readonly status: 'calibrated' | 'uncalibrated';
  readonly handPicked: boolean;
}

export interface ShownPart {
  readonly label: 'all' | 'fresh';
  readonly period: 'pooled' | 'final-year';
  readonly n: number;
  readonly hits: number;
  readonly judged: {
    readonly baseRate: number;
    readonly brier: number;
    readonly auc: number | null;
    readonly slope: number;
    readonly lift10: number;
    readonly skill: readonly {
      readonly against: string;
      readonly value: number;
      readonly byIssuer: ShownInterval;
      readonly byBatch: ShownInterval;
    }[];
    readonly reliability: readonly ShownBin[];
  } | null;
}

export interface ShownInterval {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** Forecasts from–to: how many, what they said on average, and how often it happened. */
export interface ShownBin {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  readonly meanP: number;
  readonly rate: number;
}

type ShownTest = { readonly value: number; readonly p: number } | null;

/** One level in one window; returns are fractions, null = too few to say. */
export interface ShownEvents {
  readonly level: 'all' | 'closing' | number;
  readonly window: string;
  readonly events: number;
  readonly days: number;
  readonly meanCar: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly patell: ShownTest;
  readonly bmp: ShownTest;
  readonly kolariPynnonen: ShownTest;
  readonly corrado: ShownTest;
  readonly holm: number | null;
  readonly verdict: 'too few' | 'no effect found' | 'effect';
}

/** What the page shows of `study events`. */
export interface ShownEventStudy {
  readonly tables: readonly {
    readonly of: 'attested-official' | 'everything';
    readonly rows: readonly ShownEvents[];
  }[];
  readonly events: number;
  readonly measured: number;
  readonly marketAdjusted: readonly { readonly company: string; readonly date: string }[];
  readonly excluded: readonly { readonly company: string; readonly date: string; readonly because: Reason }[];
  readonly paths: readonly {
    readonly level: 'all' | 'closing' | number;
    readonly points: readonly { readonly day: number; readonly car: number }[];
  }[];
  readonly files: { readonly problems: readonly { readonly file: string; readonly because: string }[] };
}

/** What was last computed; null = never here. */
export interface Studies {
  readonly calibration: SavedStudy<ShownCalibration> | null;
  readonly events: SavedStudy<ShownEventStudy> | null;
}
