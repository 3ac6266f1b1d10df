/** Functions that may run in a process apart, by name: plain values in, plain values out. */
export type Tasks = Readonly<Record<string, (...values: never[]) => Promise<unknown>>>;

/** What is sent to the process: one task. */
export interface WorkerOrder {
  readonly task: string;
  readonly values: readonly unknown[];
  /** How long it may compute, in milliseconds. */
  readonly cpuMs: number;
}

/** What the process sends once: its tasks are loaded, or why they cannot be. */
export type WorkerStart = { readonly started: true } | { readonly failed: string };

/** What the process sends back. `last` = it has grown so large that it serves no other task. */
export interface WorkerReply {
  readonly answer: WorkerAnswer<unknown>;
  readonly last: boolean;
}

/**
 * `broke` = the task threw; `cannot-start` = the process could not load its tasks or a module of
 * them, whatever it was given; the others = its process was ended.
 */
export interface WorkerFailure {
  readonly ok: false;
  readonly code: 'took-too-long' | 'took-too-much' | 'broke' | 'cannot-start';
  readonly message: string;
}

/** What came of a task. */
export type WorkerAnswer<V> = { readonly ok: true; readonly value: V } | WorkerFailure;
