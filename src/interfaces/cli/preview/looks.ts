import { chatMarkdown, escaped, type Look, linkTo, withAddresses } from './look.ts';

type Json = Readonly<Record<string, unknown>>;
const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value : []);
const rowOf = (cells: readonly string[]): string =>
  cells.length === 0 ? '' : `<div class="row">${cells.join('')}</div>`;

const LIGHT = { ground: '#ffffff', ink: '#1d1c1d', link: '#1264a3' };

/** Rough display of a message by each service, by the name of the channel. */
export const LOOKS: Readonly<Record<string, (body: Json) => Look>> = {
  slack: (body) => ({ ...LIGHT, body: list(body.blocks).map(slackBlock).join('') }),
  teams(body) {
    const [attachment] = list(body.attachments);
    const card = (attachment?.content ?? {}) as Json;
    const blocks = list(card.body).map(
      (block) => `<p>${list(block.inlines).map(teamsRun).join('')}</p>`,
    );
    const actions = list(card.actions).map(({ url, title }) => linkTo(url, escaped(title)));
    return {
      ...{ ground: '#f5f5f5', ink: '#242424', link: '#4f52b2' },
      body: `<div class="box" style="background:#fff;white-space:normal">${blocks.join('')}${rowOf(actions)}</div>`,
    };
  },
  telegram(body) {
    const markup = (body.reply_markup ?? {}) as Json;
    const keys = (markup.inline_keyboard as Json[][] | undefined)?.flat() ?? [];
    const buttons = keys.map(({ url, text }) => linkTo(url, escaped(text)));
    // Telegram's HTML has few tags, all of them HTML's own; the sink escapes everything else.
    return {
      ...{ ground: '#d6e4c6', ink: '#000000', link: '#168acd' },
      body: `<div class="box" style="background:#fff">${body.text}</div>${rowOf(buttons)}`,
    };
  },
  feishu(body) {
    const { header, elements } = (body.card ?? {}) as Json;
    const { title, template } = (header ?? {}) as Json;
    const parts = list(elements).map(({ tag, text, actions, elements: notes }) => {
      if (tag === 'div') return `<p>${escaped((text as Json).content)}</p>`;
      const buttons = list(actions).map((readonly) =>
        linkTo(readonly.url, escaped((readonly.text as Json).content)),
      );
      return tag === 'action'
        ? rowOf(buttons)
        : `<p class="small">${list(notes)
            .map(({ content }) => escaped(content))
            .join(' ')}</p>`;
    });
    return {
      ...{ ground: '#f5f6f7', ink: '#1f2329', link: '#3370ff' },
      body: `<div class="box" style="background:#fff;border-top:6px solid ${FEISHU[String(template)] ?? '#8f959e'}"><h1>${escaped((title as Json)?.content)}</h1>${parts.join('')}</div>`,
    };
  },
  discord(body) {
    const [embed = {}] = list(body.embeds);
    const colour = `#${Number(embed.color).toString(16).padStart(6, '0')}`;
    const fields = list(embed.fields).map(
      ({ name, value }) =>
        `<p><b>${chatMarkdown(String(name))}</b>\n${chatMarkdown(String(value))}</p>`,
    );
    const buttons = list(body.components).flatMap(({ components }) =>
      list(components).map(({ label }) => `<span>${escaped(label)}</span>`),
    );
    const { text } = (embed.footer ?? {}) as Json;
    return {
      ...{ ground: '#313338', ink: '#dbdee1', link: '#00a8fc' },
      body: `<p>${chatMarkdown(String(body.content))}</p><div class="box" style="background:#2b2d31;border-left:4px solid ${colour}">${chatMarkdown(String(embed.description ?? ''))}${fields.join('')}\n<span class="small">${escaped(text)}</span></div>${rowOf(buttons)}`,
    };
  },
  webhook: (body) => markdownLook(String(((body.data ?? {}) as Json).markdown)),
  wecom: (body) => markdownLook(String(((body.markdown ?? {}) as Json).content)),
  dingtalk: (body) => markdownLook(String(((body.markdown ?? {}) as Json).text)),
  ntfy({ title, message, actions }) {
    const buttons = list(actions).map(({ url, label }) => linkTo(url, escaped(label)));
    const body = `<div class="box" style="background:#fff"><b>${escaped(title)}</b>\n${withAddresses(String(message))}</div>${rowOf(buttons)}`;
    return { ...LIGHT, ground: '#eeeeee', body };
  },
};

const FEISHU: Readonly<Record<string, string>> = {
  blue: '#3370ff',
  yellow: '#f5b301',
  orange: '#f97316',
  red: '#dc2626',
  green: '#16a34a',
};

const markdownLook = (text: string): Look => ({
  ...LIGHT,
  ground: '#f2f3f5',
  body: `<div class="box" style="background:#fff">${chatMarkdown(text)}</div>`,
});

function slackBlock({ type, text, elements }: Json): string {
  if (type === 'header') return `<h1>${escaped((text as Json).text)}</h1>`;
  if (type === 'context')
    return `<p class="small">${list(elements)
      .map((readonly) => escaped(readonly.text))
      .join(' ')}</p>`;
  if (type === 'actions')
    return rowOf(
      list(elements).map(({ url, text: label }) => linkTo(url, escaped((label as Json).text))),
    );
  const runs = list(elements).flatMap((section) => list(section.elements));
  return `<p style="white-space:pre-wrap">${runs.map(slackRun).join('')}</p>`;
}

function slackRun({ type, text, url, style }: Json): string {
  const { bold, italic } = (style ?? {}) as Json;
  const shown = type === 'link' ? linkTo(url, escaped(text)) : escaped(text);
  if (bold === true) return `<b>${shown}</b>`;
  return italic === true ? `<i>${shown}</i>` : shown;
}

const COLOURS: Readonly<Record<string, string>> = {
  Accent: '#5b5fc7',
  Warning: '#b8810b',
  Attention: '#c4314b',
  Good: '#237b4b',
};

function teamsRun({ text, weight, color, size, isSubtle, selectAction }: Json): string {
  const style = [
    weight === 'Bolder' ? 'font-weight:600' : '',
    size === 'Medium' ? 'font-size:17px' : '',
    size === 'Small' ? 'font-size:12px' : '',
    isSubtle === true ? 'opacity:.7' : '',
    COLOURS[String(color)] === undefined ? '' : `color:${COLOURS[String(color)]}`,
  ].filter(Boolean);
  const shown = `<span style="${style.join(';')}">${escaped(text)}</span>`;
  return selectAction === undefined ? shown : linkTo((selectAction as Json).url, shown);
}
