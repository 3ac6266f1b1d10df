import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogProblem } from '../domain/catalog.ts';
import type { SourceFile } from './yaml.ts';

/** A file or folder that has to be there. */
export function missing(file: string, message: string, remedy: string): CatalogProblem {
  return { file, line: null, column: null, message, remedy };
}

/** The files of `config/`: those read so far, for the version, and those that are missing. */
export class ConfigFiles {
  readonly problems: CatalogProblem[] = [];
  readonly #root: string;
  readonly #hash = createHash('sha256');

  constructor(root: string) {
    this.#root = root;
  }

  file(path: string): SourceFile {
    const full = join(this.#root, path);
    if (!existsSync(full)) {
      this.problems.push(missing(full, 'the file is missing', 'Put it back; the program needs it.'));
      return { path: full, text: '' };
    }
    return this.#take(full);
  }

  optional(path: string): SourceFile {
    const full = join(this.#root, path);
    return existsSync(full) ? this.#take(full) : { path: full, text: '' };
  }

  /** The universe may be absent: then the companies of files are all there are. */
  universe(): SourceFile[] {
    return ['cn', 'hk', 'us']
      .map((market) => join(this.#root, 'universe', `${market}.tsv`))
      .filter((path) => existsSync(path))
      .map((path) => this.#take(path));
  }

  folder(name: string): SourceFile[] {
    const full = join(this.#root, name);
    if (!existsSync(full)) {
      this.problems.push(missing(full, 'the folder is missing', 'Put it back; the program needs it.'));
      return [];
    }
    return readdirSync(full)
      .filter((one) => one.endsWith('.yml'))
      .sort()
      .map((one) => this.#take(join(full, one)));
  }

  version(): string {
    return this.#hash.digest('hex').slice(0, 12);
  }

  #take(path: string): SourceFile {
    const text = readFileSync(path, 'utf8');
    this.#hash.update(text);
    return { path, text };
  }
}
