import { utils, write } from '@e965/xlsx';
import { strToU8, zipSync } from 'fflate';

/** A docx with this body, the smallest that Word and its readers accept. */
export function docx(body: string, extra: Record<string, Uint8Array> = {}): Uint8Array {
  const open = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  return zipSync({
    '[Content_Types].xml': strToU8(
      `${open}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `${open}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/document.xml': strToU8(
      `${open}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    ),
    ...extra,
  });
}

/** An archive that says of one of its files that it unpacks to so many bytes. */
export function declaring(archive: Uint8Array, name: string, bytes: number): Uint8Array {
  const changed = Buffer.from(archive);
  // The directory at the end names each file once more: its size stands 22 bytes before its name.
  changed.writeUInt32LE(bytes, changed.lastIndexOf(name) - 22);
  return new Uint8Array(changed);
}

/** A sheet of plain cells, as office programs write it; `merges` are ranges such as `A1:B2`. */
export function xlsx(
  rows: readonly (readonly string[])[],
  merges: readonly string[] = [],
): Uint8Array {
  const made = utils.book_new();
  const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
  sheet['!merges'] = merges.map((range) => utils.decode_range(range));
  utils.book_append_sheet(made, sheet, 'Sheet1');
  return new Uint8Array(write(made, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
}

export const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

/**
 * A table of a docx; `↑` continues the cell above (a vertical merge), `text→2` spans two columns.
 */
export function wordTable(rows: readonly (readonly string[])[]): string {
  const begins = (r: number, c: number) => rows[r + 1]?.[c] === '↑';
  const cell = (text: string, r: number, c: number) => {
    const [words, span] = text.split('→');
    const across = span ? `<w:gridSpan w:val="${span}"/>` : '';
    const restart = begins(r, c) ? '<w:vMerge w:val="restart"/>' : '';
    const down = text === '↑' ? '<w:vMerge/>' : restart;
    return `<w:tc><w:tcPr>${across}${down}</w:tcPr>${paragraph(text === '↑' ? '' : words!)}</w:tc>`;
  };
  return `<w:tbl>${rows.map((row, r) => `<w:tr>${row.map((text, c) => cell(text, r, c)).join('')}</w:tr>`).join('')}</w:tbl>`;
}

/**
 * A PDF with one content stream a page. `F1` is a Chinese font that is named and not embedded, as
 * old office programs write it.
 */
export function pdf(pages: readonly string[], pageExtra = ''): Uint8Array {
  const font = 5;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${8 + at * 2} 0 R`).join(' ')}] >>`,
    '<< >>',
    '<< >>',
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /FontDescriptor 7 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
    ...pages.flatMap((stream, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] ${pageExtra} /Contents ${9 + at * 2} 0 R /Resources << /Font << /F1 ${font} 0 R >> >> >>`,
      `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    ]),
  ];
  let out = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = out.length;
    out += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const start = out.length;
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  out += places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  out += `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`;
  return new Uint8Array(Buffer.from(out, 'latin1'));
}

/** A PDF whose one page is a stream that was packed twice. */
export function packedPdf(twice: Buffer): Uint8Array {
  const stream = twice.toString('latin1');
  const plain = Buffer.from(pdf([stream])).toString('latin1');
  const length = `/Length ${stream.length} >>`;
  return Buffer.from(
    plain.replace(length, `/Length ${stream.length} /Filter [/FlateDecode /FlateDecode] >>`),
    'latin1',
  );
}

/** Operators that write a text at a place, 10 points high. */
export function written(text: string, x: number, y: number): string {
  const hex = [...text]
    .map((letter) => letter.charCodeAt(0).toString(16).padStart(4, '0'))
    .join('');
  return `BT /F1 10 Tf ${x} ${y} Td <${hex}> Tj ET`;
}

/** Operators that draw a line. */
export const drawn = (x0: number, y0: number, x1: number, y1: number) =>
  `${x0} ${y0} m ${x1} ${y1} l S`;
