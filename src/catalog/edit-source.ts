import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';

/** Values to set in a source's entry; null removes the line. */
export type SourceChanges = Readonly<
  Record<string, string | readonly string[] | Readonly<Record<string, string>> | null>
>;

/**
 * Sets values in one source of a YAML file and leaves every other character as it is. Null where no source of that id stands there as a
 * list of lines.
 */
export function editSource(text: string, id: string, changes: SourceChanges): string | null {
  let edited = text;
  for (const [key, value] of Object.entries(changes)) {
    const entry = entryOf(edited, id);
    if (entry === null) return null;
    edited = setValue(edited, entry, key, value);
  }
  return edited;
}

function entryOf(text: string, id: string): YAMLMap | null {
  const sources = parseDocument(text, { schema: 'failsafe' }).get('sources');
  if (!isSeq(sources)) return null;
  const entry = sources.items.find((one) => isMap(one) && one.get('id') === id);
  return isMap(entry) && entry.flow !== true ? entry : null;
}

function setValue(text: string, entry: YAMLMap, key: string, value: SourceChanges[string]): string {
  const pair = entry.items.find((one) => isScalar(one.key) && one.key.value === key);
  const range = (pair?.value as { range?: readonly [number, number, number] } | null)?.range;
  if (range !== undefined && pair !== undefined) {
    const [from] = (pair.key as { range: readonly [number, number, number] }).range;
    // A list of lines reaches up to the next entry.
    const until = text.slice(0, range[1]).trimEnd().length;
    const [start, end] = [text.lastIndexOf('\n', from) + 1, text.indexOf('\n', until)];
    if (value === null) return text.slice(0, start) + text.slice(end < 0 ? text.length : end + 1);
    return `${text.slice(0, from)}${key}: ${written(value)}${text.slice(until)}`;
  }
  if (value === null) return text;
  // A new line stands before the note, which is the last of an entry, or after its last value.
  const note = entry.items.find((one) => isScalar(one.key) && one.key.value === 'note');
  const first = (entry.items[0]!.key as { range: readonly [number, number, number] }).range[0];
  const indent = ' '.repeat(first - text.lastIndexOf('\n', first) - 1);
  const at =
    note === undefined
      ? text.indexOf('\n', entry.range![1] - 1) + 1
      : text.lastIndexOf('\n', (note.key as { range: readonly [number, number, number] }).range[0]) + 1;
  return `${text.slice(0, at)}${indent}${key}: ${written(value)}\n${text.slice(at)}`;
}

function written(value: NonNullable<SourceChanges[string]>): string {
  if (typeof value === 'string') return scalar(value);
  if (Array.isArray(value)) return `[${value.map(scalar).join(', ')}]`;
  return `{ ${Object.entries(value)
    .map(([key, one]) => `${key}: ${scalar(one)}`)
    .join(', ')} }`;
}

/** Plain where YAML reads it back as it is, in double quotes otherwise. */
function scalar(value: string): string {
  return /^[A-Za-z0-9][\w.-]*$/.test(value) ? value : JSON.stringify(value);
}
