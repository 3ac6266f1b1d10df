/** A constant sentence and fields, as pino takes them. */
export interface Log {
  info(fields: object, sentence: string): void;
  warn(fields: object, sentence: string): void;
}
