import { actSentence, type NamedAct } from '../../base/i18n/act-sentence.ts';
import { shortName } from '../../base/i18n/words.ts';
import type { Catalog } from '../../domain/catalog.ts';
import type { CompanyId, RegulatorId } from '../../domain/ids.ts';
import { LANGUAGES } from '../../domain/language.ts';
import type { Named } from '../../domain/reason.ts';
import type { Step } from '../../domain/score.ts';
import { isOfAct } from '../../pipeline/score/cases.ts';
import type { ActPart, Wording } from '../../pipeline/score/explain.ts';

/** All of an act, not one app of it. */
export const WHOLE_ACT: ActPart = { kind: 'company', app: null, name: '', count: 0 };

/** What sentences of acts need besides the act. */
export interface ActNames {
  readonly companies: Catalog['companies'];
  readonly wording: Pick<Wording, 'regulator' | 'app' | 'title'>;
  /** Acts against a company that others may change. */
  readonly stepsOn: (company: CompanyId) => readonly Step[];
}

/** An act against a company with its names. `part` = the app of it that is told. */
export function namedAct(step: Step, part: ActPart, names: ActNames): NamedAct {
  const { companies, wording, stepsOn } = names;
  const { act, object } = step;
  const body = (id: RegulatorId) => wording.regulator(id);
  // What was done to a subsidiary that the registry knows is told as that.
  const isChild = step.via !== null && object.kind === 'company';
  const owner = step.via !== null && !isChild ? step.via : step.company;
  const changed = stepsOn(step.company).filter(
    (one) => one.id !== step.id && act.on.some((id) => isOfAct(one, id)),
  );
  return {
    act,
    by: body(step.regulator),
    with: act.with.map(body),
    for: act.for === null ? null : body(act.for),
    company: companyNames(owner, companies),
    object: isChild
      ? { kind: 'subsidiary', name: phraseOf(companyNames(step.via!, companies)) }
      : object,
    apps: appsOf(step, part, wording),
    unnamedApps: part.kind === 'app' ? 0 : step.unnamedApps,
    title: wording.title(step.title),
    changed: changed.map((one) => namedAct(one, WHOLE_ACT, names)),
  };
}

const phraseOf = ({ en, zh }: Named) => ({ en, zh });

function companyNames(id: CompanyId, companies: Catalog['companies']): Named {
  const company = companies.get(id);
  if (company === undefined) return { en: id, zh: id };
  const [en, zh] = LANGUAGES.map((language) => shortName(company, language));
  return { id, en: en!, zh: zh! };
}

/** Apps by their names in the registry; the company and its parts are none. */
function appsOf(
  { apps, company, object, via }: Step,
  part: ActPart,
  wording: ActNames['wording'],
): Named[] {
  if (part.kind === 'rest') return [];
  const own = part.kind === 'app' ? apps.filter(({ name }) => name === part.name) : apps;
  return own
    .filter(({ name }) => name !== company && name !== via && name !== object.name?.en)
    .map(({ app, name }) => wording.app(app, name));
}

/** The sentence of an act in every language. */
export function saidAct(step: Step, part: ActPart, names: ActNames): Named {
  const said = namedAct(step, part, names);
  const [en, zh] = LANGUAGES.map((language) => actSentence(said, language));
  return { en: en!, zh: zh! };
}
