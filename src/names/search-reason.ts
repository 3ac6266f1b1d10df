import type { How, NameKind, Why } from '../domain/name-search.ts';

const SENTENCES: Readonly<Record<How, (query: string, name: string) => Why>> = {
  ticker: (query, name) => ({
    en: `“${query}” is its ticker ${name}`,
    zh: `“${query}”是它的股票代码 ${name}`,
  }),
  exact: (query, name) => ({ en: `“${query}” is its name “${name}”`, zh: `“${query}”就是它的名称“${name}”` }),
  prefix: (query, name) => ({
    en: `its name “${name}” begins with “${query}”`,
    zh: `它的名称“${name}”以“${query}”开头`,
  }),
  pinyin: (query, name) => ({
    en: `its name “${name}” sounds like “${query}” from its beginning`,
    zh: `它的名称“${name}”的读音与“${query}”从头相同`,
  }),
  initials: (query, name) => ({
    en: `“${query}” are pinyin initials of its name “${name}”`,
    zh: `“${query}”是它的名称“${name}”的拼音首字母`,
  }),
  contains: (query, name) => ({
    en: `its name “${name}” contains “${query}”`,
    zh: `它的名称“${name}”包含“${query}”`,
  }),
  typo: (query, name) => ({
    en: `its name “${name}” is spelt almost like “${query}”`,
    zh: `它的名称“${name}”与“${query}”拼写相近`,
  }),
};

/** Why a search took an entry, as a sentence that goes on from the entry's own name. */
export function whyFound(how: How, query: string, name: string, kind: NameKind): Why {
  const typed = query.trim();
  const plain = SENTENCES[how](typed, name);
  return kind === 'old' ? { en: `${plain.en} (a former one)`, zh: `${plain.zh}（旧称）` } : plain;
}
