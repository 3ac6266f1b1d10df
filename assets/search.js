// Offers companies and authorities while somebody types; arrows choose, Enter opens, Escape closes. Without it the form works as it stands.
const WAIT_MS = 120;

for (const form of document.querySelectorAll('form[data-suggest]')) {
  const input = form.querySelector('input[type=search]');
  const list = document.createElement('ul');
  let chosen = -1;
  let timer;
  let latest = 0;
  list.id = 'offers';
  list.className = 'offers';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', input.placeholder);
  list.hidden = true;
  form.append(list);
  const attributes = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false', autocomplete: 'off' };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);

  const show = (isOpen) => {
    list.hidden = !isOpen;
    input.setAttribute('aria-expanded', String(isOpen));
    if (!isOpen) choose(-1);
  };
  const choose = (index) => {
    chosen = index;
    for (const [n, option] of [...list.children].entries()) option.setAttribute('aria-selected', String(n === index));
    if (index < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', list.children[index].id);
  };
  const fill = (offers) => {
    list.replaceChildren(
      ...offers.map(({ text, note, href }, n) => {
        const option = document.createElement('li');
        const link = document.createElement('a');
        const aside = document.createElement('small');
        option.id = `offer-${n}`;
        option.setAttribute('role', 'option');
        link.href = href;
        link.tabIndex = -1;
        link.textContent = text;
        aside.textContent = note;
        link.append(aside);
        option.append(link);
        return option;
      }),
    );
    choose(-1);
    show(offers.length > 0);
  };
  const ask = async () => {
    const query = input.value.trim();
    const turn = ++latest;
    if (query === '') return show(false);
    const answer = await fetch(`${form.dataset.suggest}${encodeURIComponent(query)}`).catch(() => null);
    if (turn === latest && answer?.ok) fill(await answer.json());
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  input.addEventListener('keydown', (event) => {
    const { length } = list.children;
    if (event.key === 'Escape') return show(false);
    if (list.hidden || length === 0) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      choose((chosen + (event.key === 'ArrowDown' ? 1 : -1) + length + (chosen < 0 && event.key === 'ArrowUp' ? 1 : 0)) % length);
      event.preventDefault();
    }
    if (event.key === 'Enter' && chosen >= 0) {
      list.children[chosen].firstChild.click();
      event.preventDefault();
    }
  });
  input.addEventListener('blur', () => setTimeout(() => show(false), 150));
}
