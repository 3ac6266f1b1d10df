import type { WebDeps } from '../deps.ts';
import type { RequestContext } from '../request-context.ts';

type TableCell = string | number | boolean | null;

/** A table as a file. `rows` answers null where what it is of is not there. */
export interface TableFile {
  readonly path: string;
  readonly columns: readonly string[];
  readonly rows: (
    context: RequestContext,
    deps: WebDeps,
  ) => Promise<readonly (readonly TableCell[])[] | null>;
}

/** Rows of one file at most. */
export const MOST = 10_000;

export const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** The board of the page's day. */
export const boardOf = (context: RequestContext, deps: WebDeps) =>
  context.past ? deps.boards.at(context.at) : deps.boards.now();
