import type { NamedAct } from '../../base/i18n/act-gaps.ts';
import { actSentence } from '../../base/i18n/act-sentence.ts';
import { shortName } from '../../base/i18n/words.ts';
import type { Catalog } from '../../domain/catalog.ts';
import type { CompanyId, RegulatorId } from '../../domain/ids.ts';
import { LANGUAGES } from '../../domain/language.ts';
import type { Named } from '../../domain/reason.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import { isOfAct } from '../score/cases.ts';
import { type ActPart, WHOLE_ACT, type Wording } from '../score/explain.ts';

/** Names that sentences of acts need. */
export interface ActNames {
  readonly companies: Catalog['companies'];
  readonly wording: Pick<Wording, 'regulator' | 'app' | 'title'>;
  /** Acts against a company that others may change. */
  readonly stepsOn: (company: CompanyId) => readonly RegulatoryEvent[];
}

/** An act against a company with its names. `part` = the app of it that is shown. */
export function namedAct(event: RegulatoryEvent, part: ActPart, names: ActNames): NamedAct {
  const { companies, wording, stepsOn } = names;
  const { act, object } = event;
  const body = (id: RegulatorId) => wording.regulator(id);
  // An act against a known subsidiary names the subsidiary.
  const isChild = event.via !== null && object.kind === 'company';
  const owner = event.via !== null && !isChild ? event.via : event.company;
  const changed = stepsOn(event.company).filter(
    (regulatoryEvent) =>
      regulatoryEvent.id !== event.id && act.on.some((id) => isOfAct(regulatoryEvent, id)),
  );
  return {
    act,
    by: body(event.regulator),
    with: act.with.map(body),
    for: act.for === null ? null : body(act.for),
    company: companyNames(owner, companies),
    object: isChild
      ? { kind: 'subsidiary', name: phraseOf(companyNames(event.via!, companies)) }
      : object,
    apps: appsOf(event, part, wording),
    unnamedApps: part.kind === 'app' ? 0 : event.unnamedApps,
    title: wording.title(event.title),
    changed: ofObject(changed, event).map((event) => namedAct(event, WHOLE_ACT, names)),
    isRead: event.origin === 'notice',
    isQuoted: event.quoted === true,
  };
}

/** Of the changed acts those on the same object, where there are any. */
function ofObject(
  changed: readonly RegulatoryEvent[],
  { object }: RegulatoryEvent,
): readonly RegulatoryEvent[] {
  const same = changed.filter(
    (event) => event.object.kind === object.kind && event.object.name?.en === object.name?.en,
  );
  return same.length > 0 ? same : changed;
}

const phraseOf = ({ en, zh }: Named) => ({ en, zh });

function companyNames(id: CompanyId, companies: Catalog['companies']): Named {
  const company = companies.get(id);
  if (company === undefined) return { en: id, zh: id };
  const [en, zh] = LANGUAGES.map((language) => shortName(company, language));
  return { id, en: en!, zh: zh! };
}

/** Apps by their registry names, without the company and its parts. */
function appsOf(
  { apps, company, object, via }: RegulatoryEvent,
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
export function renderAct(event: RegulatoryEvent, part: ActPart, names: ActNames): Named {
  const said = namedAct(event, part, names);
  const [en, zh] = LANGUAGES.map((language) => actSentence(said, language));
  return { en: en!, zh: zh! };
}
