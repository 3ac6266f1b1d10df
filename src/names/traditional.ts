import { Converter } from 'opencc-js/cn2t';

let convert: ((text: string) => string) | null = null;

/**
 * Simplified Chinese as it is written in Taiwan, its words included (软件 -> 軟體). What stands between “ ” is a quotation and stays as
 * it was written.
 */
export function inTraditional(text: string): string {
  convert ??= Converter({ from: 'cn', to: 'twp' });
  return text
    .split(/(“[^“”]*”)/u)
    .map((part, index) => (index % 2 === 1 ? part : convert!(part)))
    .join('');
}
