const KEPT = 16;

/**
 * The same function, which keeps its last few answers: each wording of a step in a sentence asks again what does not
 * change within that sentence, so that a sentence with hundreds of them would take the square of its length.
 */
export function remembered<T>(of: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const answer = of(text);
    if (known.size >= KEPT) known.clear();
    known.set(text, answer);
    return answer;
  };
}
