import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load as parse } from 'js-yaml';
import { z } from 'zod';

const Field = z.union([z.string(), z.number().int().nonnegative()]);
const ArchiveFiles = z.strictObject({
  /** Regular expression of the paths. */
  match: z.string(),
  kind: z.enum([
    'json',
    'csv',
    'sections',
    'post',
    'feeds',
    'links',
    'headlines',
    'table',
    'plain',
  ]),
  fields: z
    .strictObject({ day: Field.optional(), title: Field.optional(), text: Field })
    .optional(),
  /** The day of all documents of an archive that states none: about when they were written. */
  about: z.iso.date().optional(),
});
const Archive = z.strictObject({
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  language: z.enum(['en', 'zh', 'both']),
  /** Documents of a stream that nobody selected by their matter, neither for business nor for acts. */
  general: z.number().int().positive().optional(),
  files: z.array(ArchiveFiles),
});

export type Archive = z.infer<typeof Archive>;
export type ArchiveFiles = z.infer<typeof ArchiveFiles>;

/** The public archives that a YAML file lists. */
export function readArchives(path: string): Archive[] {
  return z.array(Archive).parse(parse(readFileSync(path, 'utf8')));
}

const LARGEST = 1 << 30;

function git(folder: string, args: readonly string[], input = ''): Buffer {
  const { status, stdout, stderr, error } = spawnSync('git', ['-C', folder, ...args], {
    input,
    maxBuffer: LARGEST,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr.toString().trim()}`);
  return stdout;
}

/**
 * The clone of an archive in `folder` (`owner+name`), made from GitHub where it is missing; blobs
 * come when they are read.
 */
export function cloneOf({ repository }: Archive, folder: string): string {
  const clone = join(folder, repository.replace('/', '+'));
  if (existsSync(clone)) return clone;
  const url = `https://github.com/${repository}`;
  const { status } = spawnSync('git', ['clone', '--bare', '--filter=blob:none', url, clone], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`${url} could not be cloned into ${clone}.`);
  return clone;
}

/** Files read by one call of git. */
const AT_ONCE = 100;

/**
 * Files of the archive's commit that `of` matches, in the order of their paths. One that the clone
 * lacks is passed to `lacks`.
 */
export function* filesOf(
  { commit }: Archive,
  clone: string,
  of: ArchiveFiles,
  lacks: (path: string) => void,
): Iterable<{ path: string; bytes: Buffer }> {
  const pattern = new RegExp(of.match, 'u');
  const rows = git(clone, ['ls-tree', '-r', '-z', commit])
    .toString()
    .split('\0')
    .map((row) => ({ blob: row.split(/\s/u)[2]!, path: row.split('\t')[1] ?? '' }))
    .filter(({ path }) => pattern.test(path));
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const some = rows.slice(at, at + AT_ONCE);
    const found = blobsOf(
      clone,
      some.map(({ blob }) => blob),
    );
    for (const [nth, { path }] of some.entries()) {
      const bytes = found[nth]!;
      if (bytes === null) lacks(path);
      else yield { path, bytes: path.endsWith('.xz') ? unpacked(bytes, path) : bytes };
    }
  }
}

/** What `git cat-file --batch` prints for each blob: a header with its size, then its bytes. */
function blobsOf(clone: string, blobs: readonly string[]): (Buffer | null)[] {
  const all = git(clone, ['cat-file', '--batch'], blobs.join('\n'));
  let at = 0;
  return blobs.map(() => {
    const end = all.indexOf('\n', at);
    const [, kind, size] = all.toString('utf8', at, end).split(' ');
    if (kind !== 'blob') {
      at = end + 1;
      return null;
    }
    const bytes = all.subarray(end + 1, end + 1 + Number(size));
    at = end + 2 + Number(size);
    return bytes;
  });
}

function unpacked(bytes: Buffer, path: string): Buffer {
  const { status, stdout } = spawnSync('xz', ['-dc'], { input: bytes, maxBuffer: LARGEST });
  if (status !== 0) throw new Error(`${path}: the program xz is needed to unpack it.`);
  return stdout;
}
