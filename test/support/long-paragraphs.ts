/** What a paragraph without end may be made of; each took seconds or minutes once. */
export const LONG_PARAGRAPHS: readonly (readonly [about: string, unit: string])[] = [
  ['digits', '1'],
  ['letters', 'a'],
  ['fines', '罚款100万元'],
  ['fines between commas', '罚款100万元，'],
  ['steps', '工信部通报木棉App，'],
  ['opening marks', '《木棉'],
  ['commas and quotes', ',"a'],
  ['bars', '| '],
  ['names with words that close lists', '成都、'],
  ['platforms on which one sells', '在木、'],
  ['letters to partners', '向代理'],
  ['days', '4月30日收到警示函，'],
];
