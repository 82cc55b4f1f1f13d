// The first screen: what became of the run, and what it was.

function banner(data) {
  if (data.complete) return null;
  return el('div', {class: 'banner', role: 'alert', id: 'incomplete'},
    el('h2', null, '\u26a0 This run is incomplete'),
    el('p', {class: 'lines'}, userText(data.page.incomplete)),
    el('p', null, 'All figures are of what was recorded until then.'));
}

// The load as it was asked for: users, stages, or arrivals by at most so many users.
function loadText({config, arrivals}) {
  if (config.rate) return config.rate + ' by at most ' + asUsers(config.users);
  if (config.stages) return 'stages ' + config.stages + (arrivals ? ' by at most ' + asUsers(config.users) : '');
  return asUsers(config.users);
}

function whatRan(data) {
  const {config, environment} = data;
  return [
    userText(config.target.split('/').pop()),
    userText(loadText(data)),
    asTime(data.duration_s * 1e3) + (data.drain_s > 0 ? ' and ' + asTime(data.drain_s * 1e3) + ' to finish' : ''),
    environment.host ? userText(environment.host) : null,
    environment.cores ? asCount(environment.cores) + (environment.cores === 1 ? ' core' : ' cores') : null,
    data.started_at ? el('time', {datetime: data.started_at}, data.started_at.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')) : null,
  ].filter(part => part).flatMap((part, i) => i ? [' \u00b7 ', part] : [part]);
}

function verdict(data) {
  const word = data.verdict === 'incomplete' ? 'inconclusive' : data.verdict;
  return el('section', {class: 'verdict ' + word, 'aria-label': 'Verdict'},
    el('h1', null, userLine(data.page.name || 'A run without a name')),
    el('p', {class: 'sentence', id: 'sentence'}, (kMarks[word] || '') + ' ', userText(data.page.sentence)),
    data.page.why ? el('p', {id: 'why'}, userText(data.page.why)) : null,
    el('p', {class: 'muted', id: 'ran'}, whatRan(data)));
}

function bigFigure(id, title, value, show, others) {
  return el('div', {class: 'figure'}, el('dt', null, title),
    el('dd', null, el('div', {class: 'big', id, 'data-value': value ?? null}, show(value)),
      el('div', {class: 'muted small'}, others)));
}

function figures(data) {
  const {tasks, requests} = data.totals;
  const both = requests.count > 0;
  const [main, word] = both ? [requests, 'Requests'] : [tasks, 'Tasks'];
  const latency = row => row.latency_ms || {};
  const peak = Math.max(0, ...data.course.users);
  const planned = data.config.stages ? 'by stages' : 'of ' + asCount(data.config.users);
  const replaced = data.replaced_users > 0 ? ', ' + asCount(data.replaced_users) + ' replaced' : '';
  return el('dl', {class: 'figures'},
    bigFigure('rate', word + ' a second', main.rate, asRate, both ? 'tasks ' + asRate(tasks.rate) : asCount(tasks.count) + ' in all'),
    bigFigure('p95', word + ', p95', latency(main).p95, asTime, both ? 'tasks ' + asTime(latency(tasks).p95) : 'p50 ' + asTime(latency(tasks).p50)),
    bigFigure('error_rate', word + ' that failed', main.error_rate, asPercent,
      both ? 'tasks ' + asPercent(tasks.error_rate) : asCount(tasks.failed) + ' of ' + asCount(tasks.count)),
    bigFigure('users', 'Users at once', peak, asCount, planned + replaced));
}

function checks(data) {
  const order = ['failed', 'inconclusive', 'passed'];
  // A failed check's reason says no more than observed and limit do.
  const why = check => check.verdict === 'failed' && check.observed ? undefined : check.reason;
  const rows = data.checks.map((check, i) => ({...check, reason: why(check), i}))
    .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict) || a.i - b.i);
  const notPassed = rows.filter(check => check.verdict !== 'passed').length;
  return section('checks', 'Checks', makeTable({
    most: Math.max(10, notPassed),
    id: 'check-table', caption: 'What had to hold, what was observed, and the limit', rows,
    columns: [
      {title: 'Verdict', text: true, value: row => row.verdict, show: row => verdictWord(row.verdict)},
      {title: 'Check', text: true, value: row => row.text,
       show: row => [userText(row.text, 'rule'), row.name ? [' on ', userText(row.name)] : null]},
      {title: 'Observed', value: row => row.observed, show: row => row.observed || (row.reason ? kNoData : 'no data')},
      {title: 'Limit', value: row => row.limit, show: row => row.limit || kNoData},
      {title: 'At', value: row => row.at_s, show: row => row.at_s === undefined ? kNoData : asMoment(row.at_s)},
      {title: 'Why', text: true, value: row => row.reason, show: row => row.reason ? userText(row.reason) : ''},
    ].filter(({title, value}) => !['At', 'Why'].includes(title) || rows.some(row => value(row) !== undefined)),
  }), warnings(data));
}

function warnings(data) {
  if (data.warnings.length === 0) return null;
  return el('ul', {class: 'notes', id: 'warnings', 'aria-label': 'Warnings'},
    data.warnings.map(text => el('li', {class: 'warning'}, userText(text))));
}

function comparison(data) {
  if (!data.compared) return null;
  const [heads, ...rows] = data.compared.rows;
  const last = heads.length - 1;
  return section('comparison', 'Comparison', el('p', null, userText(data.compared.sentence)),
    changePicture(data.comparison),
    makeTable({
      id: 'comparison-table', caption: 'The version before and this one', rows, search: 'Metrics with',
      columns: heads.map((title, i) => ({
        title, text: i === 0, value: row => row[i],
        show: row => i === last ? verdictWord(row[i].toLowerCase()) : i === 0 ? userText(row[i]) : row[i],
        sorts: i === 0 || i === last,
      })),
    }),
    data.compared.left_out > 0 ? el('p', {class: 'muted'}, asCount(data.compared.left_out) + ' more in stats.json') : null,
    el('ul', {class: 'notes small', id: 'reasons'}, data.comparison.metrics.filter(metric => metric.reason).slice(0, 50)
      .map(metric => el('li', null, userText(metric.name), ': ', userText(metric.reason)))),
    el('ul', {class: 'notes muted small'}, data.compared.remarks.map(text => el('li', null, userText(text)))));
}
