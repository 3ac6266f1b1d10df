import { normalise } from '../../../knowledge/names/fold.ts';

const simplified = new Uint16Array(0x10000);
/** Characters and the one for which each is taken. */
const FIXED: ReadonlyMap<number, string> = new Map(
  [...'\u00a0\u3000\u2018\u2019\u02bc「」『』﹝﹞〔〕﹑〈〉＂'].map((one, at) => [
    one.charCodeAt(0),
    `  '''“”“”()()、《》"`[at]!,
  ]),
);

/**
 * The text in one spelling, unit for unit, so that an offset in one is an offset in the other:
 * traditional characters simplified, full-width letters, digits and brackets plain, one kind of
 * blank and apostrophe. Case is kept.
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
  simplified[unit] = plainUnit(unit).charCodeAt(0);
  return simplified[unit]!;
}

function plainUnit(unit: number): string {
  const character = String.fromCharCode(unit);
  if (unit >= 0xff01 && unit <= 0xff5e)
    return FIXED.get(unit) ?? String.fromCharCode(unit - 0xfee0);
  const simple = unit >= 0x3400 && unit <= 0x9fff ? normalise(character) : '';
  return FIXED.get(unit) ?? (simple.length === 1 ? simple : character);
}
