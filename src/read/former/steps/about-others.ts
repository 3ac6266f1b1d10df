import type { Sentence } from '../page.ts';
import { newsEnd } from './recall-en.ts';
import type { Scene, Step } from './step.ts';

/** "同日，某某也因类似原因被罚": another one hit by the same step. */
const ALSO_ZH =
  /^\W*(?:同日|同时|同一天|此外|另外|与此同时)[^。;]{0,40}(?:(?:也|亦|同样)[^。;]{0,16}被|(?:部门|机构|银行|总局|委|办|部|局)(?:还|也|亦|同时)[^。;]{0,4}对)/u;
/** "同日公布，某办对…": the same authority on the same day. */
const SAME_DAY_ZH = /^\W*(?:同日|同一天|当日|当天)/u;

/** "It also named Kuaishou and Baidu": the same authority goes on. */
const ALSO =
  /^\W*(?:It|They|The (?:regulator|ministry|watchdog|agency|commission|authority|CAC|MIIT)) (?:(?:is|are|has|have|had|will|would) )?also\b|^\W*(?:(?:The )?(?:[Pp]enalties|[Ff]ines|[Oo]rders|[Ww]arnings) also|Also (?:named|fined|summoned|hit|listed|penali[sz]ed|banned|removed|cited|targeted))\b|^\W*(?:(?:Chinese |The )?(?:[Rr]egulators?|[Aa]uthorities|ministry|watchdogs?|agency|commission)|They|It) (?:said|announced|confirmed) separately\b|^\W*(?:Separately|In a separate (?:statement|notice|announcement)),? (?:(?:the|Chinese) )*(?:regulators?|authorities|watchdogs?|ministry|agency|commission|it|they)\b/u;

/** A later sentence that names other authorities or other known names than the sentences of the new step. */
export function isAboutOthers(scene: Scene, taken: readonly Step[]): boolean {
  if (ALSO.test(scene.sentence.text) || ALSO_ZH.test(scene.sentence.text)) return false;
  const bodies = new Set(taken.flatMap((one) => one.scene.agents.map((agent) => agent.id)));
  const named = scene.agents.filter((one) => one.kind === 'regulator');
  if (
    named.length > 0 &&
    bodies.size > 0 &&
    !named.some((one) => bodies.has(one.id)) &&
    [...bodies].some((id) => id !== null)
  )
    return true;
  if (named.length > 0 && bodies.size > 0 && isLocal(taken)) return true;
  if (SAME_DAY_ZH.test(scene.sentence.text) && named.some((one) => bodies.has(one.id))) return false;
  const told = knownIn(scene);
  const names = taken.flatMap((one) => knownIn(one.scene).map((hit) => namesOf(one.scene.sentence, hit)));
  const isSame = (one: string, other: string) => one.startsWith(other) || other.startsWith(one);
  return (
    names.length > 0 &&
    told.length > 0 &&
    !told.some((hit) => names.some((one) => isSame(one, namesOf(scene.sentence, hit))))
  );
}

/** Every step is that of an office of a district, which the catalog names none: an authority by name is another one. */
function isLocal(taken: readonly Step[]): boolean {
  const agents = taken.flatMap(({ scene }) => scene.agents.filter((one) => one.kind !== 'outlet'));
  return (
    agents.length > 0 &&
    taken.every(({ scene }) =>
      scene.agents.every((one) => one.id === null && LOCAL.test(scene.sentence.text.slice(0, one.end))),
    )
  );
}

const LOCAL = /[市省区县旗州](?:[^,。;、]{0,6})(?:局|厅|委|办)$/u;

/** Known names that a sentence is about: in English not those behind its turn to earlier news, nor in "its Didi probe". */
function knownIn({ sentence, known }: Scene): Scene['known'] {
  const end = newsEnd(sentence.text);
  return known.filter(
    (hit) =>
      hit.start < end &&
      !/^ (?:probe|review|case|investigation|crackdown|saga|ruling)\b/u.test(sentence.text.slice(hit.end)),
  );
}

function namesOf(sentence: Sentence, hit: { start: number; end: number }): string {
  return sentence.text.slice(hit.start, hit.end).toLowerCase();
}
