import { createHash } from 'node:crypto';
import type { Address, Alert, Signal } from '../domain/alert.ts';
import { type Reason, storedSentence } from '../domain/reason.ts';

/** Rows per statement: far below the limit of 32,766 values in SQLite and 65,535 in PostgreSQL. */
const CHUNK = 250;

/** Cuts a long list into statements of a size that both engines take. */
export function chunks<T>(rows: readonly T[]): T[][] {
  const cut: T[][] = [];
  for (let at = 0; at < rows.length; at += CHUNK) cut.push(rows.slice(at, at + CHUNK));
  return cut;
}

/** The last row of each key: PostgreSQL refuses a statement that writes one row twice. */
export function lastOfEach<T>(rows: readonly T[], key: (row: T) => string): T[] {
  return [...new Map(rows.map((row) => [key(row), row])).values()];
}

/** A noun from its `body`. Rows are our own and were checked when they came in, so they are not checked again. */
export function fromBody<T>(row: { readonly body: string }): T {
  return JSON.parse(row.body) as T;
}

/** A signal or an alert as JSON. Its `alertReason` is stored as `toldBecause`, which older versions read and wrote. */
export function reasonedBody({ alertReason, ...rest }: Signal | Alert): string {
  return JSON.stringify({ ...rest, toldBecause: alertReason });
}

export function fromReasonedBody<T extends Signal | Alert>({ body }: { readonly body: string }): T {
  const { toldBecause, ...rest } = JSON.parse(body) as Omit<T, 'alertReason'> & {
    readonly toldBecause: string;
  };
  return { ...rest, alertReason: toldBecause } as unknown as T;
}

/** A reason of a column. A process of an older version may still write the sentence itself. */
export function toReason(column: string): Reason {
  return column.startsWith('{"code":') ? (JSON.parse(column) as Reason) : storedSentence(column);
}

/** Text from outside as both engines can hold it: no NUL, no half of a surrogate pair. */
export function columnText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** Addresses as the columns of a query: of one sink each, and no more than one statement takes. */
export function bySink(addresses: readonly Address[]): { sink: string; recipients: string[] }[] {
  const sinks = Map.groupBy(addresses.map(addressColumns), ({ sink }) => sink);
  return [...sinks].flatMap(([sink, own]) =>
    chunks([...new Set(own.map(({ recipient }) => recipient))]).map((recipients) => ({ sink, recipients })),
  );
}

export function addressColumns(address: Address): { sink: string; recipient: string } {
  return { sink: address.sink, recipient: columnText(address.to) };
}

/** Names a page whatever its version: the id of its first one. */
export function pageOf({ source, key }: { readonly source: string; readonly key: string }): string {
  return versionId(source, key, 1);
}

/** Id of an item's version. */
export function versionId(source: string, key: string, version: number): string {
  return createHash('sha256').update(`${source}\n${key}\n${version}`).digest('hex').slice(0, 16);
}
