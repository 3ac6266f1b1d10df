import { SaxesParser } from 'saxes';

/** Levels of lists that count, by `<numId> <level>`, and styles that are headings, by id. */
export interface WordStyles {
  readonly counted: ReadonlySet<string>;
  readonly headings: ReadonlySet<string>;
}

const HEADING = /^(?:heading 1|title|标题|标题 1)$/iu;

/** Lists and headings by `numbering.xml` and `styles.xml`; broken parts are ignored. */
export function stylesOf(numbering: string, styles: string): WordStyles {
  const levels = new Map<string, string>();
  const abstractOf = new Map<string, string>();
  let abstract = '';
  let level = '';
  let num = '';
  eachElement(numbering, (name, values) => {
    if (name === 'w:abstractNum') abstract = values['w:abstractNumId'] ?? '';
    else if (name === 'w:lvl') level = values['w:ilvl'] ?? '';
    else if (name === 'w:numFmt') levels.set(`${abstract} ${level}`, values['w:val'] ?? '');
    else if (name === 'w:num') num = values['w:numId'] ?? '';
    else if (name === 'w:abstractNumId') abstractOf.set(num, values['w:val'] ?? '');
  });
  const counted = [...abstractOf].flatMap(([id, of]) =>
    [...levels].flatMap(([key, format]) => {
      const [owner, own] = key.split(' ');
      return owner === of && format !== 'bullet' && format !== 'none' ? [`${id} ${own}`] : [];
    }),
  );
  const headings: string[] = [];
  let style = '';
  eachElement(styles, (name, values) => {
    if (name === 'w:style') style = values['w:styleId'] ?? '';
    else if (name === 'w:name' && HEADING.test(values['w:val'] ?? '')) headings.push(style);
  });
  return { counted: new Set(counted), headings: new Set(headings) };
}

function eachElement(
  text: string,
  onElement: (name: string, values: Readonly<Record<string, string>>) => void,
): void {
  const xml = new SaxesParser();
  xml.on('opentag', (tag) => onElement(tag.name, tag.attributes));
  xml.on('error', (error) => {
    throw error;
  });
  try {
    xml.write(text).close();
  } catch {
    // Everything read up to the error counts.
  }
}
