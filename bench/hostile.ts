import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { xlsx } from '../test/pipeline/decode/files.ts';
import { GENERATORS } from '../test/support/fuzz/generators.ts';
import { startLoopback } from '../test/support/loopback.ts';
import { printRows, row } from './row.ts';

// Memory of the real program, its child processes included, while 81 sources on loopback answer
// with what the fuzz makes, grown to about two megabytes: a third as the page of the list, a third
// as a feed, a third as a notice with a workbook of merged cells.
//   node bench/hostile.ts [--seconds 90] [--one] [--trace] [--json]
// `--one`: a single source, for what the program takes by itself; `--trace`: the sizes of each
// second, to standard error. The configuration is compiled before it starts, as a first start does
// it. Resident sizes count what processes share (the text of Node) once for each; the proportional
// size counts it once.
const at = process.argv.indexOf('--seconds');
const SECONDS = at === -1 ? 90 : Number(process.argv[at + 1]);
const SOURCES = process.argv.includes('--one') ? 1 : 81;
const BYTES = 2_000_000;
/** All processes together, in MB. */
const ASKED_MB = 400;

const hostile = (n: number) => {
  const { make } = GENERATORS[n % GENERATORS.length]!;
  const piece = Math.max(1, make(200).length / 200);
  return make(Math.max(200, Math.ceil(BYTES / piece))).slice(0, BYTES);
};
const merges = Array.from({ length: 20_000 }, (_, n) => `A${n + 1}:XFD${n + 2}`);
const BOOK = xlsx([['序号', '应用名称', '应用开发者', '应用版本', '所涉问题']], merges);

const site = await startLoopback((request, response) => {
  const [, kind, number] = (request.url ?? '/').split('/');
  const n = Number(number);
  if (kind === 'list')
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(
        `<ul class="list"><li><a href="/notice/${n}/${Date.now()}">关于侵害用户权益行为的APP通报</a><span class="date">2026-11-20</span></li></ul>`,
      );
  else if (kind === 'notice')
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(`<a href="/book/${n}.xlsx">附件</a>${hostile(n)}`);
  else if (kind === 'book') response.end(BOOK);
  else
    response
      .setHeader('content-type', kind === 'feed' ? 'application/rss+xml' : 'text/html')
      .end(hostile(n));
});

const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
const config = join(folder, 'config');
cpSync('config', config, { recursive: true });
// Of what is shipped nothing is asked.
for (const folderName of ['regulators', 'outlets'])
  for (const name of readdirSync(join(config, folderName))) {
    const file = join(config, folderName, name);
    const text = readFileSync(file, 'utf8').replace(/^ +enabled: .*\n/gm, '');
    writeFileSync(
      file,
      text.replace(
        /^( +)- id: .*\n/gm,
        (line, indent: string) => `${line}${indent}  enabled: false\n`,
      ),
    );
  }
writeFileSync(
  join(config, 'hosts.yml'),
  '- { hosts: [127.0.0.1], perSecond: 100, atOnce: 8, because: a loopback server }\n',
);
const source = (n: number) => {
  const kind = ['page', 'feed', 'list'][n % 3];
  const how =
    kind === 'feed'
      ? 'kind: rss'
      : `kind: html-list\n    select: { item: 'ul.list > li', link: 'a', date: 'span.date' }`;
  return `  - id: cn-miit-hostile-${n}
    title: Hostile ${n}
    url: "${site.origin}/${kind}/${n}"
    ${how}
    every: { busyMinutes: 0.2, quietMinutes: 0.2 }
    address: verified
`;
};
writeFileSync(
  join(config, 'regulators', 'cn-miit.yml'),
  `name: { en: Ministry of Industry and Information Technology, zh: 工业和信息化部 }
short: MIIT
country: CN
level: national
timezone: Asia/Shanghai
names: [工信部, 工业和信息化部, MIIT]
sources:
${Array.from({ length: SOURCES }, (_, n) => source(n)).join('')}`,
);

const env = {
  PATH: process.env.PATH,
  DATA_DIR: join(folder, 'data'),
  XDG_CACHE_HOME: join(folder, 'cache'),
  CONFIG_DIR: config,
  ALLOW_HOSTS: site.host,
  TICK_SECONDS: '1',
  WEB_PORT: '0',
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  ...(process.env.NODE_OPTIONS === undefined ? {} : { NODE_OPTIONS: process.env.NODE_OPTIONS }),
};
// What npm start runs, with its flags.
const START = ['--max-semi-space-size=2', '--heap-growing-percent=15', 'scripts/run.mjs'];
// So soon after a change the times of files prove nothing, and the start would compile once more.
await new Promise((resolve) => setTimeout(resolve, 3_000));
spawnSync(
  process.execPath,
  ['src/knowledge/catalog/compile-apart.ts', env.CONFIG_DIR, env.DATA_DIR],
  {
    env,
  },
);
const program = spawn(process.execPath, [...START, 'start'], {
  stdio: ['ignore', 'ignore', 'pipe'],
  env,
});
program.stderr.on('data', (text) => process.stderr.write(text));
const peak = { resident: 0, proportional: 0, each: new Map<string, number>() };
let samples = 0;
const sampling = setInterval(() => {
  const own = treeOf(program).map(memoryOf);
  const sum = (size: 'mb' | 'share') => own.reduce((all, one) => all + one[size], 0);
  peak.resident = Math.max(peak.resident, sum('mb'));
  peak.proportional = Math.max(peak.proportional, sum('share'));
  for (const { name, mb } of own) peak.each.set(name, Math.max(peak.each.get(name) ?? 0, mb));
  samples += 1;
  if (process.argv.includes('--trace') && samples % 5 === 0)
    console.error(own.map(({ name, mb }) => `${mb.toFixed(0)} ${name}`).join('  '));
}, 200);
await new Promise((resolve) => setTimeout(resolve, SECONDS * 1_000));
clearInterval(sampling);
const gone = new Promise((resolve) => program.once('exit', resolve));
program.kill('SIGTERM');
await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 20_000))]);
program.kill('SIGKILL');
await site.close();
rmSync(folder, { recursive: true, force: true });
const run = `${SOURCES} hostile sources, ${SECONDS} s`;
const memory = (name: string, mb: number) =>
  row(`${run}: ${name}`, 'MB', mb, `asked: ${ASKED_MB} MB`, ASKED_MB);
printRows([
  memory('proportional memory of all processes, peak', peak.proportional),
  memory('resident sizes added up, peak', peak.resident),
]);
for (const [name, mb] of peak.each) console.error(`  ${mb.toFixed(0).padStart(5)} MB ${name}`);
process.exit(0);

/** The process and whatever descends from it. */
function treeOf({ pid }: ChildProcess): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    try {
      const parent = Number(
        /^\d+ \(.*\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1],
      );
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // It ended meanwhile.
    }
  }
  const found = [pid!];
  for (const one of found) found.push(...(children.get(one) ?? []));
  return found;
}

function memoryOf(pid: number): { name: string; mb: number; share: number } {
  try {
    const [, ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const name = args.filter((one) => !one.startsWith('--')).join(' ');
    const sizes = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const size = (of: string) =>
      Number(new RegExp(`^${of}: +(\\d+)`, 'm').exec(sizes)?.[1] ?? 0) / 1_024;
    return {
      name: name.replace(/\S*\/(src|scripts)\//g, '$1/').slice(0, 70),
      mb: size('Rss'),
      share: size('Pss'),
    };
  } catch {
    return { name: 'ended', mb: 0, share: 0 };
  }
}
