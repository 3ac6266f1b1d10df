import { html, table } from '../html.ts';
import { country } from '../in-words.ts';
import type { WebPage } from '../page.ts';
import { offsetOf, pager } from '../parts.ts';

const SIZE = 50;

/** The authorities that are known here. */
export const regulators: WebPage = {
  path: '/regulators',
  async render(context, deps) {
    const { words } = context;
    const bodies = [...deps.knowledge.catalog.regulators.values()];
    const acts = Map.groupBy(
      deps.knowledge.catalog.history.filter((record) => record.date <= context.day),
      (record) => record.regulator,
    );
    const offset = offsetOf(context);
    const rows = bodies
      .toSorted(
        (a, b) => (acts.get(b.id)?.length ?? 0) - (acts.get(a.id)?.length ?? 0) || (a.id < b.id ? -1 : 1),
      )
      .slice(offset, offset + SIZE)
      .map((body) => [
        html`<a href="${context.href(`/regulator/${body.id}`)}">${context.language === 'zh' ? (body.name.zh ?? body.name.en) : body.name.en}</a>`,
        country(body.country, context),
        words.levels[body.level],
        body.sources.length || '',
        acts.get(body.id)?.length ?? '',
      ]);
    return {
      title: words.regulators,
      body: html`${table(
        words.regulators,
        [
          { head: words.regulator },
          { head: words.country },
          { head: words.authorityLevel },
          { head: words.sources, number: true },
          { head: words.recorded, number: true },
        ],
        rows,
      )}${pager(context, offset, SIZE, bodies.length > offset + SIZE, { newer: words.back, older: words.further })}`,
    };
  },
};
