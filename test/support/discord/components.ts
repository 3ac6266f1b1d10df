import type { Flaw } from './failure.ts';

/** A component of any kind as it arrives: only what the rules below look at. */
export interface AnyComponent {
  readonly type: number;
  readonly id?: number;
  readonly style?: number;
  readonly label?: string;
  readonly emoji?: unknown;
  readonly url?: string;
  readonly custom_id?: string;
  readonly sku_id?: string;
  readonly content?: string;
  readonly options?: readonly { value: string }[];
  readonly components?: readonly AnyComponent[];
  readonly component?: AnyComponent;
  readonly accessory?: AnyComponent;
  readonly media?: { url: string };
  readonly file?: { url: string };
  readonly items?: readonly { media: { url: string } }[];
}

type Path = readonly (string | number)[];
type Placed = { readonly component: AnyComponent; readonly path: Path };

const ROW = 1;
const BUTTON = 2;
const SELECTS = [3, 5, 6, 7, 8];
const TEXT_DISPLAY = 10;
const LINK = 5;
const PREMIUM = 6;

/** Every component of a message, nested ones too, each with its path. */
export function walk(components: readonly AnyComponent[], at: Path = ['components']): Placed[] {
  return components.flatMap((component, index) => within(component, [...at, index]));
}

function within(component: AnyComponent, path: Path): Placed[] {
  return [
    { component, path },
    ...walk(component.components ?? [], [...path, 'components']),
    ...(component.accessory ? within(component.accessory, [...path, 'accessory']) : []),
    ...(component.component ? within(component.component, [...path, 'component']) : []),
  ];
}

/** The addresses of pictures and files that components show, each with its path. */
export function mediaOf(components: readonly AnyComponent[]): { url: string; path: Path }[] {
  return walk(components).flatMap(({ component, path }) => [
    ...(component.media ? [{ url: component.media.url, path: [...path, 'media', 'url'] }] : []),
    ...(component.file ? [{ url: component.file.url, path: [...path, 'file', 'url'] }] : []),
    ...(component.items ?? []).map((item, index) => ({
      url: item.media.url,
      path: [...path, 'items', index, 'media', 'url'],
    })),
  ]);
}

/** Rules for components that the published schema does not state. */
export function componentFlaws(components: readonly AnyComponent[], v2: boolean): Flaw[] {
  const all = walk(components);
  return [
    ...(v2 ? totals(all) : legacyShape(components)),
    ...repeated(
      all,
      'custom_id',
      'COMPONENT_CUSTOM_ID_DUPLICATED',
      'Component custom id cannot be duplicated',
    ),
    ...repeated(all, 'id', 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated'),
    ...all.flatMap(({ component, path }) => [
      ...(component.type === BUTTON ? buttonFlaws(component, path) : []),
      ...(component.type === ROW ? rowFlaws(component, path) : []),
    ]),
  ];
}

/** UTF-8 bytes of all text of Components V2: above some 10 kB the service answers 500. */
export function textBytes(components: readonly AnyComponent[]): number {
  return Buffer.byteLength(texts(walk(components)).join(''));
}

function texts(all: readonly Placed[]): string[] {
  return all.flatMap(({ component }) =>
    component.type === TEXT_DISPLAY ? [component.content ?? ''] : [],
  );
}

function totals(all: readonly Placed[]): Flaw[] {
  const length = texts(all).reduce((sum, text) => sum + text.trim().length, 0);
  const flaws: Flaw[] = [];
  if (all.length > 40)
    flaws.push({
      path: ['components'],
      code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      message: 'The total number of components cannot exceed 40',
    });
  if (length > 4000)
    flaws.push({
      path: ['components'],
      code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      message: 'The total size of displayable text must not exceed 4000',
    });
  return flaws;
}

function legacyShape(components: readonly AnyComponent[]): Flaw[] {
  const flaws: Flaw[] = components.flatMap((component, index) =>
    component.type === ROW
      ? []
      : [
          {
            path: ['components', index, 'type'],
            code: 'UNION_TYPE_CHOICES',
            message: 'Value of field "type" must be one of (1,).',
          },
        ],
  );
  if (components.length > 5)
    flaws.push({
      path: ['components'],
      code: 'BASE_TYPE_BAD_LENGTH',
      message: 'Must be between 1 and 5 in length.',
    });
  return flaws;
}

function repeated(
  all: readonly Placed[],
  key: 'id' | 'custom_id',
  code: string,
  message: string,
): Flaw[] {
  const seen = new Set<unknown>();
  return all.flatMap(({ component, path }) => {
    const value = component[key];
    if (value === undefined || value === 0 || value === null) return [];
    if (seen.has(value)) return [{ path: [...path, key], code, message }];
    seen.add(value);
    return [];
  });
}

function buttonFlaws(button: AnyComponent, path: Path): Flaw[] {
  const wrong = (message: string, key: string, code = 'BASE_TYPE_REQUIRED'): Flaw[] => [
    { path: [...path, key], code, message },
  ];
  if (button.style === LINK) {
    if (!button.url) return wrong('This field is required', 'url');
    if (button.custom_id)
      return wrong(
        'A custom id and url cannot both be specified',
        'custom_id',
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
      );
    if (!/^(https?|discord):\/\//.test(button.url))
      return wrong(
        'Scheme must be one of (http, https, discord).',
        'url',
        'URL_TYPE_INVALID_SCHEME',
      );
    if (button.url.length > 512)
      return wrong('Must be 512 or fewer in length.', 'url', 'BASE_TYPE_BAD_LENGTH');
  } else if (button.style !== PREMIUM) {
    if (!button.custom_id)
      return wrong('A custom id is required', 'custom_id', 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED');
    if (button.url)
      return wrong(
        'A custom id and url cannot both be specified',
        'custom_id',
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
      );
  }
  if (button.style !== PREMIUM && !button.label?.trim() && !button.emoji)
    return wrong(
      'A label or emoji is required',
      'label',
      'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED',
    );
  return [];
}

function rowFlaws(row: AnyComponent, path: Path): Flaw[] {
  const inner = row.components ?? [];
  const selects = inner.filter((component) => SELECTS.includes(component.type)).length;
  if (selects > 0 && inner.length > 1)
    return [
      {
        path: [...path, 'components'],
        code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
        message: 'The specified component exceeds the maximum width',
      },
    ];
  return inner.flatMap((component, index) => {
    const values = (component.options ?? []).map((option) => option.value);
    return new Set(values).size === values.length
      ? []
      : [
          {
            path: [...path, 'components', index, 'options'],
            code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
            message: 'The specified option value is already used',
          },
        ];
  });
}
