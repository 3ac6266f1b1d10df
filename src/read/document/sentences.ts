const ABBREVIATIONS = new Set(
  'Mr Mrs Ms Dr St No Inc Co Ltd Corp vs etc Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Prof Gov Sen Rep approx'.split(
    ' ',
  ),
);
/** Words that begin a sentence behind the short form of a firm's name: "DouYu International Holdings Ltd. The penalties …". */
const OPENERS = new Set(
  (
    'The It Its In On They Their This That These Those But And A An He She For At As After When While Both All Some Under According Last ' +
    'Earlier Shares'
  ).split(' '),
);

/** Whether a full stop at an offset belongs to an abbreviation or an initial. */
function isAbbreviation(line: string, at: number): boolean {
  const word = /[A-Za-z]{0,8}$/.exec(line.slice(Math.max(0, at - 8), at))![0];
  return ABBREVIATIONS.has(word) || /^[A-Z]$/.test(word);
}

/**
 * Cuts a folded line into sentences, each as `[start, end)` without blanks around it. Chinese ends at 。！？；, English at
 * a full stop before a capital; names with dots (Trip.com), abbreviations and decimals do not end one.
 */
export function splitSentences(line: string): [start: number, end: number][] {
  const pieces: [number, number][] = [];
  let start = 0;
  const cut = (end: number) => {
    let from = start;
    let to = end;
    while (from < to && /\s/.test(line[from]!)) from += 1;
    while (to > from && /\s/.test(line[to - 1]!)) to -= 1;
    if (to > from) pieces.push([from, to]);
    start = end;
  };
  let depth = 0;
  for (let at = 0; at < line.length; at += 1) {
    const one = line[at]!;
    if (one === '《' || one === '“') depth += 1;
    else if (one === '》' || one === '”') depth = Math.max(0, depth - 1);
    if (!'。!?;.'.includes(one)) continue;
    if (depth > 0 && one !== '。' && /[\u4e00-\u9fff]/.test(line.slice(Math.max(0, at - 3), at))) continue;
    let end = at + 1;
    while (end < line.length && /["”')\]》]/.test(line[end]!)) end += 1;
    if (one === '。' || isUnspaced(line, at)) cut(end);
    else if (one === '.' && isFullStop(line, at)) cut(end);
    else if (one === '.') {
      if (
        /^\s+["“'‘(*_]*[A-Z0-9\u4e00-\u9fff]/.test(line.slice(end, end + 6)) &&
        (!isAbbreviation(line, at) || endsAtFirm(line, at, end))
      )
        cut(end);
    } else if (one === ';' && /&#?\w+$/.test(line.slice(Math.max(0, at - 6), at))) continue;
    else if (one !== ';' || /[\u4e00-\u9fff]/.test(line)) cut(end);
  }
  cut(line.length);
  return pieces;
}

/** The short form of a firm's name that ends its sentence too. */
function endsAtFirm(line: string, at: number, end: number): boolean {
  const opener = /^\s+([A-Z][a-z]*) [a-z0-9A-Z]/.exec(line.slice(end, end + 24));
  return /\b(?:Inc|Co|Ltd|Corp)$/.test(line.slice(Math.max(0, at - 4), at)) && OPENERS.has(opener?.[1] ?? '');
}

/** A full stop whose blank was lost: "of regulations.Dragon Ball Live", not "Trip.com" or "e.g.". */
function isUnspaced(line: string, at: number): boolean {
  return (
    line[at] === '.' &&
    /[a-z]{4}$/.test(line.slice(at - 4, at)) &&
    /^[A-Z][a-z]+[ ,]/.test(line.slice(at + 1, at + 24))
  );
}

/** A half-width full stop of a Chinese mirror: no digit in front, a Chinese character or nothing behind. */
function isFullStop(line: string, at: number): boolean {
  return (
    /[\u4e00-\u9fff]|^$/.test(line[at + 1] ?? '') &&
    /[^\d\s.]/.test(line[at - 1] ?? ' ') &&
    /[\u4e00-\u9fff]/.test(line.slice(Math.max(0, at - 6), at))
  );
}
