// Elements are only made here. Text becomes text nodes, so nothing of a run is ever read as markup.

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

const el = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
const svg = (name, attributes, ...children) =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);

const kLongText = 400;

// Names are long words: they may be broken after what joins their parts.
const breakable = text => text.split(/(?<=[./:_])/).flatMap((part, i) => i ? [el('wbr'), part] : [part]);

// Text of the run, in any direction; where nothing can be opened, of what is long the beginning only.
function userLine(text, className) {
  const name = className ? 'user ' + className : 'user';
  if (text.length <= kLongText) return el('bdi', {class: name}, breakable(text));
  const beginning = Array.from(text.slice(0, 120)).slice(0, -1).join('');
  return el('span', null, el('bdi', {class: name}, beginning + '\u2026'),
    el('span', {class: 'muted'}, ' (' + asCount(text.length) + ' characters)'));
}

// Text of the run: of any length, in any direction.
function userText(text, className) {
  const line = userLine(text, className);
  if (text.length <= kLongText) return line;
  return el('details', null, el('summary', null, line), el('bdi', {class: className ? 'user ' + className : 'user'}, text));
}

const kMarks = {passed: '\u2714', improved: '\u2714', failed: '\u2716', inconclusive: '?', untested: '\u2013', skipped: '\u2013',
                incomplete: '\u25a0'};

// A verdict as sign, word and colour.
const verdictWord = word => el('span', {class: 'word ' + word}, (kMarks[word] || '') + ' ' + word);

const section = (id, title, ...children) =>
  el('section', {id, 'aria-labelledby': id + '-title'}, el('h2', {id: id + '-title'}, title), ...children);

// Links to the sections that the page has.
function contents(page) {
  return el('nav', {'aria-label': 'Parts of this page'}, el('ul', null, Array.from(page.querySelectorAll('section[id]'), part =>
    el('li', null, el('a', {href: '#' + part.id}, part.querySelector('h2').textContent)))));
}

// [[name, value], ...]; what has no value is left out.
function factList(className, pairs) {
  const known = pairs.filter(([, value]) => value !== null && value !== undefined && value !== kNoData);
  return el('dl', {class: className},
    known.map(([name, value]) => className === 'facts' ?
      el('div', null, el('dt', null, name), el('dd', null, value)) :
      [el('dt', null, name), el('dd', null, value)]));
}

// The first `most` of what `make` makes of each, and a button for the others.
function firstOf(list, most, make) {
  const box = el('div', null, list.slice(0, most).map(make));
  if (list.length <= most) return box;
  const button = el('button', {class: 'more', type: 'button'}, 'Show ' + asCount(list.length - most) + ' more');
  button.addEventListener('click', () => button.replaceWith(...list.slice(most).map(make)));
  box.append(button);
  return box;
}

// Colours as they are now: light, dark or on paper.
const colour = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
