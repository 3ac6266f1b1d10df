/** What one check found. */
export interface Checked {
  readonly state: 'ok' | 'mind' | 'broken';
  readonly says: string;
  readonly remedy?: string;
}

export const ok = (says: string): Checked => ({ state: 'ok', says });
export const mind = (says: string, remedy: string): Checked => ({ state: 'mind', says, remedy });
export const broken = (says: string, remedy: string): Checked => ({
  state: 'broken',
  says,
  remedy,
});
export const unless = (isWrong: boolean, says: string, remedy: string): Checked =>
  isWrong ? mind(says, remedy) : ok(says);
export const isoOf = (at: number) => new Date(at).toISOString();
