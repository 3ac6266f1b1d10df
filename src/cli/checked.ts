/** What one check of `doctor` found. */
export interface Checked {
  readonly state: 'ok' | 'mind' | 'broken';
  readonly says: string;
  readonly remedy?: string;
}
