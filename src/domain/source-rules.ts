import type { z } from 'zod';

interface StatedSource {
  readonly kind: string;
  readonly url: string;
  readonly mirrors: readonly string[];
  readonly select: Readonly<Record<string, string>>;
  readonly windows: readonly string[];
  readonly instance: string | null;
  readonly referer?: string | null | undefined;
}

const WINDOW = /^(?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-3]):[0-5]\d$/;
const ADDRESS = 'Write the whole address, beginning with http:// or https://.';
const ROUTE =
  'Write the route from / on, such as /gov/ndrc/fgwj, or a whole http or https address.';
/** How a row of a whole file is called that came, changed or went. */
const CHANGES = ['added', 'changed', 'withdrawn'];
/** Keys of `select` by kind; none for a feed, which says itself where its entries are. */
const SELECTED: Readonly<Record<string, readonly string[]>> = {
  rss: [],
  'html-list': ['item', 'link', 'title', 'date', 'dates'],
  json: ['items', 'html', 'item', 'link', 'title', 'date', 'dates', 'key', 'body'],
  series: [
    'items',
    'columns',
    'where',
    'key',
    'title',
    'link',
    'date',
    'dates',
    'shown',
    ...CHANGES,
  ],
};

interface Mistake {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly remedy: string;
}

/**
 * What values of one source must be beyond their form: each mistake at its own place, with what is
 * allowed.
 */
export function checkSource(source: StatedSource, { addIssue }: z.core.$RefinementCtx): void {
  const mistakes = [...wrongAddresses(source), ...wrongWindows(source), ...wrongKeys(source)];
  for (const { path, message, remedy } of mistakes)
    addIssue({ code: 'custom', message, path: [...path], params: { remedy } } as never);
}

function wrongAddresses({ url, mirrors, referer, instance }: StatedSource): Mistake[] {
  const remedy = instance === null ? ADDRESS : ROUTE;
  const isAllowed = (text: string) =>
    isWebAddress(text) || (instance !== null && text.startsWith('/'));
  const stated: [Mistake['path'], string][] = [
    [['url'], url],
    ...mirrors.map((mirror, at): [Mistake['path'], string] => [['mirrors', at], mirror]),
  ];
  const wrong = stated.filter(([, text]) => !isAllowed(text));
  const from = referer == null || isWebAddress(referer) ? [] : [[['referer'], referer] as const];
  return [...wrong, ...from].map(([path, text]) => ({
    path,
    message: `"${text}" is no http or https address`,
    remedy,
  }));
}

function wrongWindows({ windows }: StatedSource): Mistake[] {
  return windows.flatMap((window, at) =>
    WINDOW.test(window)
      ? []
      : {
          path: ['windows', at],
          message: `"${window}" is no window of a day`,
          remedy: 'Write HH:MM-HH:MM, from 00:00 to 23:59, such as 08:30-20:00.',
        },
  );
}

function wrongKeys({ kind, select }: StatedSource): Mistake[] {
  const allowed = SELECTED[kind];
  if (allowed === undefined) return [];
  const wrong = Object.keys(select).filter((key) => !allowed.includes(key));
  return wrong.map((key) => ({
    path: ['select', key],
    message: `"${key}" selects nothing in a source of kind ${kind}`,
    remedy: `Known here: ${allowed.join(', ') || 'none'}.`,
  }));
}

function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s/]/i.test(text)) return false;
  return URL.canParse(text);
}
