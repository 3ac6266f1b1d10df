import type { Source } from '../../domain/regulator.ts';
import type { FindingCode } from '../findings.ts';

/** One entry of a feed or list page, before its own page is fetched. */
export interface Entry {
  /** Identity within the source: guid where there is one, else the address. */
  readonly key: string;
  readonly url: string;
  readonly title: string;
  /** As the source states it, verbatim. */
  readonly statedDate: string | null;
  /** Epoch ms, only from a machine-readable date with a zone. */
  readonly publishedAt: number | null;
  /** Body that the feed itself carries (HTML or text), null where the page has to be fetched. */
  readonly body: string | null;
}

export type Entries =
  | {
      readonly ok: true;
      readonly entries: readonly Entry[];
      readonly ttlMs: number | null;
      /** True where the list holds more rows than were read. */
      readonly cut: boolean;
    }
  | { readonly ok: false; readonly code: FindingCode; readonly message: string };

/** Reads the bytes of a source, already turned into text, into entries, newest first as the source orders them. */
export type ListKind = (text: string, source: Pick<Source, 'select'>, url: string) => Promise<Entries>;

/** What stands at a dotted path; undefined where nothing does. */
export function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (current, part) => (current as Record<string, unknown> | null | undefined)?.[part],
      value,
    );
}
