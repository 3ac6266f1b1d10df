import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { CommandProblem } from '../app/io.ts';
import type { Proposal } from '../catalog/importers/proposal.ts';

/** Proposals on disk, a line each, with the state from which a stopped import goes on. */
export interface ProposalsFile<State> {
  /** State of an import that was stopped; null = it begins. */
  readonly from: State | null;
  /** Appends, then remembers the state: a crash between the two is cut off on the next start. */
  write(proposals: readonly Proposal[], state: State): void;
  written(): number;
  /** Gives the file its name and forgets the state; answers how many proposals there are. */
  finish(): number;
}

interface Checkpoint<State> {
  readonly state: State;
  readonly size: number;
  readonly proposals: number;
}

export function openProposals<State>(out: string): ProposalsFile<State> {
  const part = `${out}.part`;
  const mark = `${out}.checkpoint`;
  const checkpoint = existsSync(part) ? checkpointOf<State>(mark) : null;
  let { size, proposals } = checkpoint ?? { size: 0, proposals: 0 };
  const file = openPart(part, out, checkpoint === null ? 'w' : 'a');
  truncateSync(part, size);
  return {
    from: checkpoint?.state ?? null,
    write(found, state) {
      const bytes = Buffer.from(found.map((one) => `${JSON.stringify(one)}\n`).join(''), 'utf8');
      writeSync(file, bytes);
      size += bytes.length;
      proposals += found.length;
      if (state === null) return;
      fsyncSync(file);
      writeFileSync(`${mark}.new`, JSON.stringify({ state, size, proposals } satisfies Checkpoint<State>));
      renameSync(`${mark}.new`, mark);
    },
    written: () => proposals,
    finish() {
      closeSync(file);
      renameSync(part, out);
      rmSync(mark, { force: true });
      return proposals;
    },
  };
}

function openPart(part: string, out: string, flag: 'w' | 'a'): number {
  try {
    return openSync(part, flag);
  } catch (error) {
    throw new CommandProblem(`--out ${out} cannot be written: ${(error as Error).message}.`);
  }
}

function checkpointOf<State>(path: string): Checkpoint<State> | null {
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Checkpoint<State>;
  } catch {
    throw new CommandProblem(`${path} is damaged: remove it, and the import begins anew.`);
  }
}
