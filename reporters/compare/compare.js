// Runs side by side: what they were, what differs, each figure beside that of the first run, and how they went over time.

const runTitle = run => 'run ' + (run + 1);
const runColour = run => kColours[run];

// A share as a change; three digits would pretend to more than is known.
const signed = (value, decimals, unit) => (value < 0 ? '\u2212' : '+') +
  withTiesAway(Math.abs(value)).toLocaleString('en-US', {minimumFractionDigits: decimals, maximumFractionDigits: decimals}) + unit;
const asChange = share => share >= 9 ? '\u00d7' + threeDigits(share + 1) : signed(share * 100, Math.abs(share * 100) < 99.95 ? 1 : 0, '%');

// What a figure's change to the first run is sorted by, and how it is shown: of error rates in points.
function changeOf(row, run, metric) {
  const [first, other] = [row.runs[0], row.runs[run]];
  if (metric === 'error_rate') return first && other && first[metric] !== undefined && other[metric] !== undefined ? other[metric] - first[metric] : null;
  const ratio = (row.ratios[run] || {})[metric];
  return ratio === undefined ? null : ratio - 1;
}
const changeText = (row, run, metric) => {
  const change = changeOf(row, run, metric);
  if (change === null) return kNoData;
  return metric === 'error_rate' ? (change === 0 ? 'none' : signed(change * 100, 2, ' points')) : asChange(change);
};

const figureOf = (row, run, metric) => row.runs[run] ? row.runs[run][metric] ?? null : null;
const figureText = (row, run, metric) => row.runs[run] ? kMetricShow[metric](figureOf(row, run, metric)) : 'not in it';

function runsSection(data) {
  return section('runs', 'Runs', makeTable({
    id: 'runs-table', caption: 'The first run is what the others are compared with.', rows: data.runs.map((run, i) => ({...run, i})),
    columns: [
      {title: 'Run', text: true, value: run => run.i, show: run => [swatch({colour: runColour(run.i)}, run.i), runTitle(run.i) + ' ', userText(run.name)]},
      {title: 'Started', value: run => run.started_at, show: run => startTime(run.started_at)},
      {title: 'Took', value: run => run.duration_s, show: run => asTime(run.duration_s * 1e3)},
      {title: 'Outcome', value: run => run.outcome, show: run => verdictWord(run.outcome)},
    ],
  }), noteList(data.notes));
}

function differenceText(name, value) {
  return value === null ? kNoData : userText(partText(name.split('.').pop(), value), 'lines');
}

function differencesSection(data) {
  if (data.differences.length === 0) return section('differences', 'What differs', el('p', null, 'Nothing of what is known of the runs.'));
  return section('differences', 'What differs', makeTable({
    id: 'differences-table', caption: 'Only what is not the same in all runs', rows: data.differences, search: 'Names with',
    columns: [
      {title: 'What', text: true, value: row => row.name, show: row => row.name.split('.').map(spaced).join(' ')},
      ...data.runs.map((_, run) => ({title: 'Run ' + (run + 1), text: true, sorts: false,
                                     show: row => differenceText(row.name, row.values[run])})),
    ],
  }));
}

// A column for each run, and for each but the first one for its change.
function runColumns(data, metricOf) {
  return data.runs.flatMap((_, run) => [
    {title: 'Run ' + (run + 1), value: row => figureOf(row, run, metricOf(row)), show: row => figureText(row, run, metricOf(row))},
    ...run === 0 ? [] : [{title: 'Change ' + (run + 1), value: row => changeOf(row, run, metricOf(row)),
                          show: row => changeText(row, run, metricOf(row))}],
  ]);
}

// All figures of one row, a line for each metric.
function metricTable(id, row, data) {
  return makeTable({
    id, caption: betterText(data.metrics, Object.keys(kMetricShow)), rows: data.metrics.map(({name}) => ({...row, metric: name})),
    columns: [{title: 'Figure', text: true, value: line => kMetricTitle[line.metric], show: line => kMetricTitle[line.metric]},
              ...runColumns(data, line => line.metric)].map(column => ({...column, sorts: false})),
  });
}

