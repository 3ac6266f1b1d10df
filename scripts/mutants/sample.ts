import { readFileSync } from 'node:fs';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import ts from 'typescript';

/** A declaration at the top of a file, which is mutated whole or not at all. */
interface Declaration {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/**
 * What Stryker is to mutate: the whole files, or for a share below 1 a random choice of their
 * declarations that holds this share of the lines. The same seed chooses the same declarations.
 */
export function mutationRanges(files: readonly string[], share: number, seed: number): string[] {
  if (share >= 1) return [...files];
  const waiting = files.flatMap(declarationsOf);
  const wanted = share * waiting.reduce((sum, each) => sum + linesOf(each), 0);
  const generator = xoroshiro128plus(seed);
  const chosen: Declaration[] = [];
  for (let lines = 0; lines < wanted && waiting.length > 0; ) {
    const [drawn] = waiting.splice(uniformInt(generator, 0, waiting.length - 1), 1);
    if (drawn === undefined) break;
    chosen.push(drawn);
    lines += linesOf(drawn);
  }
  return chosen.map(({ file, from, to }) => `${file}:${from}-${to}`).toSorted();
}

function declarationsOf(file: string): Declaration[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.filter(hasMutants).map((statement) => ({
    file,
    from: source.getLineAndCharacterOfPosition(statement.getStart(source)).line + 1,
    to: source.getLineAndCharacterOfPosition(statement.end).line + 1,
  }));
}

function hasMutants(statement: ts.Statement): boolean {
  return !(
    ts.isImportDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isExportDeclaration(statement)
  );
}

function linesOf(declaration: Declaration): number {
  return declaration.to - declaration.from + 1;
}
