import { chromiumPath } from '../../src/app/print-pdf.ts';

/** Said where there is none, at the place and once more at the end of the run. */
export const NOT_RUN =
  'BROWSER TESTS NOT RUN: no Chromium on this machine. Install it, or set CHROMIUM_PATH, to look at the pages as a reader does.';

/** The browser of this machine: `CHROMIUM_PATH`, else one at a usual place; null = none. */
export const browserPath = (): string | null => chromiumPath(process.env);
