import type { Line } from '../../document/page.ts';
import { columnOf } from '../cell-shape.ts';

const MOST = 18;
/** Words that a narrow header cell begins with and goes on below: "应用 / 来源", "检测 / 版本号". */
const BEGINS = /^(?:应用|App|软件|小程序|检测|测试|开发|运营|所涉|存在|下载|上架|主要|涉及|样本)$/iu;

/** The header cells in front of the first record, from its ordinal column on, where some were broken over two lines; null without one. */
export function brokenHeader(lines: readonly Line[]): Line[][] | null {
  const near = lines.slice(-MOST);
  const from = near.findLastIndex((line) => columnOf(line.text) === 'number');
  if (from < 0 || near.slice(from).some((line) => line.text.trim().length > 12)) return null;
  const rest = near.slice(from);
  const cells: Line[][] = [];
  let named = false;
  for (let at = 0; at < rest.length; at += 1) {
    const line = rest[at]!;
    const next = rest[at + 1];
    const joins = next !== undefined && BEGINS.test(line.text.trim()) && columnOf(both(line, next)) !== null;
    const alone = columnOf(line.text);
    // "应用" is the name of the app itself where no other cell names it.
    const isName: boolean = !named && alone === 'name' && !isNamedBelow(rest.slice(at + 1));
    const cell: Line[] = joins && !isName ? [line, next] : [line];
    const column = cell.length > 1 ? columnOf(both(line, next!)) : alone;
    if (column === null) return null;
    cells.push(cell);
    at += cell.length - 1;
    named ||= column === 'name';
  }
  return cells.length >= 3 ? cells : null;
}

const both = (line: Line, next: Line) => `${line.text.trim()}${next.text.trim()}`;

/** Whether a later cell names the app by itself: then this word only begins another. */
function isNamedBelow(lines: readonly Line[]): boolean {
  return lines.some((line) => line.text.trim().length > 2 && columnOf(line.text) === 'name');
}
