import { Converter } from 'opencc-js/cn2t';

/**
 * Words that conversion takes for those of computing: 代码 is a ticker here and no code, 发布 is said
 * of a notice and of no software.
 */
const OWN: Readonly<Record<string, string>> = { 发布: '發布', 代码: '代碼', 对象: '對象' };

let convert: ((text: string) => string) | null = null;

/**
 * Simplified Chinese as it is written in Taiwan, its words included (软件 -> 軟體). What stands between
 * “ ” is a quotation and stays as it was written.
 */
export function inTraditional(text: string): string {
  convert ??= Converter({ from: 'cn', to: 'twp' });
  return text
    .split(/(“[^“”]*”|发布|代码|对象)/u)
    .map((part, index) => (index % 2 === 1 ? (OWN[part] ?? part) : convert!(part)))
    .join('');
}
