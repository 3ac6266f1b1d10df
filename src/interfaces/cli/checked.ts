/** What one check found. */
export interface Checked {
  readonly state: 'ok' | 'mind' | 'broken';
  readonly text: string;
  readonly remedy?: string;
}

export const ok = (text: string): Checked => ({ state: 'ok', text: text });
export const mind = (text: string, remedy: string): Checked => ({
  state: 'mind',
  text: text,
  remedy,
});
export const broken = (text: string, remedy: string): Checked => ({
  state: 'broken',
  text: text,
  remedy,
});
export const unless = (isWrong: boolean, description: string, remedy: string): Checked =>
  isWrong ? mind(description, remedy) : ok(description);
export const isoOf = (at: number) => new Date(at).toISOString();
