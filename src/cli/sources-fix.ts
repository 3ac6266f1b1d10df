import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '../app/env.ts';
import { catalogOf, configFolder } from '../app/settings.ts';
import { editSource, type SourceChanges } from '../catalog/edit-source.ts';
import type { SourceCheck } from '../watch/check-source.ts';

export interface FixReport {
  /** Sources whose entries were written. */
  readonly written: readonly string[];
  /** What could not be written, each with its reason. */
  readonly problems: readonly string[];
}

/**
 * Writes into config/ what a check proposes, and of each source that answered who asked it on which day. Every file stays as it was where
 * the catalog would not be sound afterwards.
 */
export function writeFixes(
  checks: readonly SourceCheck[],
  checked: { readonly on: string; readonly by: string },
  env: Env,
): FixReport {
  const folder = configFolder(env);
  const files = ['regulators', 'outlets'].flatMap((part) =>
    readdirSync(join(folder, part))
      .filter((name) => name.endsWith('.yml'))
      .map((name) => join(folder, part, name)),
  );
  const before = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
  const after = new Map(before);
  const written: string[] = [];
  const problems: string[] = [];
  for (const check of checks) {
    const changes = changesOf(check, checked);
    if (Object.keys(changes).length === 0) continue;
    const file = files.find((one) => editSource(before.get(one)!, check.source, {}) !== null);
    const text = file === undefined ? null : editSource(after.get(file)!, check.source, changes);
    if (file === undefined || text === null) problems.push(`${check.source}: its entry was not found`);
    else {
      after.set(file, text);
      written.push(check.source);
    }
  }
  const changed = files.filter((file) => after.get(file) !== before.get(file));
  for (const file of changed) replace(file, after.get(file)!);
  try {
    catalogOf(env);
  } catch (error) {
    for (const file of changed) replace(file, before.get(file)!);
    return { written: [], problems: [...problems, (error as Error).message] };
  }
  return { written, problems };
}

function changesOf(check: SourceCheck, checked: { on: string; by: string }): SourceChanges {
  const fix = (check.fix ?? {}) as SourceChanges;
  return check.works ? { ...fix, checked, layoutSeen: checked.on } : fix;
}

function replace(file: string, text: string): void {
  const fresh = `${file}.${process.pid}.new`;
  writeFileSync(fresh, text);
  renameSync(fresh, file);
}
