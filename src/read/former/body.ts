import type { OutletId, RegulatorId } from '../../domain/ids.ts';

/** Who is named: an authority or a newspaper. */
export type Body =
  | {
      readonly kind: 'regulator';
      readonly id: RegulatorId;
      readonly address: boolean;
      /** "the transport ministry": only where the text is about this country. */
      readonly only: Home | null;
      /** The same words in a text about another country ("the IT ministry"). */
      readonly elsewhere: { readonly id: RegulatorId; readonly only: Home } | null;
    }
  | { readonly kind: 'outlet'; readonly id: OutletId };

/** A country whose authorities are also named without it ("the industry ministry"). */
export type Home = 'CN' | 'IN';
