import { draft, type MentionDraft } from '../../document/mention-draft.ts';
import { type Line, partOf, spanIn } from '../../document/page.ts';
import type { DocumentContext } from '../document-context.ts';
import type { ListReading } from '../grid-rows.ts';

type Field = 'name' | 'developer' | 'version' | 'store' | 'other';

/** Words in front of a value, in lines "应用名称：甲　开发者：乙　版本：1.0". */
const LABELS: readonly (readonly [Field, string])[] = [
  ['name', '(?:应用|移动应用|App|软件|小程序|SDK|产品)(?:名称|名)|App name|Application name'],
  [
    'developer',
    '(?:应用|App)?(?:开发者|运营者|开发运营者|开发商|运营商|运营单位|开发单位|运营主体|主办单位|责任单位|企业名称|单位名称)(?:名称)?|Developer|Operator',
  ],
  ['version', '(?:应用|App)?版本(?:号)?|Version'],
  ['store', '(?:应用|下载|检测|App)?(?:来源|应用商店|应用市场)|App store|Store'],
  ['other', '(?:所涉|存在|违规|违法|主要|具体)?(?:问题|行为|情形)|Issue'],
];
const LABEL = new RegExp(LABELS.map(([field, words]) => `(?<${field}>${words})`).join('|'), 'giu');
const COLON = /^\s{0,3}:\s{0,3}/u;
/** What may stand in front of a label. */
const BEFORE = /(?:^|[\s;,。、|:)\d.])$/u;
const LONGEST_NAME = 40;

interface LabelledValue {
  readonly field: Field;
  readonly value: Line;
}

/**
 * Entries whose values stand behind their labels, in one line or in a line each: an app's name and,
 * behind it, who makes it or its version.
 */
export function labelledRows({ page }: DocumentContext): ListReading | null {
  const entries: { name: Line; developer: string | null; version: string | null }[] = [];
  for (const { field, value } of page.lines.flatMap(valuesIn)) {
    const last = entries.at(-1);
    if (field === 'name') entries.push({ name: value, developer: null, version: null });
    else if (field === 'developer' && last !== undefined) last.developer ??= value.raw;
    else if (field === 'version' && last !== undefined) last.version ??= value.raw;
  }
  const drafts = entries.flatMap(({ name, developer, version }): MentionDraft[] => {
    const isEntry = developer !== null || version !== null;
    if (!isEntry || name.text.length > LONGEST_NAME) return [];
    const span = spanIn(name, 0, name.raw.length);
    const row = { version, store: null, accusations: [], span };
    return [
      draft(name.raw, span, 'labelled-rows', 'listed', {
        developer,
        rows: version === null ? [] : [row],
      }),
    ];
  });
  return drafts.length === 0 ? null : { drafts, nameless: [] };
}

/** Values of a line behind their labels, each up to the next label. */
function valuesIn(line: Line): LabelledValue[] {
  const labels = [...line.text.matchAll(LABEL)].flatMap((match) => {
    const end = match.index + match[0].length;
    const colon = COLON.exec(line.text.slice(end))?.[0];
    const isLabel = BEFORE.test(line.text.slice(0, match.index).slice(-1));
    if (colon === undefined || (match.index > 0 && !isLabel)) return [];
    const field = LABELS.find(([name]) => match.groups?.[name] !== undefined)![0];
    return [{ field, at: match.index, from: end + colon.length }];
  });
  return labels.flatMap(({ field, from }, at): LabelledValue[] => {
    const to = labels[at + 1]?.at ?? line.text.length;
    const text = line.text.slice(from, to);
    const bare = text.replace(/[\s;,。、|]{1,8}$/u, '');
    const start = from + bare.length - bare.trimStart().length;
    return bare.trim() === '' ? [] : [{ field, value: partOf(line, start, from + bare.length) }];
  });
}
