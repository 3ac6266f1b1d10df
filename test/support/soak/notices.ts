import { utils, write } from '@e965/xlsx';

/**
 * A kind of page that authorities publish, about app number `n` of the company of the small
 * configuration.
 */
export interface NoticeKind {
  readonly name: string;
  /** Whether channels that follow the company must hear of it. */
  readonly told: boolean;
  readonly title: (n: number) => string;
  /** What stands in the article; `day` is the deadline, as 12月28日. */
  readonly body: (n: number, day: string) => string;
  /** A file that the page links to, by its name. */
  readonly file?: (n: number) => { readonly name: string; readonly bytes: Uint8Array };
}

const app = (n: number) => `携程测试${n}号`;
const FIRM = '上海携程商务有限公司';
const HEADS = ['序号', '应用名称', '应用开发者', '应用来源', '应用版本', '所涉问题'];
const cells = (n: number) => ['1', app(n), FIRM, '应用宝', `8.${n}.0`, '违规收集个人信息'];
const row = (texts: readonly string[]) =>
  `<tr>${texts.map((text) => `<td>${text}</td>`).join('')}</tr>`;
const table = (n: number) => `<table>${row(HEADS)}${row(cells(n))}</table>`;

/** All kinds in turn; what is no censure is among them, as it is in the world. */
export const KINDS: readonly NoticeKind[] = [
  {
    name: 'a table',
    told: true,
    title: (n) => `关于侵害用户权益行为的APP通报（2021年第${n}批，总第${n}批）`,
    body: (n, day) =>
      `<p>工业和信息化部近期组织检查，发现1款APP存在问题，上述APP应在${day}前完成整改。</p>${table(n)}`,
  },
  {
    name: 'a list in the text',
    told: true,
    title: (n) => `关于第${n}批违法违规收集使用个人信息App的通报`,
    body: (n, day) =>
      `<p>工业和信息化部检测发现，《${app(n)}》（版本8.${n}.0，应用宝）未经用户同意收集个人信息，现予以通报，应在${day}前完成整改。</p>`,
  },
  {
    name: 'no censure',
    told: false,
    title: (n) => `关于举办第${n}期网络安全培训班的通知`,
    body: () => '<p>各有关单位：定于下月举办培训，请按时报名。</p>',
  },
  {
    name: 'a removal',
    told: true,
    title: (n) => `关于下架侵害用户权益APP的通报（2021年第${n}批）`,
    body: (n) =>
      `<p>截至目前，尚有1款APP未按照工业和信息化部要求完成整改。依据有关法律，工业和信息化部组织对上述APP进行下架。</p>${table(n)}`,
  },
  {
    name: 'a list as an annex',
    told: true,
    title: (n) => `关于侵害用户权益行为的APP通报（2021年第${n}批）`,
    body: (n, day) =>
      `<p>工业和信息化部近期组织检查，发现1款APP存在问题（详见附件），上述APP应在${day}前完成整改。</p><p><a href="/list-${n}.xlsx">附件：存在问题的应用软件名单</a></p>`,
    file: (n) => {
      const book = utils.book_new(utils.aoa_to_sheet([HEADS, cells(n)]), '名单');
      return {
        name: `list-${n}.xlsx`,
        bytes: new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' })),
      };
    },
  },
];

export const kindOf = (n: number): NoticeKind => KINDS[(n - 1) % KINDS.length]!;
