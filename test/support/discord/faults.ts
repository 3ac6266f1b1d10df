/** What goes wrong. Exactly one of the last five says how; `delayMs` alone only slows down. */
export interface Fault {
  /**
   * `POST /channels/:channel/messages` (route spelling, `*` for any method), or a RegExp over `POST
   * /channels/123/messages`. Default: every request.
   */
  readonly on?: string | RegExp;
  /** How many requests it hits. Default 1; `Infinity` until cleared. */
  readonly times?: number;
  /** How many fitting requests it lets pass first. */
  readonly skip?: number;
  /** Hits each fitting request with this probability, drawn from `seed`. */
  readonly chance?: number;
  readonly seed?: number;
  /**
   * before (default): nothing was stored; after: the request was acted on and only the answer is
   * lost.
   */
  readonly when?: 'before' | 'after';
  readonly delayMs?: number;
  readonly status?: number;
  readonly json?: unknown;
  /** A 429. `header` is what Retry-After says when it differs from the body (the body is right). */
  readonly rateLimit?: {
    readonly retryAfter: number;
    readonly scope?: 'user' | 'global' | 'shared';
    readonly header?: number;
    readonly code?: number;
  };
  /** Never answers. */
  readonly hang?: boolean;
  /** Cuts the connection. */
  readonly reset?: boolean;
}

export interface FaultHandle {
  readonly hits: number;
  clear(): void;
}

export interface Faults {
  add(fault: Fault): FaultHandle;
  /** The faults that hit this request now, in the order they were added. Counts them as used. */
  strike(method: string, path: string, routePath: string | null): readonly Fault[];
  clear(): void;
}

export function createFaults(): Faults {
  let armed: { fault: Fault; seen: number; hits: number; draw: () => number }[] = [];
  return {
    add(fault) {
      const entry = { fault, seen: 0, hits: 0, draw: seeded(fault.seed ?? 1) };
      armed.push(entry);
      return {
        get hits() {
          return entry.hits;
        },
        clear: () => {
          armed = armed.filter((other) => other !== entry);
        },
      };
    },
    strike(method, path, routePath) {
      const struck: Fault[] = [];
      for (const entry of armed) {
        const { fault } = entry;
        if (entry.hits >= (fault.times ?? 1) || !fits(fault.on, method, path, routePath)) continue;
        entry.seen += 1;
        if (entry.seen <= (fault.skip ?? 0)) continue;
        if (fault.chance !== undefined && entry.draw() >= fault.chance) continue;
        entry.hits += 1;
        struck.push(fault);
        if (!onlySlows(fault)) break;
      }
      return struck;
    },
    clear() {
      armed = [];
    },
  };
}

/** Whether a fault does nothing but wait. */
export function onlySlows(fault: Fault): boolean {
  return fault.status === undefined && !fault.rateLimit && !fault.hang && !fault.reset;
}

function fits(on: Fault['on'], method: string, path: string, routePath: string | null): boolean {
  if (on === undefined) return true;
  if (typeof on !== 'string') return on.test(`${method} ${path}`);
  const [wantedMethod, wantedPath] = on.split(' ');
  return (
    (wantedMethod === '*' || wantedMethod === method) &&
    (wantedPath === path || wantedPath === routePath)
  );
}

/** Mulberry32: the same seed draws the same row of numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