function rowDetails(row, data) {
  return el('div', null, metricTable('figures-of-' + data.rows.findIndex(other => rowTitle(other) === rowTitle(row) && other.of === row.of), row, data), el('h3', {class: 'part'}, 'How time taken was spread'),
    overlayChart(row.distributions, data.distributions.parts));
}

function totalsSection(rows, data) {
  const totals = rows.filter(row => row.all);
  return section('totals', 'All together', el('div', {class: data.runs.length > 3 ? null : 'halves'}, totals.map(row => el('div', null,
    el('h3', {class: 'part'}, 'All ' + row.of), metricTable('totals-' + row.of, row, data)))));
}

function namesSection(id, title, rows, data) {
  const single = rows.filter(row => row.of === id && !row.all);
  if (single.length === 0) return null;
  const box = el('div');
  const total = rows.find(row => row.of === id && row.all);
  const state = tableState();
  const draw = metric => box.replaceChildren(makeTable({
    id: id + '-table', state, search: 'Names with', rows: single, total,
    caption: kMetricTitle[metric] + ' of each name. ' + betterText(data.metrics, [metric]) + ' A name opens all its figures.',
    columns: [{title: 'Name', text: true, value: rowTitle, show: row => row.all ? 'all' : userText(rowTitle(row))},
              ...runColumns(data, () => metric)],
    detail: row => rowDetails(row, data),
  }));
  draw('p95');
  return section(id, title, el('div', {class: 'tools'},
    choice(id + '-metric', 'Figures', data.metrics.map(({name}) => name), 'p95', draw, name => kMetricTitle[name])), box);
}

function comparedCharts(data, moment, kind, percentile) {
  const lines = column => data.courses.map((course, run) => ({label: runTitle(run), colour: runColour(run), course, values: column(course)}));
  const word = kind === 'requests' ? 'Requests' : 'Tasks';
  return [
    timeChart(word + ' a second', moment, asRate, lines(course => course[kind].passed)),
    timeChart(word + ': time taken, ' + percentile, moment, asMs, lines(course => course[kind][percentile])),
    timeChart(word + ' that failed, a second', moment, asRate, lines(course => course[kind].failed)),
    timeChart('Users', moment, asCount, lines(course => course.users)),
  ];
}

function timeSection(data) {
  const ends = data.courses.map(course => course.to_s[course.to_s.length - 1] ?? 0);
  const longest = data.courses[ends.indexOf(Math.max(...ends))];
  if (longest.to_s.length === 0) return {box: section('course', 'Over time', el('p', null, 'Nothing was recorded.')), start() {}};
  const moment = makeMoment(longest);
  const grid = el('div', {class: 'charts'});
  const shown = {kind: data.rows[0].of, percentile: 'p95'};
  const draw = what => {
    Object.assign(shown, what);
    for (const chart of moment.charts.splice(0)) chart.end();
    moment.at = null;
    grid.replaceChildren(...comparedCharts(data, moment, shown.kind, shown.percentile));
  };
  const kinds = data.rows.filter(row => row.all).map(row => row.of);
  const box = section('course', 'Over time', el('div', {class: 'tools'},
    kinds.length > 1 ? choice('kind', 'Charts of', kinds, shown.kind, kind => draw({kind})) : null,
    choice('percentile', 'Time taken', ['p50', 'p95', 'p99'], shown.percentile, percentile => draw({percentile})),
    el('span', {class: 'muted small'}, 'Time is from the start of each run. Arrow keys move along a chart.')), grid);
  // Charts need to be in the page to know their size.
  return {box, start() {
    draw({});
    keepPainted(moment);
  }};
}

function showComparison() {
  const data = JSON.parse(document.getElementById('data').textContent);
  const rows = data.rows.map((row, i) => ({...row, distributions: data.distributions.rows[i]}));
  const course = timeSection(data);
  const page = document.getElementById('page');
  page.append(...[
    runsSection(data), differencesSection(data), totalsSection(rows, data), course.box,
    namesSection('requests', 'Requests', rows, data), namesSection('tasks', 'Tasks', rows, data),
  ].filter(part => part));
  page.prepend(el('h1', {class: 'title'}, 'Runs side by side'), contents(page));
  course.start();
}

showComparison();
