import type { Draft } from '../../document/mention-draft.ts';
import type { Page } from '../page.ts';
import type { StepReading } from '../steps/find-steps.ts';
import { versionsOf } from './versioned-en.ts';

const SHORT = /^[A-Z][a-z]+$/u;
const REST = / (?:Group|Holdings?|Global|Technolog(?:y|ies)|Inc|Ltd|Corp|Co)\b/u;

/** "Ant executives" on a page that says "Ant Group" too: the short name is that of the known firm. */
function withFirm(one: Draft, known: ReadonlySet<string>, page: Page): Draft {
  if (one.owner !== null || !SHORT.test(one.name) || page.vocabulary.findKnown(one.name).length > 0)
    return one;
  const full = [...known].find((name) => name.startsWith(`${one.name} `) && REST.test(name));
  return full === undefined ? one : { ...one, owner: full };
}

/** Names of sentences with what the page says of them elsewhere: the full name of a firm, the version in brackets. */
export function withPage(drafts: readonly Draft[], page: Page, { scenes }: StepReading): Draft[] {
  const known = new Set(
    scenes.flatMap(({ sentence, known: hits }) => hits.map((hit) => sentence.raw.slice(hit.start, hit.end))),
  );
  const apps = new Set(drafts.filter((one) => one.kind !== 'entity').map((one) => one.span.start));
  const versions = versionsOf(page).filter((one) => apps.has(one.span.start));
  return [...drafts.map((one) => withFirm(one, known, page)), ...versions];
}
