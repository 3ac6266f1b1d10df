/** Order of two texts by their characters: negative, 0 or positive, as `sort` asks for. */
export function byText(text: string, other: string): number {
  if (text === other) return 0;
  return text < other ? -1 : 1;
}
