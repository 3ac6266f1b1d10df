/** Same numbers in every run, 0..1 (xorshift). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const ONSETS = 'b c d f g h j k l m n p r s t v w ch sh th st tr pl'.split(' ');
const VOWELS = 'a e i o u ai ea ee ou'.split(' ');
const CODAS = ['', '', 'n', 'r', 's', 't', 'l', 'ng', 'ck', 'nd'];

/**
 * Invented names and a text of about `units` UTF-16 units, half Chinese, half English. Names are
 * made of the text's own words and syllables, so that their beginnings are met everywhere; words
 * follow Zipf's law as in real texts; one word in fifty is a name.
 */
export function namesAndText(count: number, units: number): { names: string[]; text: string } {
  const random = seeded(20_210_818);
  const below = (limit: number): number => Math.floor(random() * limit);
  const zipf = (limit: number): number => Math.floor(Math.exp(random() * Math.log(limit + 1))) - 1;
  const of = <T>(list: readonly T[], at = below(list.length)): T => list[at]!;
  const many = (times: number, make: () => string): string =>
    Array.from({ length: times }, make).join('');

  const syllable = (): string => of(ONSETS) + of(VOWELS) + of(CODAS);
  const characters = Array.from({ length: 3500 }, (_, at) =>
    String.fromCharCode(0x4e00 + ((at * 5) % 20_000)),
  );
  const chinese = Array.from({ length: 6000 }, () =>
    many(of([1, 2, 2, 2, 3]), () => of(characters, zipf(3500))),
  );
  const english = Array.from({ length: 5000 }, () => many(1 + below(3), syllable));

  const names = new Set<string>();
  while (names.size < count) {
    const kind = random();
    const coined = many(2 + below(2), syllable);
    const latin = random() < 0.4 ? `${coined} ${of(english)}` : coined;
    if (kind < 0.6) names.add(many(2 + below(2), () => of(chinese)));
    else if (kind < 0.9) names.add(latin);
    else names.add(of(chinese) + syllable());
  }
  const list = [...names];
  const sentences: string[] = [];
  for (let length = 0; length < units; length += sentences.at(-1)!.length) {
    const isChinese = random() < 0.6;
    const word = (): string => {
      if (random() < 0.02) return of(list);
      return isChinese ? of(chinese, zipf(6000)) : `${of(english, zipf(5000))} `;
    };
    sentences.push(isChinese ? `${many(20, word)}，` : `${many(12, word)}. `);
  }
  return { names: list, text: sentences.join('') };
}
