import { StoreProblem } from '../../../src/base/store/problem.ts';
import type { Engine } from '../../../src/base/store/schema.ts';
import { ReaderFault } from '../../../src/domain/debt.ts';
import type { Sink } from '../../../src/domain/sink.ts';
import type { Workers } from '../../../src/pipeline/flows/workers.ts';
import type { Fetch } from '../../../src/pipeline/watch/http-exchange.ts';

const NEVER = new Promise<never>(() => {});

/** A moment at which a process is killed: at the n-th call to a port from then on. */
export interface Kill {
  call: number;
  /** Whether the call still takes effect. */
  readonly acted: boolean;
}

/**
 * A process of the program. All effects go through `call`; after the kill nothing comes back any
 * more, so that whatever waits for an answer stands still for good.
 */
export function createProcess(next: () => Kill | null) {
  const killed = Promise.withResolvers<'killed'>();
  let dead = false;
  async function call<T>(act: () => Promise<T>): Promise<T> {
    if (dead) return NEVER;
    const kill = next();
    if (kill !== null) kill.call -= 1;
    if (kill !== null && kill.call < 0) {
      dead = true;
      if (kill.acted) await act().catch(() => {});
      killed.resolve('killed');
      return NEVER;
    }
    const result = await act().then(
      (value) => () => value,
      (error: unknown) => () => {
        throw error;
      },
    );
    return dead ? NEVER : result();
  }
  return { call, killed: killed.promise, isDead: () => dead };
}
type Call = ReturnType<typeof createProcess>['call'];

/** The database as this process reaches it. */
export function engineOf(engine: Engine, isFull: () => boolean, call: Call): Engine {
  const gated =
    (write: Engine['write']): Engine['write'] =>
    (rows) =>
      call(async () => {
        if (isFull()) throw new StoreProblem('disk-full', 'The disk is full.');
        return write(rows);
      });
  return { ...engine, write: gated(engine.write), transaction: gated(engine.transaction) };
}

export const fetchOf =
  (fetch: Fetch, call: Call): Fetch =>
  (wanted) =>
    call(() => fetch(wanted));

export const sinkOf = (sink: Sink, call: Call): Sink => ({
  ...sink,
  send: (message) => call(() => sink.send(message)),
  find: (...where) => call(() => sink.find(...where)),
  ...(sink.edit === undefined ? {} : { edit: (...edit) => call(() => sink.edit!(...edit)) }),
});

export type ReadingFault = 'cannot-start' | 'memory' | 'ends' | 'slow' | 'wrong';

/** The reading process, with the faults of the moment. */
export function workersOf(own: Workers, faultOf: () => ReadingFault | null, call: Call): Workers {
  const ours = () => {
    const fault = faultOf();
    if (fault === 'cannot-start') return new ReaderFault('reader-cannot-start', 'It ended.');
    if (fault === 'memory') return new ReaderFault('reader-memory', 'It took too much memory.');
    return null;
  };
  const unlessOurs = <T>(act: () => Promise<T>): Promise<T> =>
    call(async () => {
      const fault = ours();
      if (fault !== null) throw fault;
      return act();
    });
  const { pages } = own;
  return {
    getReady: () => call(async () => ours()),
    close: async () => {},
    pages: {
      entries: (...list) => unlessOurs(() => pages.entries(...list)),
      files: (...page) => unlessOurs(() => pages.files(...page)),
      legibleHash: (...page) => unlessOurs(() => pages.legibleHash(...page)),
      listCalls: (...page) => unlessOurs(() => pages.listCalls(...page)),
      nextPage: (...page) => unlessOurs(() => pages.nextPage(...page)),
      offer: (...page) => unlessOurs(() => pages.offer(...page)),
      menu: (...page) => unlessOurs(() => pages.menu(...page)),
    },
    decode: (...page) =>
      unlessOurs(async () => {
        const document = await own.decode(...page);
        if (faultOf() === 'slow')
          return {
            ...document,
            text: '',
            tables: [],
            findings: [{ code: 'took-too-long', message: 'It took more than 10 seconds.' }],
          };
        return document;
      }),
    read: (document, context) =>
      unlessOurs(async () => {
        const fault = faultOf();
        if (fault === 'ends')
          return { unread: 'It ended.', cause: 'reading', fault: 'reader-memory' };
        if (fault === 'wrong') throw new ReaderFault('reader-tables', 'The table is cut off.');
        return own.read(document, context);
      }),
  };
}
