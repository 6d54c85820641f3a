// The limit we chase: the same answer, the same columns, the same search, sort and window of rows, written by
// hand against the DOM. No framework, no checks, no dialogs, nothing for assistive technology: not a product.

const ROW_PX = 44;
const zone = 'America/Chicago';
const format = new Intl.DateTimeFormat('en-US', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const body = document.querySelector('tbody');
const input = document.querySelector('input');
const collator = new Intl.Collator('en', { numeric: true });

const response = await fetch('/json-api/api_token_list', {
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: 'api.version=1',
});
const { data } = await response.json();
const now = Date.now() / 1000;
const all = Object.values(data.tokens).map((token) => ({
  name: token.name,
  lower: token.name.toLowerCase(),
  privileges: Object.values(token.acls).filter((granted) => Number(granted) === 1).length,
  created: token.create_time,
  expires: token.expires_at ?? Number.POSITIVE_INFINITY,
  ips: token.whitelist_ips ?? [],
}));
all.sort((a, b) => collator.compare(a.name, b.name));

let order = 'expires';
let shown = [];

function update() {
  const wanted = input.value.trim().toLowerCase();
  shown = wanted === '' ? [...all] : all.filter(({ lower }) => lower.includes(wanted));
  if (order !== 'name') shown.sort((a, b) => (a[order] === b[order] ? 0 : a[order] - b[order]));
  draw();
}

function draw() {
  const top = body.getBoundingClientRect().top;
  const first = Math.max(0, Math.floor(-top / ROW_PX) - 12);
  const last = Math.min(shown.length, Math.ceil((innerHeight - top) / ROW_PX) + 12);
  body.replaceChildren(
    gap(first * ROW_PX),
    ...shown.slice(first, last).map(row),
    gap((shown.length - last) * ROW_PX),
  );
}

function gap(height) {
  const tr = document.createElement('tr');
  tr.style.height = `${height}px`;
  return tr;
}

function row(token) {
  const tr = document.createElement('tr');
  const left = token.expires - now;
  tr.dataset.status = left <= 0 ? 'expired' : left < 30 * 86_400 ? 'expiring' : 'active';
  const when = (seconds) => (Number.isFinite(seconds) ? format.format(seconds * 1000) : 'Never');
  const texts = [
    token.name,
    token.privileges,
    when(token.created),
    when(token.expires),
    token.ips.slice(0, 3).join(', ') || 'Any',
  ];
  for (const text of texts) {
    const td = document.createElement('td');
    td.textContent = text;
    tr.append(td);
  }
  const actions = document.createElement('td');
  for (const label of ['Edit', 'Revoke']) {
    const button = document.createElement('button');
    button.textContent = label;
    actions.append(button);
  }
  tr.append(actions);
  return tr;
}

input.addEventListener('input', update);
addEventListener('scroll', draw, { passive: true });
document.querySelector('thead').addEventListener('click', ({ target }) => {
  if (!target.dataset.sort) return;
  order = target.dataset.sort;
  update();
});
update();
