// The last runs of a folder, a scenario at a time: the last one in figures, a line for each metric, and all runs in a table.

const kCharted = ['rate', 'error_rate', 'p50', 'p95', 'p99'];

const isolated = text => '\u2068' + (text.length > 80 ? Array.from(text.slice(0, 80)).slice(0, -1).join('') + '\u2026' : text) + '\u2069';

function select(id, label, groups, change) {
  const options = list => list.map(({title, value}) => el('option', {value}, isolated(title)));
  const box = el('select', {id}, groups.flatMap(({title, list}) => title ? el('optgroup', {label: title}, options(list)) : options(list)));
  box.addEventListener('change', () => change(Number(box.value)));
  return el('label', null, label + ' ', box);
}

function lastRun(scenario, row) {
  const last = scenario.runs.length - 1;
  const like = scenario.runs.findLastIndex((run, at) => at < last && run.conditions === scenario.runs[last].conditions && run.outcome === 'passed');
  const before = metric => like < 0 ? 'none before that passed under its conditions' :
    'before: ' + kMetricShow[metric](row[metric][like]);
  return el('div', null,
    el('p', {id: 'last'}, 'The last run: ', startTime(scenario.runs[last].started_at), ', ', verdictWord(scenario.runs[last].outcome)),
    el('dl', {class: 'figures'}, ['rate', 'p50', 'p95', 'error_rate'].map(metric =>
      bigFigure(metric, kMetricTitle[metric] + ', ' + rowTitleShort(row), row[metric][last], kMetricShow[metric], before(metric)))));
}
const rowTitleShort = row => row.all ? 'all ' + row.of : 'of this name';

function conditionsLegend(scenario) {
  const runsOf = i => scenario.runs.filter(run => run.conditions === i).length;
  return el('ul', {class: 'notes plain', id: 'conditions', 'aria-label': 'Conditions of the runs'}, scenario.conditions.map(({mark, text}, i) =>
    el('li', null, shapeSign(i), ' ', el('strong', null, mark), ', ' + asCount(runsOf(i)) + (runsOf(i) === 1 ? ' run: ' : ' runs: '), userText(text))));
}

function outcomeLegend(runs) {
  const there = ['failed', 'inconclusive', 'incomplete'].filter(outcome => runs.some(run => run.outcome === outcome));
  return there.length === 0 ? null : el('p', {class: 'small', id: 'outcomes'}, 'Marks of runs: ',
    there.flatMap((outcome, i) => [i ? ', ' : '', verdictWord(outcome)]));
}

function runTable(scenario, row) {
  const rows = scenario.runs.map((run, at) => ({...run, at})).reverse();
  const figure = metric => ({title: kMetricTitle[metric], value: run => row[metric][run.at],
                             show: run => row.count[run.at] === null && metric === 'count' ? 'not in it' : kMetricShow[metric](row[metric][run.at])});
  return makeTable({
    id: 'trend-table', rows, caption: 'Newest first', search: 'Runs started at',
    columns: [
      {title: 'Started', text: true, value: run => run.started_at, show: run => startTime(run.started_at)},
      {title: 'Outcome', value: run => run.outcome, show: run => verdictWord(run.outcome)},
      {title: 'On', value: run => run.mark, show: run => [run.mark + ' ', shapeSign(run.conditions)]},
      ...Object.keys(kMetricShow).map(figure),
      {title: 'Took', value: run => run.duration_s, show: run => asTime(run.duration_s * 1e3)},
      {title: 'Run', text: true, value: run => run.place,
       show: run => run.report ? el('a', {href: run.report}, userText(run.place)) : userText(run.place)},
    ],
  });
}

// Everything about one scenario and one of its rows; answers a function that ends it.
function drawTrend(box, scenario, row) {
  const runs = scenario.runs.map(run => ({...run, mark: scenario.conditions[run.conditions].mark}));
  const moment = makeRunMoment(runs);
  const grid = el('div', {class: 'charts'});
  const chosen = el('p', {class: 'muted small', id: 'chosen'});
  const say = () => { chosen.textContent = moment.at === null ? 'Point at a chart, or move along it by the arrow keys, to see which run is which.' : moment.words(); };
  box.replaceChildren(lastRun({...scenario, runs}, row),
    section('trend', 'Over runs', conditionsLegend(scenario), outcomeLegend(runs), chosen, grid),
    section('table', 'Runs', runTable({...scenario, runs}, row)));
  grid.append(...kCharted.map(metric => runChart(kMetricTitle[metric], moment, kMetricShow[metric], runs, row[metric])));
  moment.charts.push({paint() {}, resize() {}, show: say, end() {}});
  say();
  return moment;
}

function trendNotes(data, scenario) {
  return [
    ...scenario.older > 0 ? [asCount(scenario.older) + (scenario.older === 1 ? ' older run is' : ' older runs are') + ' not shown.'] : [],
    ...scenario.copies > 0 ? [asCount(scenario.copies) + (scenario.copies === 1 ? ' folder holds a copy' : ' folders hold copies') + ' of a run that lies in another, too, and counts once.'] : [],
    ...scenario.conditions.length > 1 ? ['Runs under other conditions are no one line: what moved may be the machine or the load.'] : [],
    ...scenario.runs.flatMap(run => (run.remarks || []).map(text => run.place + ': ' + text)),
    ...data.skipped.map(text => 'Skipped: ' + text),
  ];
}

function showTrend() {
  const data = JSON.parse(document.getElementById('data').textContent);
  const page = document.getElementById('page');
  const moments = {charts: []};  // those that are shown now
  const chooser = el('span'), notes = el('div'), body = el('div');
  const showRow = (scenario, i) => {
    for (const chart of moments.charts) chart.end();
    moments.charts = drawTrend(body, scenario, scenario.rows[i]).charts;
  };
  const showScenario = i => {
    const scenario = data.scenarios[i];
    const rows = scenario.rows.map((row, value) => ({title: rowTitle(row), value, row}));
    const group = (title, list) => ({title, list});
    chooser.replaceChildren(select('row', 'Figures of', [group(null, rows.filter(({row}) => row.all)),
      group('Requests', rows.filter(({row}) => row.of === 'requests' && !row.all)),
      group('Tasks', rows.filter(({row}) => row.of === 'tasks' && !row.all))].filter(({list}) => list.length > 0),
      value => showRow(scenario, value)));
    notes.replaceChildren(...[noteList(trendNotes(data, scenario))].filter(part => part));
    title.replaceChildren(userLine(scenario.name || 'A run without a name'), ': the last ' + (scenario.runs.length === 1 ? 'run' : asCount(scenario.runs.length) + ' runs'));
    showRow(scenario, 0);
  };
  const title = el('h1', {class: 'title'});
  const scenarios = data.scenarios.map(({name}, value) => ({title: name, value}));
  page.append(title, el('div', {class: 'tools'},
    scenarios.length > 1 ? select('scenario', 'Scenario', [{list: scenarios}], showScenario) : null, chooser), notes, body);
  showScenario(0);
  keepPainted(moments);
}

showTrend();
