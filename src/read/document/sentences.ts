const ABBREVIATION =
  /(?:\b(?:Mr|Mrs|Ms|Dr|St|No|Inc|Co|Ltd|Corp|vs|etc|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Prof|Gov|Sen|Rep|approx)|\b[A-Z])\.$/;

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
        (!ABBREVIATION.test(line.slice(Math.max(0, at - 8), at + 1)) || endsAtFirm(line, at, end))
      )
        cut(end);
    } else if (one === ';' && /&#?\w+$/.test(line.slice(Math.max(0, at - 6), at))) continue;
    else if (one !== ';' || /[\u4e00-\u9fff]/.test(line)) cut(end);
  }
  cut(line.length);
  return pieces;
}

/** The short form of a firm's name that ends its sentence too: "… and DouYu International Holdings Ltd. The penalties …". */
function endsAtFirm(line: string, at: number, end: number): boolean {
  return (
    /\b(?:Inc|Co|Ltd|Corp)\.$/.test(line.slice(Math.max(0, at - 5), at + 1)) &&
    /^\s+(?:The|It|Its|In|On|They|Their|This|That|These|Those|But|And|An?|He|She|For|At|As|After|When|While|Both|All|Some|Under|According|Last|Earlier|Shares) [a-z0-9A-Z]/.test(
      line.slice(end, end + 24),
    )
  );
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
