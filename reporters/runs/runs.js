// What the pages of several runs have in common.

const kMetricShow = {count: asCount, rate: asRate, p50: asTime, p95: asTime, p99: asTime, error_rate: asPercent};
const kMetricTitle = {count: 'Count', rate: 'Rate', p50: 'p50', p95: 'p95', p99: 'p99', error_rate: 'Error rate'};

const rowTitle = row => row.all ? 'all ' + row.of :
  (row.method ? row.method + ' ' : '') + row.name + (row.again ? ' (' + row.again + ')' : '');

const kStamp = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const startText = text => kStamp.test(text) ? text.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC') : text;
const startTime = text => kStamp.test(text) ? el('time', {datetime: text}, startText(text)) : userText(text);

// "a higher rate is better" of those that `names` tells, as one sentence.
function betterText(metrics, names) {
  const of = better => metrics.filter(metric => names.includes(metric.name) && metric.better === better).map(metric => kMetricTitle[metric.name]);
  return [['higher', 'Higher is better: '], ['lower', 'Lower is better: ']].map(([better, words]) => [words, of(better)])
    .filter(([, titles]) => titles.length > 0).map(([words, titles]) => words + titles.join(', ') + '.').join(' ');
}

// One of `values`, as radio buttons; `change` hears of each choice.
function choice(name, legend, values, chosen, change, titleOf = value => value) {
  return el('fieldset', null, el('legend', null, legend), values.map(value => {
    const input = el('input', {type: 'radio', name, value, checked: value === chosen});
    input.addEventListener('change', () => change(value));
    return el('label', null, input, ' ' + titleOf(value));
  }));
}

function noteList(notes) {
  return notes.length === 0 ? null : el('ul', {class: 'notes', id: 'notes', 'aria-label': 'Notes'},
    notes.map(text => el('li', null, userText(text))));
}
