import { normalise } from '../../names/normalise.ts';

const simplified = new Uint16Array(0x10000);
const FIXED: ReadonlyMap<string, string> = new Map([
  ['\u00a0', ' '],
  ['\u3000', ' '],
  ['\u2018', "'"],
  ['\u2019', "'"],
  ['\u02bc', "'"],
  ['「', '“'],
  ['」', '”'],
  ['『', '“'],
  ['』', '”'],
  ['﹝', '('],
  ['﹞', ')'],
  ['〔', '('],
  ['〕', ')'],
  ['﹑', '、'],
  ['〈', '《'],
  ['〉', '》'],
  ['＂', '"'],
]);

/**
 * The text in one spelling, unit for unit, so that an offset in one is an offset in the other: traditional characters
 * simplified, full-width letters, digits and brackets plain, one kind of blank and apostrophe. Case is kept.
 */
export function foldUnits(text: string): string {
  let folded = '';
  let copied = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    const plain = simplified[unit] || learn(unit);
    if (plain === unit) continue;
    folded += text.slice(copied, at) + String.fromCharCode(plain);
    copied = at + 1;
  }
  return copied === 0 ? text : folded + text.slice(copied);
}

function learn(unit: number): number {
  const plain = plainUnit(unit);
  simplified[unit] = plain;
  return plain;
}

function plainUnit(unit: number): number {
  const one = String.fromCharCode(unit);
  const fixed = FIXED.get(one);
  if (fixed !== undefined) return fixed.charCodeAt(0);
  if (unit >= 0xff01 && unit <= 0xff5e) return unit - 0xfee0;
  if (unit >= 0x3400 && unit <= 0x9fff) {
    const simple = normalise(one);
    if (simple.length === 1) return simple.charCodeAt(0);
  }
  return unit;
}
