import { once } from 'node:events';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { BroadcastChannel } from 'node:worker_threads';
import type { MutantCoverage } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { createVitest } from 'vitest/node';
import { CHANNEL, idOfLoading, type RanTest, type RunAnswer, type RunRequest } from './messages.ts';

/** Milliseconds of each test in the dry run, for the processes that are started after it. */
const TIMES = 'mutant-test-times.json';

/** Stryker's side of `warm-tests.ts`: asks a thread that has the room's tests loaded. */
class WarmTestRunner implements TestRunner {
  private readonly channel = new BroadcastChannel(CHANNEL);
  private readonly files = globSync((process.env.MUTANT_TESTS ?? '').split(',')).toSorted();
  private ended: Promise<never> = new Promise(() => {});
  private milliseconds = timesOfDryRun();
  private runs = 0;
  private isSpoilt = false;

  capabilities() {
    return { reloadEnvironment: false };
  }

  async init(): Promise<void> {
    const vitest = await createVitest('test', {
      config: 'scripts/mutants/vitest.config.ts',
      watch: false,
    });
    const ready = this.heard();
    this.ended = vitest.start(this.files.slice(0, 1)).then(() => {
      throw new Error('the thread with the tests ended');
    });
    await ready;
  }

  /** Runs everything twice: what the first run loads is charged to no test. */
  async dryRun(): Promise<DryRunResult> {
    const all = { files: this.files, tests: null, mutant: null, hitLimit: null };
    await this.ask(all);
    const answer = await this.ask(all);
    const result = resultOf(answer);
    if (result.status !== DryRunStatus.Complete) return result;
    this.milliseconds = new Map(answer.tests.map((test) => [test.id, test.milliseconds]));
    writeFileSync(TIMES, JSON.stringify([...this.milliseconds]));
    return { ...result, mutantCoverage: this.withoutSlow(answer.coverage) };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    if (this.isSpoilt) throw new Error('an earlier change is remembered: start anew');
    const tests = this.withinBudget(options.testFilter ?? null);
    const hitLimit = options.hitLimit ?? null;
    const files = tests === null ? this.files : this.fastestFirst(tests);
    const answer = await this.ask({ files, tests, mutant: options.activeMutant.id, hitLimit });
    this.runs += 1;
    // The change itself may be what is remembered: then it is the first one of a new process.
    this.isSpoilt = answer.isSpoilt;
    if (this.isSpoilt && this.runs > 1) throw new Error('an earlier change is remembered');
    const endless = determineHitLimitReached(answer.hits, options.hitLimit);
    return toMutantRunResult(endless ?? resultOf(answer));
  }

  /**
   * What each test covers, with the code of its file outside the tests. Slow tests are left out:
   * what they alone cover counts as not covered.
   */
  private withoutSlow({ static: atLoad, perTest }: MutantCoverage): MutantCoverage {
    const limit = Number(process.env.MUTANT_TEST_MS ?? Number.POSITIVE_INFINITY);
    const fast = [...this.milliseconds].filter(([, milliseconds]) => milliseconds <= limit);
    const counts = fast.map(([id]) => [
      id,
      { ...perTest[idOfLoading(fileOf(id))], ...perTest[id] },
    ]);
    return { static: atLoad, perTest: Object.fromEntries(counts) };
  }

  /** The fastest of these tests, until their time is used up; the first one is always run. */
  private withinBudget(tests: readonly string[] | null): readonly string[] | null {
    const budget = Number(process.env.MUTANT_BUDGET_MS ?? Number.POSITIVE_INFINITY);
    if (tests === null || budget === Number.POSITIVE_INFINITY) return tests;
    const timeOf = (id: string) => this.milliseconds.get(id) ?? 0;
    let used = 0;
    return tests
      .toSorted((a, b) => timeOf(a) - timeOf(b))
      .filter((id, place) => {
        used += timeOf(id);
        return place === 0 || used <= budget;
      });
  }

  /** The files of these tests; one that fails ends the run, so the slow ones come last. */
  private fastestFirst(tests: readonly string[]): string[] {
    const byFile = Map.groupBy(tests, fileOf);
    const timeOf = (file: string) =>
      byFile.get(file)!.reduce((sum, id) => sum + (this.milliseconds.get(id) ?? 0), 0);
    return [...byFile.keys()].toSorted((a, b) => timeOf(a) - timeOf(b));
  }

  async dispose(): Promise<void> {
    this.channel.close();
  }

  private async ask(request: RunRequest): Promise<RunAnswer> {
    const answer = this.heard();
    this.channel.postMessage(request);
    return (await answer) as RunAnswer;
  }

  /** The next message of the thread; an error where it ended instead. */
  private async heard(): Promise<unknown> {
    const [message] = await Promise.race([once(this.channel, 'message'), this.ended]);
    return (message as { data: unknown }).data;
  }
}

function timesOfDryRun(): ReadonlyMap<string, number> {
  return new Map(existsSync(TIMES) ? JSON.parse(readFileSync(TIMES, 'utf8')) : []);
}

const fileOf = (id: string): string => id.slice(0, id.indexOf('#'));

function resultOf({ tests, fileErrors }: RunAnswer): DryRunResult {
  const failed = tests.some((test) => test.failure !== null);
  if (!failed && fileErrors.length > 0)
    return { status: DryRunStatus.Error, errorMessage: fileErrors.join('\n') };
  return { status: DryRunStatus.Complete, tests: tests.map(testResult) };
}

function testResult({ id, name, file, milliseconds, failure }: RanTest): TestResult {
  const test = { id, name, fileName: file, timeSpentMs: milliseconds };
  if (failure === null) return { ...test, status: TestStatus.Success };
  return { ...test, status: TestStatus.Failed, failureMessage: failure };
}

/** The plugins of this file, by the name that Stryker looks for. */
export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, 'warm-vitest', WarmTestRunner),
];
