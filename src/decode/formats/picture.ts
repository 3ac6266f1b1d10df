import { type Draught, draught } from '../draft.ts';

/** A picture stands for itself: a block without text, and the finding that a list may be in it. Reading its letters is another step. */
export async function decodePicture(
  _bytes: Uint8Array,
  _limits: unknown,
  url: string | null,
): Promise<Draught> {
  return draught([{ kind: 'picture', src: url ?? '', alt: '' }], {
    findings: [
      { code: 'list-is-a-picture', message: 'The document is a picture; its letters were not read.' },
    ],
  });
}
