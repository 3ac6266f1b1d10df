/** A piece of HTML in which every text from outside is escaped. */
export class Markup {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

/** Markup of our own, as it is. */
export const raw = (markup: string): Markup => new Markup(markup);

type MarkupPart = string | number | Markup | readonly MarkupPart[];

/** A template whose values are escaped, but for markup that a template made. */
export function html(strings: TemplateStringsArray, ...values: readonly MarkupPart[]): Markup {
  const text = strings.map((own, at) => own + (at < values.length ? written(values[at]!) : ''));
  return new Markup(text.join(''));
}

function written(part: MarkupPart): string {
  if (part instanceof Markup) return part.markup;
  return typeof part === 'object' ? part.map(written).join('') : escaped(String(part));
}

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
