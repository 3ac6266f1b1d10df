import type { KnownHit } from '../vocabulary.ts';
import type { NamePhrase } from './english-names.ts';

/** A name of a list. `app` = the words in front make it an app whatever else has the name; `developer` = "A of B". */
export interface Named extends NamePhrase {
  readonly app?: boolean;
  readonly developer?: string | null;
}

/** "Maple School of the Fenghua Group": two names, the second of which owns the first. */
const OF = /^ (?:of|from|by|under) (?:the )?$/u;

/** A name as long as the catalog knows it ("iFeng news"), with the bracket that belongs to it ("CamCard - BCR (Western)"). */
export function fitted(one: Named, text: string, hits: readonly KnownHit[]): Named {
  const longer = hits.find((hit) => hit.start === one.start && hit.end > one.end);
  if (longer !== undefined) return { ...one, end: longer.end };
  const own = hits.find((hit) => hit.start === one.start && hit.end < one.end);
  const owner = hits.find((hit) => hit.start > (own?.end ?? one.end) && hit.end === one.end);
  if (own !== undefined && owner !== undefined && OF.test(text.slice(own.end, owner.start)))
    return { ...one, end: own.end, owner: text.slice(owner.start, owner.end) };
  const bracket = / - |:|-[A-Z]/u.test(text.slice(one.start, one.end))
    ? /^ \([A-Z][\w ]{1,20}\)/u.exec(text.slice(one.end))
    : null;
  return bracket === null ? one : { ...one, end: one.end + bracket[0].length };
}

const OF_FIRM = /^(.{2,40}?) (?:of|under|by|from) ([A-Z][\w.&'-]*(?: [A-Z][\w.&'-]*)+)$/u;

/** A list whose items are "app of firm" ("E-school of Tianjin Yuhua Education"): two or more of them tell the form. */
export function withDevelopers(names: readonly Named[], text: string, isCharge: boolean): Named[] {
  if (isCharge) return names.map((one) => chargedOf(one, text));
  const matches = names.map((one) => OF_FIRM.exec(text.slice(one.start, one.end)));
  if (matches.filter((one) => one !== null).length < 2) return [...names];
  return names.map((one, at) => {
    const match = matches[at];
    return match === null || match === undefined
      ? one
      : { ...one, end: one.start + match[1]!.length, developer: match[2]! };
  });
}

const BEHIND = /^ (?:of|under|by|from) ([A-Z][\w.&'-]*(?: [A-Z][\w.&'-]*)*)/u;

/** "Xiaomai5 under Hangzhou Jiejing Technology collected …", "Quduguan of Jiangsu Qudu forced …". */
function chargedOf(one: Named, text: string): Named {
  const inside = OF_FIRM.exec(text.slice(one.start, one.end));
  if (inside !== null) return { ...one, end: one.start + inside[1]!.length, developer: inside[2]! };
  const behind = BEHIND.exec(text.slice(one.end));
  return behind === null ? one : { ...one, developer: behind[1]! };
}

/** Each place of the text once: the longest name, and where the same is told as an app and otherwise, the app. */
export function withoutRepeats(names: readonly Named[]): Named[] {
  const covers = (other: Named, one: Named) => other.start <= one.start && one.end <= other.end;
  return names.filter(
    (one, at) =>
      !names.some(
        (other, place) =>
          place !== at &&
          covers(other, one) &&
          (!covers(one, other) ||
            (other.app === true && one.app !== true) ||
            (place < at && one.app !== true) ||
            (place < at && other.app === true)),
      ),
  );
}
