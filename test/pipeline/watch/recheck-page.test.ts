import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, list, MINUTE, notice, type Watched, watched } from './watched.ts';

let at: Watched;
beforeEach(async () => {
  at = await watched();
  at.pages.set('/list', list(['/old', '旧通知']));
  at.pages.set('/old', notice('旧通知'));
});
afterEach(() => at.close());

const titles = async () => (await at.items()).map((item) => `${item.title} v${item.version}`);

describe('a notice and its files', () => {
  const withFile =
    '<html><body><article><p>名单见附件</p><a href="/list.docx">附件：名单.docx</a></article></body></html>';
  const addNotice = () => at.pages.set('/list', list(['/n', '通报'], ['/old', '旧通知']));

  test('are stored together', async () => {
    await at.poll();
    addNotice();
    at.pages.set('/n', `${withFile}<img src="/lib/mobile/scheme/images/computer.png">`);
    at.pages.set('/list.docx', (_, response) => response.writeHead(200).end('PK bytes'));
    await at.later(5 * MINUTE);
    expect((await at.items()).at(-1)).toMatchObject({ title: '通报', files: ['附件：名单.docx'] });
  });

  test.each([
    '/pdf/viewer.html?file=%2Flist.pdf',
    '/view?url=/list.pdf',
    '/view?src=/list.pdf&page=1',
  ])('a document is found behind its viewer %s', async (viewer) => {
    await at.poll();
    addNotice();
    at.pages.set(
      '/n',
      `<html><body><article><p>名单见附件</p><iframe src="${viewer}"></iframe></article></body></html>`,
    );
    at.pages.set('/list.pdf', (_, response) => response.writeHead(200).end('%PDF bytes'));
    await at.later(5 * MINUTE);
    expect((await at.items()).at(-1)).toMatchObject({ title: '通报', files: ['list.pdf'] });
  });

  test('a document is known by what its link says, though a size follows and its address says nothing', async () => {
    await at.poll();
    addNotice();
    at.pages.set(
      '/n',
      '<html><body><article><p>名单见附件</p><a href="/get?id=7">附件：名单.docx（25 KB）</a></article></body></html>',
    );
    at.pages.set('/get?id=7', (_, response) => response.writeHead(200).end('PK bytes'));
    await at.later(5 * MINUTE);
    expect((await at.items()).at(-1)).toMatchObject({
      title: '通报',
      files: ['附件：名单.docx（25 KB）'],
    });
  });

  test('a list that comes late is waited for, and completes the notice when it comes after all', async () => {
    await at.poll();
    addNotice();
    at.pages.set('/n', withFile);
    expect(await at.later(5 * MINUTE)).toMatchObject({
      saved: 0,
      finding: { code: 'files-missing' },
    });
    expect(await at.later(11 * MINUTE)).toMatchObject({ saved: 1 });
    at.pages.set('/list.docx', (_, response) => response.writeHead(200).end('PK bytes'));
    at.now += 3 * MINUTE;
    expect(await at.look()).toEqual(['completed']);
    expect((await at.items()).at(-1)).toMatchObject({ version: 2, files: ['附件：名单.docx'] });
  });

  test('an error page under the name of a docx is no file', async () => {
    await at.poll();
    addNotice();
    at.pages.set('/n', withFile);
    at.pages.set('/list.docx', '<html><title>404</title><body>not found</body></html>');
    expect(await at.later(5 * MINUTE)).toMatchObject({
      saved: 0,
      finding: { code: 'files-missing' },
    });
  });

  test('a list that stands in the page goes out at once, whatever else is missing', async () => {
    await at.poll();
    addNotice();
    at.pages.set('/n', notice('<a href="/list.docx">附件.docx</a>'));
    expect(await at.later(5 * MINUTE)).toMatchObject({ saved: 1 });
  });

  test('a page that is edited makes a version; a counter that moves, a page that vanishes and a challenge make none', async () => {
    await at.poll();
    addNotice();
    at.pages.set('/n', notice('阅读次数：5 违规应用43款'));
    await at.later(5 * MINUTE);
    const steps: [string, string, number][] = [
      [notice('阅读次数：812 违规应用43款'), 'same', 10 * MINUTE],
      [notice('阅读次数：900 违规应用44款'), 'edited', HOUR],
      ['<html><script>var __jsl_clearance="x"</script></html>', 'failed', 6 * HOUR],
    ];
    for (const [page, look, wait] of steps) {
      at.pages.set('/n', page);
      at.now += wait;
      expect(await at.look()).toEqual([look]);
    }
    at.pages.set('/', notice('首页'));
    at.pages.set('/n', (_, response) => response.writeHead(302, { location: '/' }).end());
    at.now += DAY;
    expect(await at.look()).toEqual(['gone']);
    at.pages.set('/?p=7', notice('违规应用45款'));
    at.pages.set('/n', (_, response) => response.writeHead(302, { location: '/?p=7' }).end());
    at.now += 2 * DAY;
    expect(await at.look()).toEqual(['edited']);
    at.pages.delete('/n');
    at.now += 4 * DAY;
    expect(await at.look()).toEqual(['gone']);
    expect(await titles()).toEqual(['旧通知 v1', '通报 v1', '通报 v2', '通报 v3']);
  });
});
