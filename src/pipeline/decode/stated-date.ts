/** Lines at the top and the foot of a page that may state its publication. */
const NEAR = 14;
const LONGEST = 160;
/** Labels of the publication date, most reliable first. */
const LABELS: readonly RegExp[] = [
  /(?:发布(?:时间|日期)|发文(?:时间|日期)|公布(?:时间|日期)|公开日期|印发日期|成文日期|发布于)\s{0,3}[:：]?\s{0,3}/u,
  /(?:时间|日期)\s{0,3}[:：]\s{0,3}/u,
  /\b(?:posted on|published on|published|date published|release date|issued on|issued|date|last updated)\s{0,3}[:|]\s{0,3}/iu,
];
const DATE_ZH = /^(20\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?(?:\s{1,2}\d{1,2}:\d{2})?)/u;
const DATE_EN =
  /^((?:[A-Z][a-z]{2,8},? )?(?:\d{1,2} [A-Za-z]{3,9},? 20\d\d|[A-Za-z]{3,9}\.? \d{1,2},? 20\d\d))/u;

/**
 * The date that a page states in its text behind a label, verbatim: "发布时间：2024-06-30", "Posted On:
 * 02 SEP 2020". Null where no such line stands near its top or foot.
 */
export function dateInText(paragraphs: readonly string[]): string | null {
  const lines = paragraphs.filter((text) => text.length <= LONGEST);
  const near = [...lines.slice(0, NEAR), ...lines.slice(Math.max(NEAR, lines.length - NEAR))];
  for (const label of LABELS)
    for (const line of near) {
      const match = label.exec(line);
      const rest = match === null ? '' : line.slice(match.index + match[0].length);
      const date = (DATE_ZH.exec(rest) ?? DATE_EN.exec(rest))?.[1];
      if (date !== undefined) return date;
    }
  return null;
}
