import type { SourceMemory, SourceState } from '../domain/item.ts';
import type { Source } from '../domain/regulator.ts';
import type { Instant } from '../domain/time.ts';
import type { FetchOutcome } from './fetch.ts';
import type { SourceFinding } from './findings.ts';

const MOST_CHANGES = 12;
const MOST_LAGS = 20;

/** A state with all of its memory. */
export type KnownState = SourceState & { readonly memory: SourceMemory };

/**
 * The state of a source, or a fresh one. What was learnt of another address than the configured one is forgotten: where it
 * moved to, its validators and its list; when it was seen last is kept.
 */
export function knownState(source: Source, saved: SourceState | null, now: Instant): KnownState {
  const blank: SourceMemory = {
    configuredUrl: source.url,
    answeredUrl: null,
    listHash: null,
    charset: null,
    rows: null,
    changes: [],
    lags: [],
  };
  if (saved === null)
    return {
      source: source.id,
      etag: null,
      lastModified: null,
      url: null,
      nextPollAt: now,
      lastAttemptAt: null,
      lastSuccessAt: null,
      lastChangeAt: null,
      failures: 0,
      finding: null,
      memory: blank,
    };
  const { memory } = saved;
  if (memory?.configuredUrl === source.url) return { ...saved, memory };
  const history = { changes: memory?.changes ?? [], lags: memory?.lags ?? [] };
  return { ...saved, etag: null, lastModified: null, url: null, memory: { ...blank, ...history } };
}

/** A finding with the time since when it stands. */
export function standing(
  found: SourceFinding | null,
  before: SourceState['finding'],
  now: Instant,
): SourceState['finding'] {
  if (found === null) return null;
  return { ...found, since: before?.code === found.code ? before.since : now };
}

export interface ReadList {
  /** The address that was asked: the source's own or a mirror. */
  readonly requested: string;
  readonly mirror: boolean;
  readonly answer: Extract<FetchOutcome, { kind: 'ok' }>;
  readonly listHash: string;
  readonly charset: string;
  readonly rows: number;
  /** Items that were new, and milliseconds from publication to now of those that say. */
  readonly saved: number;
  readonly lags: readonly number[];
  /** Whether everything that the list names is saved: only then are its validators kept. */
  readonly complete: boolean;
  /** Whether what is new counts as late. */
  readonly afterGap: boolean;
}

/** What a list that was read adds to what is known of its source. */
export function remembered(state: KnownState, read: ReadList, now: Instant): Partial<SourceState> {
  const { answer, complete, requested, mirror } = read;
  const { changes, lags } = state.memory;
  return {
    etag: complete ? answer.etag : null,
    lastModified: complete ? answer.lastModified : null,
    url: mirror ? state.url : (answer.movedTo ?? (requested === state.url ? requested : null)),
    ...(read.saved > 0 ? { lastChangeAt: now } : {}),
    memory: {
      ...state.memory,
      answeredUrl: mirror ? requested : (answer.movedTo ?? requested),
      backlog: read.afterGap && !complete,
      listHash: complete ? read.listHash : null,
      charset: read.charset,
      rows: read.rows,
      // What lay there before the watch began is no burst.
      changes:
        read.saved > 0 && state.lastSuccessAt !== null ? [...changes, now].slice(-MOST_CHANGES) : changes,
      lags: [...lags, ...read.lags].slice(-MOST_LAGS),
    },
  };
}
