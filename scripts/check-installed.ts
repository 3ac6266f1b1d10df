import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type InstalledProgram,
  installedProgram,
  until,
} from '../test/support/installed/program.ts';
import { type Regulator, startRegulator } from '../test/support/installed/regulator.ts';

// `npm run check:installed`: packs the program, installs it for production into an empty folder,
// twice, the second time with scripts not allowed, and lets it do its main job there. Then breaks
// the installation in five ways: each must be named rightly and blamed on no source, and the page
// that came meanwhile is read after the repair. Needs the package registry.

const top = mkdtempSync(join(tmpdir(), 'tocsin-installed-'));
const say = (line: string) => console.log(`check:installed: ${line}`);

/** Installs the packed program; returns its folder. */
function install(packed: string, name: string, flags: readonly string[]): string {
  const folder = join(top, name);
  mkdirSync(folder);
  execFileSync('tar', ['xzf', packed, '-C', folder]);
  const home = join(folder, 'package');
  copyFileSync('package-lock.json', join(home, 'package-lock.json'));
  const words = ['ci', '--omit=dev', '--no-audit', '--no-fund', '--prefer-offline', ...flags];
  execFileSync('npm', words, { cwd: home, stdio: ['ignore', 'ignore', 'inherit'] });
  return home;
}

/** What lay there before is alerted to nobody. */
const FIRST_LOOK = 'the first look is done';

/** Its first look, then a notice that came after it, which must be alerted. */
async function doMainJob(program: InstalledProgram, regulator: Regulator): Promise<void> {
  await program.start();
  await until(() => program.output().includes(FIRST_LOOK), 'the first look at the source');
  await program.stop();
  const app = regulator.publish();
  await program.lookAgain();
  await program.start();
  await until(() => program.output().includes(app), `an alert that names ${app}`);
  await program.stop();
}

interface Breakage {
  readonly name: string;
  /** By what `/readyz` and `doctor` name it. */
  readonly code: string;
  readonly env?: Record<string, string>;
  readonly breaks: (home: string, data: string) => () => void;
}

/** Takes a file or folder away; the result puts it back. */
function takeAway(path: string): () => void {
  renameSync(path, `${path}.away`);
  return () => renameSync(`${path}.away`, path);
}

const BREAKAGES: readonly Breakage[] = [
  {
    name: 'too little memory for the reader',
    code: 'reader-memory',
    env: { READING_MB: '100' },
    breaks: () => () => {},
  },
  {
    name: 'a table that is cut off',
    code: 'reader-tables',
    breaks(_, data) {
      const names = readdirSync(data).filter((name) => name.endsWith('.names'));
      if (names.length === 0) throw new Error(`there is no table of names in ${data}`);
      for (const name of names) truncateSync(join(data, name), statSync(join(data, name)).size / 2);
      // The remedy that `doctor` names: without it the table is made again.
      return () => {
        for (const name of names) rmSync(join(data, name));
      };
    },
  },
  {
    name: 'a missing dependency',
    code: 'reader-dependency',
    breaks: (home) => takeAway(join(home, 'node_modules', 'parse5')),
  },
  {
    name: 'a reader that cannot be loaded',
    code: 'reader-cannot-start',
    breaks: (home) => takeAway(join(home, 'src', 'base', 'worker', 'child.ts')),
  },
];

async function breakAndRepair(
  { name, code, env = {}, breaks }: Breakage,
  home: string,
  program: InstalledProgram,
  regulator: Regulator,
): Promise<void> {
  const repair = breaks(home, program.data);
  const app = regulator.publish();
  await program.lookAgain();
  await program.start(env);
  await until(async () => (await program.ready()).includes(code), `${code} in /readyz (${name})`);
  const doctor = program.doctor(env);
  const log = program.output();
  await program.stop();
  const isLogged = /"level":(?:50|"error")[^\n]*pages cannot be read/.test(log);
  if (!isLogged) throw new Error(`${name}: the log says no error:\n${log}`);
  if (!doctor.startsWith('1\n') || !doctor.includes(code))
    throw new Error(`${name}: doctor does not name ${code}:\n${doctor}`);
  const blamed = await program.blamed();
  if (blamed.length > 0) throw new Error(`${name}: blamed on ${blamed.join(', ')}`);
  repair();
  await program.lookAgain();
  await program.start();
  await until(() => program.output().includes(app), `an alert that names ${app}, after the repair`);
  await program.stop();
  say(`${name}: named ${code}, no source blamed, the page read after the repair`);
}

/** Fills the disk under a running program, in surroundings with a small one. */
async function fillDisk(home: string, regulator: Regulator): Promise<void> {
  const folder = join(top, 'full');
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const mount = `mount -t tmpfs -o size=24M tmpfs ${data} && exec "$@"`;
  if (spawnSync('unshare', ['-rm', 'sh', '-c', mount, 'sh', 'true']).status !== 0) {
    say('a full disk: not tried, since this machine lets nobody mount a small one');
    return;
  }
  const wrap = ['unshare', '-rm', 'sh', '-c', mount, 'sh'];
  const program = installedProgram(home, folder, regulator, wrap);
  await program.start();
  try {
    const seen = () => `/proc/${program.pid()}/root${data}`;
    await until(() => program.output().includes(FIRST_LOOK), 'the first look at the source');
    const filler = join(seen(), 'filler');
    await program.lookAgain(seen());
    fill(filler);
    const app = regulator.publish();
    const named = /the database cannot be written/;
    await until(() => named.test(program.output()), 'a line about the full disk');
    await until(async () => (await program.ready()).startsWith('503'), '503 of /readyz');
    rmSync(filler);
    await until(() => /can be written again/.test(program.output()), 'a line about the room');
    await program.lookAgain(seen());
    await until(
      () => program.output().includes(app),
      `an alert that names ${app}, with room again`,
    );
    say('a full disk: named, 503, the page read when there was room again');
  } catch (error) {
    say(`the program said:\n${program.output()}`);
    throw error;
  } finally {
    await program.stop();
  }
}

/** Writes until nothing fits any more. */
function fill(path: string): void {
  const block = Buffer.alloc(64 * 1024, 1);
  for (const bytes of [block, block.subarray(0, 4_096)])
    try {
      for (;;) writeFileSync(path, bytes, { flag: 'a' });
    } catch (error) {
      if ((error as { code?: string }).code !== 'ENOSPC') throw error;
    }
}

const regulator = await startRegulator();
const programs: InstalledProgram[] = [];
const begun = (program: InstalledProgram): InstalledProgram => {
  programs.push(program);
  return program;
};
try {
  const started = performance.now();
  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', top];
  const packed = join(top, execFileSync('npm', pack, { encoding: 'utf8' }).trim());
  const bare = install(packed, 'bare', ['--ignore-scripts']);
  await doMainJob(begun(installedProgram(bare, join(top, 'of-bare'), regulator)), regulator);
  say('installed with scripts not allowed: it does its job');
  rmSync(join(top, 'bare'), { recursive: true });
  const home = install(packed, 'whole', []);
  const program = begun(installedProgram(home, join(top, 'of-whole'), regulator));
  await doMainJob(program, regulator);
  say('installed: it does its job');
  for (const breakage of BREAKAGES) await breakAndRepair(breakage, home, program, regulator);
  await fillDisk(home, regulator);
  say(`done in ${((performance.now() - started) / 1_000).toFixed(0)} s`);
} finally {
  for (const program of programs) await program.stop();
  await regulator.close();
  rmSync(top, { recursive: true, force: true });
}
