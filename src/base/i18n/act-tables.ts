export type TextTable = Readonly<Record<string, string>>;

/**
 * How a language says acts, one file a language: `config/messages/<language>/acts.json`.
 *
 * `did` has a row a measure (`fine`, with a form `probe/formal`) and in it a sentence a posture.
 * A row may be for acts that state what is demanded (`order+terms`), for a part of a company
 * (`rectify@part`) or the whole (`sales-cut@company`), for whom an act binds
 * (`purchase-ban#state-devices`), for a size (`fine-confiscation`, `pay-unsized`). What stands in
 * square brackets is said only where its gap is filled. A gap that a sentence does not have is said
 * in brackets behind it, so that nothing is left out.
 */
export interface ActTable {
  readonly did: Readonly<Record<string, TextTable>>;
  readonly effects: TextTable;
  readonly nouns: TextTable;
  readonly frames: TextTable;
  readonly details: TextTable;
  readonly sums: TextTable;
  /** The same of what is only intended. */
  readonly plannedSums: TextTable;
  /** Kinds of sums without an amount. */
  readonly sumKinds: TextTable;
  readonly per: TextTable;
  readonly who: TextTable;
  readonly scope: TextTable;
  readonly groups: TextTable;
  readonly measures: TextTable;
  /** Forms of measures: `probe/formal`. */
  readonly forms: TextTable;
  readonly effectNames: TextTable;
  readonly postures: TextTable;
  /** Countries that take an article inside a sentence. */
  readonly article: readonly string[];
  readonly regions: TextTable;
  /** Names of authorities that a sentence writes otherwise inside. */
  readonly inSentence: TextTable;
  /** Whether a currency is written by its code or by its name. */
  readonly currencyName: string;
  readonly currencies: TextTable;
  readonly money: string;
  /** Abbreviations of thousands, millions and so on as a sentence writes them. */
  readonly units: TextTable;
  /** Amounts below it are written out. */
  readonly plainBelow: number;
}
