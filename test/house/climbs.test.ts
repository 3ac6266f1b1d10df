import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** The rooms in which an item becomes a message, in their order; `flows` calls them. */
const WAY = [
  'watch',
  'decode',
  'read',
  'map',
  'score',
  'standing',
  'alert',
  'present',
  'deliver',
] as const;

const IMPORT = /(?:from|import\() ?'(\.[^']*)'/g;
const placeOf = (path: string) =>
  WAY.findIndex((room) => path.startsWith(join('src', 'pipeline', room, '/')));

/** Every import of a file by which a reader climbs back up: to a later room, or out of the way. */
function climbsOf(file: string): string[] {
  const here = placeOf(file);
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)]
    .map(([, target]) => normalize(join(dirname(file), target!)))
    .filter((target) => placeOf(target) > here || target.startsWith(join('src', 'answers', '/')))
    .map((target) => `${file} → ${target}`);
}

test('no room on the way of an item imports a later one, or an answer', () => {
  const files = globSync('src/pipeline/**/*.ts').filter((file) => placeOf(file) >= 0);
  expect(files.length).toBeGreaterThan(150);
  expect(files.flatMap(climbsOf)).toEqual([]);
});

test('what orders the work asks no answer either', () => {
  const files = globSync('src/pipeline/flows/*.ts');
  expect(files.length).toBeGreaterThan(20);
  const answers = files.flatMap(climbsOf).filter((climb) => climb.includes(join('src', 'answers')));
  expect(answers).toEqual([]);
});
