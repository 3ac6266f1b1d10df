/** Legal forms of Japan and Korea, before or behind the name. */
const LEGAL_FORM =
  '(?:株式会社|合同会社|有限会社|\\(株\\)|\\(有\\)|주식회사|유한책임회사|유한회사|\\(주\\)|\\(유\\))';
const BEFORE = new RegExp(`^${LEGAL_FORM}`, 'u');
const BEHIND = new RegExp(`${LEGAL_FORM}$`, 'u');
const HANGUL = /\p{Script=Hangul}/u;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const GROUP_WORD = /(?:ホールディングス|グループ本社|グループ|홀딩스|금융지주|지주)$/u;

/** How Koreans write Latin letters of a firm's name: LG is 엘지. */
const LETTERS: Readonly<Record<string, string>> = {
  a: '에이',
  b: '비',
  c: '씨',
  d: '디',
  e: '이',
  f: '에프',
  g: '지',
  h: '에이치',
  i: '아이',
  j: '제이',
  k: '케이',
  l: '엘',
  m: '엠',
  n: '엔',
  o: '오',
  p: '피',
  q: '큐',
  r: '알',
  s: '에스',
  t: '티',
  u: '유',
  v: '브이',
  w: '더블유',
  x: '엑스',
  y: '와이',
  z: '제트',
};

/** A name of a Japanese or Korean firm, ready to be compared. */
export interface LocalName {
  /** Without legal form and blanks; in a Korean name Latin letters as they are read. */
  readonly key: string;
  /** The same without a word for a group, where the name has one. */
  readonly short: string | null;
}

/** Null where the text is no name in the writing of Japan or Korea. */
export function localName(text: string): LocalName | null {
  const written = text.normalize('NFKC').trim();
  const bare = written.replace(BEFORE, '').replace(BEHIND, '').trim();
  const isFirm = bare !== written;
  const isKorean = HANGUL.test(written);
  if (bare === '' || !(isFirm || isKorean || KANA.test(written))) return null;
  const letters = bare.toLowerCase().replace(/[\s·・.,&'’-]/gu, '');
  const key = isKorean ? letters.replace(/[a-z]/gu, (letter) => LETTERS[letter]!) : letters;
  const short = key.replace(GROUP_WORD, '');
  return key === '' ? null : { key, short: short === key || short === '' ? null : short };
}

/** The same of a name that an exchange lists: it has no legal form, and may be in Latin letters. */
export function listedLocalName(text: string, country: 'JP' | 'KR'): LocalName | null {
  return localName(`${country === 'KR' ? '주식회사' : '株式会社'}${text}`);
}
