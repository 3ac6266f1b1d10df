/** One item of an English list. `whole` = the item with its subtitle is the name ("CamCard - Business Card Reader"). */
export interface Item {
  readonly start: number;
  readonly end: number;
  readonly whole: boolean;
}

const JOINTS =
  /;? and (?!(?:Technology|Technologies|Development|Export|Commerce|Engineering|Television|Casualty)\b)(?:also )?|,? and (?!(?:Technology|Technologies|Development|Export|Commerce|Engineering|Television|Casualty)\b)|,? as well as |, (?!(?:Ltd|Inc|LLC|Limited|Corp|Co)\b)|; ?| or | & (?=[A-Z])| to (?=(?:the )?(?:[a-z][\w-]* ){0,3}[A-Z])/u;
const SEMICOLONS = /; (?:and )?|;/u;
/** A name, a dash or colon, and a subtitle in capitals: "Lalamove India - Delivery App", "DateMyAge: Chat, Meet". */
const TITLED = /^(?:[A-Z0-9][\w.&'!+]*)(?: [\w.&'!+]+){0,6}? ?(?:[-–—:]|--) ?(?=[A-Z0-9])[^;]{2,60}$/u;
/** Words of a sentence, not of a subtitle. */
const TELLS =
  /\b(?:is|was|are|were|has|have|said|says|which|that|who|owned|run|operated|developed|published|by|its|including|amid|after|during|on [A-Z][a-z]+day)\b|'s |\b(?:US|U\.S\.|China|Sino|India|EU|Taiwan|Japan|Russia)-(?:US|China|Chinese|India|Indian|EU|Taiwan|Japan|Russia|American)\b/u;
/** A hyphen inside one word is no subtitle: "T-Mobile", "Wi-Fi Master". */
const HYPHENED = /^(?:[\w.&'!+]+-[A-Za-z]+$|\w{1,3}-\w)/u;

/** Whether an item is a name with its subtitle. */
export function isTitled(item: string): boolean {
  return TITLED.test(item) && !TELLS.test(item) && !HYPHENED.test(item);
}

/** Items of a list from `start` to `end`. Where semicolons part them, commas stand inside names. */
export function itemsIn(text: string, start: number, end: number): Item[] {
  const phrase = text.slice(start, end);
  const semicolons = phrase.match(/;/gu)?.length ?? 0;
  const items =
    semicolons >= 2
      ? pieces(text, start, end, SEMICOLONS).flatMap((one) =>
          isWhole(trimmed(text, one)) ? [one] : pieces(text, one.start, endOfName(text, one), JOINTS),
        )
      : joined(text, pieces(text, start, end, JOINTS));
  const whole = semicolons >= 2 ? isWhole : isTitled;
  return items.map((one) => ({ ...one, whole: whole(trimmed(text, one)) }));
}

/** "A, one of the dictionaries; B, Fenghua's gaming app; C": between semicolons a comma begins what describes the name. */
const DESCRIBED = /^ *(?:and )?[^,]{2,60}(?=, (?:an?|the|one of|its|their|[A-Z][\w.&]*'s(?: [a-z-]+)+ *$))/u;

function endOfName(text: string, { start, end }: Piece): number {
  const name = DESCRIBED.exec(text.slice(start, end));
  return name === null ? end : start + name[0].length;
}

const NAME_WORDS =
  /^(?:[A-Z0-9][\w.&'!+()-]*|with|of|the|for|in|and|to|a|on|your|&)(?: (?:[A-Z0-9(][\w.&'!+()-]*|with|of|the|for|in|and|to|a|on|your|&)){0,7}$/u;

/** Between semicolons an item of capitalised words is a name as it stands: "Drive with Lalamove India". */
function isWhole(item: string): boolean {
  return isTitled(item) || (NAME_WORDS.test(item) && !TELLS.test(item));
}

interface Piece {
  readonly start: number;
  readonly end: number;
}

const trimmed = (text: string, { start, end }: Piece) =>
  text
    .slice(start, end)
    .trim()
    .replace(/,? etc\.?$/u, '');

function pieces(text: string, start: number, end: number, at: RegExp): Piece[] {
  const found: Piece[] = [];
  let from = start;
  // Every second part is what stands between two items.
  for (const [nth, piece] of text
    .slice(start, end)
    .split(new RegExp(`(${at.source})`, 'u'))
    .entries()) {
    if (nth % 2 === 0 && piece.trim() !== '') found.push({ start: from, end: from + piece.length });
    from += piece.length;
  }
  return found;
}

/** Puts a subtitle that an "&" or "and" parted back together: "Date in Asia - Dating & Chat For Asian Singles". */
function joined(text: string, parts: readonly Piece[]): Piece[] {
  const found: Piece[] = [];
  for (const part of parts) {
    const last = found.at(-1);
    const between = last === undefined ? '' : text.slice(last.end, part.start);
    if (last !== undefined && between === ' & ' && isTitled(trimmed(text, last)))
      found[found.length - 1] = { start: last.start, end: part.end };
    else found.push(part);
  }
  return found;
}
