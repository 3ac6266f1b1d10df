import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandProblem, type Io } from '../app/io.ts';
import { configFolder, settingsOf } from '../app/settings.ts';
import { AcceptedProposal, applyProposals } from '../catalog/importers/apply.ts';
import { jsonOf } from '../catalog/importers/json-text.ts';

type PlacedProposal = { readonly place: string; readonly proposal: AcceptedProposal };

/**
 * `import --apply`: writes the proposals of a file, those that a person left in it, into the company files. Exit code 1
 * where one of them could not be written; each such line is one sentence, and the rest is written.
 */
export function applyFile(path: string, io: Io): 0 | 1 {
  if (!existsSync(path)) throw new CommandProblem(`${path} cannot be read: there is no such file.`);
  const folder = join(configFolder(settingsOf(io)), 'companies');
  const problems: string[] = [];
  const byCompany = new Map<string, PlacedProposal[]>();
  for (const [at, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (line.trim() === '') continue;
    const place = `${path}:${at + 1}`;
    const read = AcceptedProposal.safeParse(jsonOf(line));
    if (!read.success) problems.push(`${place}: not a proposal: ${read.error.issues[0]?.message}`);
    else if (read.data.company === null) problems.push(`${place}: it names no company: add its file by hand`);
    else
      byCompany.set(read.data.company, [
        ...(byCompany.get(read.data.company) ?? []),
        { place, proposal: read.data },
      ]);
  }
  let written = 0;
  let files = 0;
  for (const [company, proposals] of byCompany) {
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
  io.out(`${written} proposals written to ${files} files, ${problems.length} not. Check: npm run catalog`);
  return problems.length === 0 ? 0 : 1;
}
