import { decodeText } from '../src/pipeline/decode/decode.ts';
import { medianMs, printRows, type Row, row } from './row.ts';

/** A list page as regulators publish it: developers in merged cells, several versions an app. */
function listPage(rows: number): string {
  const body = Array.from({ length: rows }, (_, at) => {
    const first =
      at % 3 === 0
        ? `<td rowspan="3">${at / 3 + 1}</td><td rowspan="3">星河软件${at}</td><td rowspan="3">云杉科技（杭州）有限公司${at}</td>`
        : '';
    return `<tr>${first}<td><p>青竹商店</p></td><td><p>8.4.${at}</p></td><td><p>违规收集个人信息；APP强制、频繁、过度索取权限</p></td></tr>`;
  });
  const head = '序号 应用名称 应用开发者 应用来源 应用版本 所涉问题'
    .split(' ')
    .map((name) => `<th>${name}</th>`);
  return `<!DOCTYPE html><html><head><title>关于软件的通报</title></head><body><nav><a href="/">首页</a></nav><div id="con_con">
    <p>依据有关法律法规，现将存在问题的软件通报如下。</p><table><tr>${head.join('')}</tr>${body.join('')}</table></div></body></html>`;
}

/**
 * Decoding a list page of 300 rows against 20 ms, and ten times the rows against eleven times the
 * time: `node bench/decode.ts`.
 */
export async function decodeBench(): Promise<Row[]> {
  const few = listPage(300);
  const many = listPage(3000);
  await medianMs(20, () => decodeText(few, 'html'));
  const small = await medianMs(21, () => decodeText(few, 'html'));
  const large = await medianMs(7, () => decodeText(many, 'html'));
  return [
    row('decode a list page of 300 rows', 'ms', small, 'asked for', 20),
    row('decode ten times the rows', 'times the time', large / small, 'asked for', 11),
  ];
}

if (import.meta.main) printRows(await decodeBench());
