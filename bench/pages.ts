import type { Catalog } from '../src/domain/catalog.ts';

/**
 * Numbered lists in MIIT's layout, each naming two apps of listed companies of the catalog and one
 * of nobody.
 */
export function pagesOf(catalog: Catalog): (index: number, at: number) => string {
  const apps = [...catalog.companies.values()].flatMap((company) =>
    company.listings.length === 0
      ? []
      : company.apps
          .slice(0, 1)
          .flatMap((app) =>
            app.name.zh === null
              ? []
              : [{ name: app.name.zh, firm: company.entities[0]?.name ?? '' }],
          ),
  );
  return (index, at) => {
    const date = new Date(at).toISOString().slice(0, 10);
    const due = new Date(at + 7 * 86_400_000);
    const named = [
      apps[index % apps.length]!,
      apps[(index * 7 + 3) % apps.length]!,
      { name: `演示应用${index}`, firm: '虚构市某某软件有限公司' },
    ];
    const rows = named
      .map(
        ({ name, firm }, n) =>
          `<tr><td>${n + 1}</td><td>${name}</td><td>${firm}</td><td>应用宝</td><td>1.${index}</td><td>违规收集个人信息</td></tr>`,
      )
      .join('');
    return `<html><head><meta charset="utf-8"><meta name="PubDate" content="${date}"></head><body><h1>关于侵害用户权益行为的APP通报（总第${index + 1}批）</h1><p>工业和信息化部检查发现3款APP存在问题，应在${due.getUTCMonth() + 1}月${due.getUTCDate()}日前完成整改。</p><table><tr><td>序号</td><td>应用名称</td><td>应用开发者</td><td>应用来源</td><td>应用版本</td><td>所涉问题</td></tr>${rows}</table></body></html>`;
  };
}
