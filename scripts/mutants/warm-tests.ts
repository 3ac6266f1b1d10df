import { relative } from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';
import type { MutantCoverage } from '@stryker-mutator/api/core';
import { type File, type Suite, startTests, type Test, type VitestRunner } from '@vitest/runner';
import fc from 'fast-check';
import { TestRunner } from 'vitest';
import { CHANNEL, idOfLoading, type RanTest, type RunAnswer, type RunRequest } from './messages.ts';

/** What the instrumented code reads and writes, as Stryker's instrumenter names it. */
interface Instruments {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: MutantCoverage | undefined;
}

// A counterexample kills a mutant; a smaller one tells nothing more.
fc.configureGlobal({ endOnFailure: true });

const here = globalThis as { __stryker__?: Instruments };
here.__stryker__ ??= {};
const instruments: Instruments = here.__stryker__;
const loaded = new Set<string>();
/** Ids of the tests that ran in this thread: what they load is loaded. */
const warm = new Set<string>();

/**
 * Runs tests in one thread for as long as Stryker asks: the program is loaded once, and a test file
 * anew each time. A thread that is started for every change spends seconds in loading what takes
 * milliseconds to test.
 */
export default class WarmTests extends TestRunner {
  /** Vitest is about to collect its first file. It never gets there. */
  async onBeforeCollect(): Promise<void> {
    const runner = this.quiet();
    const channel = new BroadcastChannel(CHANNEL);
    let last = Promise.resolve();
    channel.onmessage = (message) => {
      const request = (message as { data: RunRequest }).data;
      last = last.then(async () => channel.postMessage(await answer(runner, request)));
    };
    channel.postMessage('ready');
    await new Promise(() => {});
  }

  /** The same runner without reports to the process that started it. */
  private quiet(): QuietRunner {
    const quiet: QuietRunner = Object.create(this);
    return Object.assign(quiet, {
      loads: 0,
      wanted: null,
      failed: false,
      importFile(path: string, source: 'collect' | 'setup') {
        const fresh = source === 'collect' ? `?load=${++quiet.loads}` : '';
        return import(`file://${path}${fresh}`);
      },
      async onBeforeCollect() {},
      onCollectStart() {},
      onCollected(files: File[]) {
        for (const file of files) keepWanted(file, quiet.wanted);
      },
      onTaskUpdate() {},
      async onBeforeRunTask(test: Test) {
        if (quiet.failed) test.mode = 'skip';
        instruments.currentTestId = idOf(test);
      },
      onAfterRunTask(test: Test) {
        instruments.currentTestId = idOfLoading(fileOf(test));
        quiet.failed ||= quiet.wanted !== null && test.result?.state === 'fail';
      },
    });
  }
}

type QuietRunner = VitestRunner & {
  loads: number;
  wanted: ReadonlySet<string> | null;
  /** True once a test failed that is to kill a mutant: the others need not run. */
  failed: boolean;
};

async function answer(runner: QuietRunner, request: RunRequest): Promise<RunAnswer> {
  await warmUp(runner, request);
  const ran = await run(runner, request);
  const failed = ran.tests.find((test) => test.failure !== null);
  if (request.mutant === null || failed === undefined) return ran;
  const again = await run(runner, {
    files: [failed.file],
    tests: [failed.id],
    mutant: null,
    hitLimit: null,
  });
  return { ...ran, isSpoilt: again.tests.some((test) => test.failure !== null) };
}

/** Runs the tests that are new to this thread as they are: no change is charged for loading. */
async function warmUp(runner: QuietRunner, { tests, mutant }: RunRequest): Promise<void> {
  const cold = mutant === null ? [] : (tests ?? []).filter((id) => !warm.has(id));
  if (cold.length === 0) return;
  const files = [...new Set(cold.map((id) => id.slice(0, id.indexOf('#'))))];
  await run(runner, { files, tests: cold, mutant: null, hitLimit: null });
}

async function run(runner: QuietRunner, request: RunRequest): Promise<RunAnswer> {
  const { files, tests, mutant, hitLimit } = request;
  instruments.activeMutant = mutant ?? undefined;
  instruments.hitCount = hitLimit === null ? undefined : 0;
  instruments.hitLimit = hitLimit ?? undefined;
  runner.wanted = tests === null ? null : new Set(tests);
  runner.failed = false;
  const all: File[] = [];
  for (const path of files) {
    if (runner.failed) break;
    // With the first load of a file comes that of the program, which is not loaded again.
    instruments.currentTestId = loaded.has(path) ? idOfLoading(path) : undefined;
    loaded.add(path);
    all.push(...(await startTests([`${process.cwd()}/${path}`], runner)));
  }
  instruments.activeMutant = undefined;
  instruments.currentTestId = undefined;
  const ran = all.flatMap(testsOf).flatMap(ranTest);
  for (const test of ran) warm.add(test.id);
  return {
    tests: ran,
    fileErrors: all.flatMap((file) =>
      (file.result?.errors ?? []).map((error) => `${file.name}: ${error.message}`),
    ),
    hits: instruments.hitCount ?? 0,
    coverage: instruments.mutantCoverage ?? { static: {}, perTest: {} },
    isSpoilt: false,
  };
}

/** Leaves out tests that are not wanted, with the suites that hold no other. */
function keepWanted(suite: Suite, wanted: ReadonlySet<string> | null): boolean {
  let holdsWanted = false;
  for (const task of suite.tasks) {
    const isWanted =
      task.type === 'suite' ? keepWanted(task, wanted) : wanted === null || wanted.has(idOf(task));
    if (!isWanted && (task.mode === 'run' || task.mode === 'queued')) task.mode = 'skip';
    holdsWanted ||= isWanted;
  }
  return holdsWanted;
}

const testsOf = (suite: Suite): Test[] =>
  suite.tasks.flatMap((task) => (task.type === 'suite' ? testsOf(task) : [task]));

function ranTest(test: Test): RanTest[] {
  const { result } = test;
  if (result === undefined || (result.state !== 'pass' && result.state !== 'fail')) return [];
  return [
    {
      id: idOf(test),
      name: nameOf(test),
      file: fileOf(test),
      milliseconds: result.duration ?? 0,
      failure: result.state === 'pass' ? null : (result.errors?.[0]?.message ?? 'failed'),
    },
  ];
}

const fileOf = (test: Test): string =>
  relative(process.cwd(), test.file.filepath).replaceAll('\\', '/');

const idOf = (test: Test): string => `${fileOf(test)}#${nameOf(test)}`;

function nameOf(test: Test): string {
  const names = [test.name];
  for (let suite = test.suite; suite !== undefined; suite = suite.suite) names.unshift(suite.name);
  return names.join(' ').trim();
}
