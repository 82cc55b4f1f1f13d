// A table that is sorted by its headings and filtered by a word.
//   columns: {title, text: is it left-aligned text, value: row => what it is sorted by, show: row => text or element,
//             bad: row => whether it is a failure, sorts: false where there is no order}
//   detail: row => element, opened by the button in the first column; may be absent
//   state: how it is sorted and filtered; handed to the next table in its place, that is as this one was

function compareValues(a, b) {
  const none = value => value === null || value === undefined;
  if (none(a) || none(b)) return none(a) - none(b);
  return typeof a === 'string' ? a.localeCompare(b, 'en', {numeric: true}) : a - b;
}

function tableCell(column, row) {
  const value = column.value ? column.value(row) : null;
  const number = typeof value === 'number';
  const bad = column.bad && column.bad(row);
  const shown = column.show(row);
  const classes = [column.text && 'text', bad && 'bad', shown === kNoData && 'none'].filter(name => name);
  return el('td', {class: classes.join(' ') || null,
                   'data-value': number ? value : null, 'data-title': column.title},
    bad ? '\u2716 ' : null, shown);
}

function openable(cell, row, columns, detail) {
  const button = el('button', {class: 'open', type: 'button', 'aria-expanded': 'false'});
  const sign = el('span', {'aria-hidden': 'true'}, '\u25b8\u00a0');
  const label = cell.firstChild;
  button.append(sign);
  if (label.nodeName === 'DETAILS') button.setAttribute('aria-label', 'More of this row');  // it opens on its own
  else button.append(label);
  cell.prepend(button);
  let opened = null;
  button.addEventListener('click', () => {
    const open = opened === null;
    button.setAttribute('aria-expanded', String(open));
    sign.textContent = open ? '\u25be\u00a0' : '\u25b8\u00a0';
    if (!open) {
      opened.remove();
      opened = null;
      return;
    }
    opened = el('tr', {class: 'opened'}, el('td', {class: 'detail', colspan: columns.length}, detail(row)));
    cell.parentNode.after(opened);
    cell.parentNode.openedRow = opened;
  });
}

const kFilterFrom = 6;  // rows; fewer are seen at once

const tableState = () => ({title: null, down: false, word: '', all: false});

function makeTable({id, caption, columns, rows, total, detail, search, most = 60, state = tableState()}) {
  const body = el('tbody');
  const lines = rows.map(row => {
    const line = el('tr', null, columns.map(column => tableCell(column, row)));
    if (detail) openable(line.firstChild, row, columns, detail);
    return {row, line, words: String(columns[0].value(row)).toLowerCase()};
  });

  const count = el('span', {class: 'muted small', role: 'status'});
  const showAll = () => {
    state.all = true;
    fillBody();
  };
  const more = el('button', {class: 'more', type: 'button', onclick: showAll});
  addEventListener('beforeprint', showAll);
  const fillBody = () => {
    const fitting = lines.filter(({words}) => words.includes(state.word));
    const sorted = columns.find(column => column.title === state.title);
    if (sorted) {
      const way = state.down ? -1 : 1;
      const value = sorted.value;
      fitting.sort((a, b) => {
        const [x, y] = [value(a.row), value(b.row)];
        const none = (x === null || x === undefined) || (y === null || y === undefined);
        return none ? compareValues(x, y) : way * compareValues(x, y);
      });
    }
    const shown = state.all ? fitting : fitting.slice(0, most);
    more.hidden = shown.length === fitting.length;
    more.textContent = 'Show all ' + asCount(fitting.length) + ' rows';
    body.replaceChildren(...shown.flatMap(({line}) =>
      line.openedRow && line.querySelector('[aria-expanded=true]') ? [line, line.openedRow] : [line]));
    count.textContent = state.word ? fitting.length + ' of ' + lines.length + ' rows' : '';
  };

  const heads = columns.map(column => {
    const head = el('th', {scope: 'col', class: column.text ? 'text' : null});
    if (column.sorts === false) return fill(head, null, [column.title]);
    const way = el('span', {class: 'way', 'aria-hidden': 'true'}, '\u2195');
    const mark = () => {
      head.setAttribute('aria-sort', state.down ? 'descending' : 'ascending');
      way.textContent = state.down ? '\u25bc' : '\u25b2';
    };
    const sort = () => {
      state.down = state.title === column.title ? !state.down : !column.text;
      state.title = column.title;
      for (const other of heads) other.removeAttribute('aria-sort');
      for (const sign of table.querySelectorAll('th .way')) sign.textContent = '\u2195';
      mark();
      fillBody();
    };
    if (state.title === column.title) mark();
    return fill(head, null, [el('button', {type: 'button', onclick: sort}, column.title, way)]);
  });

  const table = el('table', {id, class: 'rows'}, el('caption', null, el('span', null, caption)), el('thead', null, el('tr', null, heads)), body);
  if (total) table.append(el('tfoot', null, el('tr', null, columns.map(column => tableCell(column, total)))));
  fillBody();

  const box = el('div');
  if (search && rows.length >= kFilterFrom) {
    const input = el('input', {type: 'search', 'aria-controls': id, spellcheck: 'false', value: state.word || null});
    input.addEventListener('input', () => {
      state.word = input.value.trim().toLowerCase();
      fillBody();
    });
    box.append(el('div', {class: 'tools'}, el('label', null, search + ' ', input), count));
  }
  box.append(el('div', {class: 'scroll', role: 'region', 'aria-label': id.replace('-table', '') + ': ' + caption, tabindex: '0'}, table), more);
  return box;
}
