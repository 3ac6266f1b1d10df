import type { Work } from './schema.ts';

/** What a listener needs of a connection of its own. */
interface ListenConnection {
  connect(): Promise<unknown>;
  query(text: string): Promise<unknown>;
  on(event: 'notification', hear: (message: { payload?: string | undefined }) => void): unknown;
  on(event: 'error', hear: (error: Error) => void): unknown;
  on(event: 'end', hear: () => void): unknown;
  end(): Promise<void>;
}

const CHANNEL = 'tocsin_work';
const EVERY_WORK: readonly Work[] = ['items', 'deliveries'];
const AGAIN_MS = 1_000;
/** How often the line is asked for a sign of life: a connection that was cut without a word tells nothing. */
const PING_MS = 15_000;

/**
 * LISTEN on a connection of its own, made when the first one listens and made anew whenever it breaks. After every connection
 * all kinds of work are called out, since words may have been missed.
 */
export function createListener(newLine: () => ListenConnection) {
  const hearing = new Set<(work: Work) => void>();
  const notify = (work: Work) => {
    for (const hear of hearing) hear(work);
  };
  let line: ListenConnection | null = null;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const mine = newLine();
    line = mine;
    const lost = () => {
      if (line !== mine) return;
      line = null;
      clearTimeout(timer);
      mine.end().catch(() => {});
      if (!closed) timer = setTimeout(() => void connect(), AGAIN_MS).unref();
    };
    mine.on('error', lost);
    mine.on('end', lost);
    mine.on('notification', ({ payload }) => {
      if (EVERY_WORK.includes(payload as Work)) notify(payload as Work);
    });
    const ask = () => {
      timer = setTimeout(() => mine.query('select 1').then(ask, lost), PING_MS).unref();
    };
    try {
      await mine.connect();
      await mine.query(`listen ${CHANNEL}`);
      for (const work of EVERY_WORK) notify(work);
      ask();
    } catch {
      lost();
    }
  };

  return {
    channel: CHANNEL,
    listen(hear: (work: Work) => void): () => void {
      hearing.add(hear);
      if (line === null && timer === undefined && !closed) void connect();
      return () => hearing.delete(hear);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      const last = line;
      line = null;
      await last?.end().catch(() => {});
    },
  };
}
