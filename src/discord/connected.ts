/** `final` = trying again is of no use before a person changed something. */
export type Connected =
  | { readonly ok: true }
  | { readonly ok: false; readonly because: string; readonly final: boolean };
