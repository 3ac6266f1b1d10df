// Shows date, value and what happened under the pointer of a drawn chart, or where the arrow keys stand. Everything it says stands in the
// table behind the chart as well.
const HOUR = 3_600_000;
const NEAR = 4 * 24;

for (const figure of document.querySelectorAll('figure[data-plot]')) {
  const { left, right, from, to, points, marks } = JSON.parse(figure.dataset.plot);
  const image = figure.querySelector('img');
  const line = document.createElement('div');
  const tip = document.createElement('div');
  line.className = 'line';
  tip.className = 'tip';
  const date = new Intl.DateTimeFormat(document.documentElement.lang, {
    dateStyle: 'medium',
    timeZone: 'Asia/Shanghai',
  });
  let at = points.length - 1;

  const show = () => {
    const [hour, value] = points[at];
    const scale = image.clientWidth / image.naturalWidth;
    const width = image.clientWidth - (left + right) * scale;
    const x = left * scale + ((hour - from) / (to - from)) * width;
    const near = (marks ?? []).filter(([when]) => Math.abs(when - hour) <= NEAR).map(([, label]) => label);
    const says = typeof value === 'string' ? value : `${date.format(hour * HOUR)}: ${value.toFixed(1)}`;
    tip.textContent = [says, ...new Set(near)].join('\n');
    figure.append(line, tip);
    line.style.left = `${x}px`;
    tip.style.left = `${Math.max(0, Math.min(x + 8, image.clientWidth - tip.offsetWidth))}px`;
  };
  const hide = () => {
    line.remove();
    tip.remove();
  };
  figure.addEventListener('pointermove', (event) => {
    const scale = image.clientWidth / image.naturalWidth;
    const width = image.clientWidth - (left + right) * scale;
    const inside = event.clientX - image.getBoundingClientRect().left - left * scale;
    const hour = from + (inside / width) * (to - from);
    const next = points.findIndex(([when]) => when >= hour);
    at = next < 0 ? points.length - 1 : next;
    if (at > 0 && hour - points[at - 1][0] < points[at][0] - hour) at -= 1;
    show();
  });
  figure.addEventListener('pointerleave', hide);
  figure.addEventListener('blur', hide);
  figure.addEventListener('focus', show);
  figure.addEventListener('keydown', ({ key }) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -at, End: points.length - 1 - at }[key];
    if (step === undefined) return;
    at = Math.max(0, Math.min(points.length - 1, at + step));
    show();
  });
}
