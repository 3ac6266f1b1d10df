import { existsSync, globSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';

interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly profiles?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly required?: boolean }>>;
  readonly ports?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
}

const services = (path: string) =>
  (load(readFileSync(path, 'utf8')) as { services: Record<string, Service> }).services;

const FILES = globSync('deploy/compose*.yml').map((path) => path.replaceAll('\\', '/'));

describe('compose files', () => {
  test('the one of a small server brings what is named, and only where its profile is asked for', () => {
    const { tocsin, ...others } = services('deploy/compose.yml');
    expect(tocsin!.profiles).toBeUndefined();
    const profiles = Object.entries(others).map(([name, service]) => [name, service.profiles]);
    expect(profiles).toEqual([
      ['postgres', ['postgres']],
      ['browser', ['browser']],
      ['reader', ['reader']],
    ]);
    // A service whose profile is off must not keep the bot from starting.
    for (const name of Object.keys(others))
      expect(tocsin!.depends_on?.[name]?.required, name).toBe(false);
  });

  test.each(FILES)('%s gives the program no rights, and opens nothing but loopback', (path) => {
    for (const [name, service] of Object.entries(services(path))) {
      for (const port of service.ports ?? []) expect(port, name).toMatch(/^127\.0\.0\.1:/);
      if (service.build === undefined) continue;
      expect(service.read_only, name).toBe(true);
      expect(service.cap_drop, name).toEqual(['ALL']);
      expect(existsSync(service.build.dockerfile), name).toBe(true);
    }
  });
});

test('what the image copies is there, and no more is sent to its builder', () => {
  const copied = readFileSync('deploy/Dockerfile', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
    .flatMap((line) => line.split(' ').slice(1, -1));
  const sent = readFileSync('.dockerignore', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1).trim());
  for (const path of copied) expect(existsSync(path), path).toBe(true);
  expect(
    copied.map((path) => path.replace(/\/$/, '')).filter((path) => !covers(sent, path)),
  ).toEqual([]);
});

const covers = (sent: readonly string[], path: string) =>
  sent.some((one) => path === one || path.startsWith(`${one}/`) || one.startsWith(`${path}/`));
