import type { Document } from '../../domain/document.ts';
import type { Incoming } from '../decode.ts';

/** What is sent to the reading process: one file, as plain values. */
export type Order = { incoming: Omit<Incoming, 'ocr'> };

/** What comes back. */
export type Answer = { document: Document };
