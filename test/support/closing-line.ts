import type { Reporter, TestModule } from 'vitest/node';
import { browserPath, NOT_RUN } from './browser-path.ts';

/** Ends a run with the one line that people and machines look for: `N passed, N failed`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandled.length;
    let skipped = 0;
    for (const module of modules) {
      if (module.errors().length > 0) failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failed += 1;
        else skipped += 1;
      }
    }
    const withPages = modules.some((module) => module.moduleId.endsWith('/browser.test.ts'));
    if (withPages && browserPath() === null) console.log(`\n${NOT_RUN}`);
    console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  }
}
