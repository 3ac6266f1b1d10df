import { invalidForm, refusal } from './failure.ts';

/** A file that came with a request, in the order of `files[n]`. */
export interface SentFile {
  readonly index: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}
export interface ParsedBody {
  readonly json: unknown;
  readonly files: readonly SentFile[];
}

const MOST_BYTES_A_FILE = 10 * 1024 * 1024;
const MOST_BYTES_A_REQUEST = 25 * 1024 * 1024;

/**
 * Reads JSON or `payload_json` with `files[n]`; throws 50109 for broken JSON, 40005 for what is too
 * large.
 */
export async function parseBody(raw: Buffer, contentType: string | undefined): Promise<ParsedBody> {
  if (raw.length > MOST_BYTES_A_REQUEST) throw refusal(40005);
  if (raw.length === 0) return { json: undefined, files: [] };
  if (contentType?.startsWith('application/json'))
    return { json: parseJson(raw.toString('utf8')), files: [] };
  if (contentType?.startsWith('multipart/form-data')) return parseMultipart(raw, contentType);
  throw invalidForm([
    {
      path: [],
      code: 'CONTENT_TYPE_INVALID',
      message:
        'Expected "Content-Type" header to be one of {application/json, multipart/form-data}.',
    },
  ]);
}

async function parseMultipart(raw: Buffer, contentType: string): Promise<ParsedBody> {
  const form = await new Response(new Uint8Array(raw), {
    headers: { 'content-type': contentType },
  }).formData();
  const files: SentFile[] = [];
  let json: unknown = {};
  for (const [key, value] of form) {
    if (key === 'payload_json') {
      json = parseJson(typeof value === 'string' ? value : await value.text());
      continue;
    }
    const index = /^files\[(\d+)\]$/.exec(key)?.[1];
    if (index === undefined || typeof value === 'string') continue;
    const bytes = new Uint8Array(await value.arrayBuffer());
    if (bytes.length > MOST_BYTES_A_FILE) throw refusal(40005);
    files.push({ index, name: value.name, type: value.type, bytes });
  }
  return { json, files };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(50109);
  }
}
