// Formats of Node's Intl by locale and options, each made once: making one takes as long as writing
// a hundred sentences with it.

function madeOnce<Options extends object, Format>(
  make: (tag: string, options: Options) => Format,
): (tag: string, options: Options) => Format {
  const known = new Map<string, Format>();
  return (tag, options) => {
    const key = `${tag} ${JSON.stringify(options)}`;
    const format = known.get(key) ?? make(tag, options);
    known.set(key, format);
    return format;
  };
}

export const numberFormat = madeOnce(
  (tag, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(tag, options),
);

export const listFormat = madeOnce(
  (tag, options: Intl.ListFormatOptions) => new Intl.ListFormat(tag, options),
);

/** Names of countries, currencies and the like in a language. */
export const displayNames = madeOnce(
  (tag, options: Intl.DisplayNamesOptions) => new Intl.DisplayNames([tag], options),
);
