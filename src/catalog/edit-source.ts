import { isMap, isSeq, parseDocument } from 'yaml';

/** Values to set in a source's entry; null removes one. */
export type SourceChanges = Readonly<Record<string, unknown>>;

/**
 * Sets values in one source of a YAML file whose form is that of `config/regulators`, where nothing else changes. Null where no source
 * of that id stands there.
 */
export function editSource(text: string, id: string, changes: SourceChanges): string | null {
  const document = parseDocument(text, { schema: 'failsafe' });
  const sources = document.get('sources');
  const entry = isSeq(sources) ? sources.items.find((one) => isMap(one) && one.get('id') === id) : undefined;
  if (!isMap(entry)) return null;
  for (const [key, value] of Object.entries(changes))
    if (value === null) entry.delete(key);
    else entry.set(key, typeof value === 'string' ? value : document.createNode(value, { flow: true }));
  return document.toString({ lineWidth: 0 });
}
