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
import { join } from 'node:path';
import { CommandProblem, type Io } from '../../app/io.ts';
import { configFolder, settingsOf } from '../../app/settings.ts';
import { jsonIn } from '../../domain/json-text.ts';
import { applyProposals } from '../../knowledge/importers/apply.ts';
import { Proposal } from '../../knowledge/importers/proposal.ts';

type Checkpoint<State> = { state: State | null; size: number; proposals: number };

/** A file of proposals, one a line, with the state from which a stopped import resumes. */
export function openProposals<State>(out: string, io: Io) {
  const part = `${out}.part`;
  const mark = `${out}.checkpoint`;
  const begin: Checkpoint<State> = { state: null, size: 0, proposals: 0 };
  const goesOn = existsSync(part) && existsSync(mark);
  const checkpoint = goesOn
    ? (jsonIn(readFileSync(mark, 'utf8')) as Checkpoint<State> | null)
    : begin;
  if (checkpoint === null)
    throw new CommandProblem(`${mark} is damaged: remove it, and the import begins anew.`);
  let { size, proposals } = checkpoint;
  let file: number;
  try {
    file = openSync(part, goesOn ? 'a' : 'w');
  } catch (error) {
    throw new CommandProblem(`--out ${out} cannot be written: ${(error as Error).message}.`);
  }
  truncateSync(part, size);
  return {
    /** State of a stopped import; null = a new one. */
    from: checkpoint.state,
    /**
     * Appends proposals, then stores the state: an incomplete append is cut off at the next start.
     */
    write(found: readonly Proposal[], state: State): void {
      const bytes = Buffer.from(
        found.map((proposal) => `${JSON.stringify(proposal)}\n`).join(''),
        'utf8',
      );
      writeSync(file, bytes);
      size += bytes.length;
      proposals += found.length;
      if (state === null) return;
      fsyncSync(file);
      writeFileSync(`${mark}.new`, JSON.stringify({ state, size, proposals }));
      renameSync(`${mark}.new`, mark);
    },
    written: () => proposals,
    /** Renames the file, deletes the state, and prints the number of proposals. */
    finish(): 0 {
      closeSync(file);
      renameSync(part, out);
      rmSync(mark, { force: true });
      const many = `${proposals} ${proposals === 1 ? 'proposal' : 'proposals'}`;
      io.out(`${many} → ${out}. Nothing in config/ was changed.`);
      return 0;
    },
  };
}

/**
 * `import --apply`: writes the proposals of a file, those that a person left in it, into the
 * company files. Exit code 1 where one of them could not be written; each such line is one
 * sentence, and the rest is written.
 */
export function applyFile(path: string, io: Io): 0 | 1 {
  if (!existsSync(path)) throw new CommandProblem(`${path} cannot be read: there is no such file.`);
  const folder = join(configFolder(settingsOf(io)), 'companies');
  const problems: string[] = [];
  const placed = readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, at) => {
      if (line.trim() === '') return [];
      const place = `${path}:${at + 1}`;
      const read = Proposal.safeParse(jsonIn(line));
      if (read.success && read.data.company !== null) return [{ place, proposal: read.data }];
      problems.push(
        read.success
          ? `${place}: it names no company: add its file by hand`
          : `${place}: not a proposal: ${read.error.issues[0]?.message}`,
      );
      return [];
    });
  let written = 0;
  let files = 0;
  for (const [company, proposals] of Map.groupBy(placed, (one) => one.proposal.company)) {
    const file = join(folder, `${company}.yml`);
    if (!existsSync(file)) {
      problems.push(...proposals.map(({ place }) => `${place}: there is no ${file}`));
      continue;
    }
    const source = { path: file, text: readFileSync(file, 'utf8') };
    const done = applyProposals(source, proposals);
    problems.push(...done.problems);
    written += done.written;
    if (done.text === source.text) continue;
    writeFileSync(file, done.text);
    files += 1;
  }
  for (const problem of problems) io.err(problem);
  io.out(
    `${written} proposals written to ${files} files, ${problems.length} not. Check: npm run ` +
      'catalog',
  );
  return problems.length === 0 ? 0 : 1;
}
