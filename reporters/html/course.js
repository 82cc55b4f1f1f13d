// How the run went over time: all charts, of requests or of tasks.

function marksOf(data) {
  const {course} = data;
  const marks = data.checks.filter(check => check.verdict !== 'passed' && check.at_s !== undefined)
    .map(check => ({s: check.at_s, sign: '\u2716', colour: 'failed', words: 'broken: ', user: check.text}));
  course.replaced.forEach((count, i) => {
    if (count > 0) marks.push({s: course.to_s[i], sign: '\u21bb', colour: 'doubt',
                               words: (count === 1 ? 'a user was' : asCount(count) + ' users were') + ' replaced'});
  });
  if (course.drain > 0 && course.drain < course.to_s.length)
    marks.push({s: course.from_s[course.to_s.length - course.drain], sign: '', colour: 'muted', words: 'end of the run time'});
  if (!data.complete) marks.push({s: course.to_s[course.to_s.length - 1], sign: '\u25a0', colour: 'failed', words: 'the run broke off'});
  return marks.sort((a, b) => a.s - b.s);
}

function markList(marks) {
  const most = 30;
  return el('ul', {class: 'notes muted small', id: 'marks', 'aria-label': 'Marks in the charts'},
    marks.slice(0, most).map(mark => el('li', null, asMoment(mark.s) + ' ' + mark.sign + ' ' + mark.words, mark.user ? userText(mark.user) : null)),
    marks.length > most ? el('li', null, asCount(marks.length - most) + ' more') : null);
}

function chartsOf(kind, data, moment, marks) {
  const {course} = data;
  const of = course[kind];
  const word = kind === 'requests' ? 'Requests' : 'Tasks';
  const charts = [
    timeChart(word + ' a second', moment, asRate, [{label: 'passed', values: of.passed, colour: 'first'}], marks,
      kind === 'tasks' ? valueBefore(data, 'throughput') : undefined),
    timeChart(word + ': time taken', moment, asMs, [
      {label: 'p50', values: of.p50, colour: 'first'},
      {label: 'p95', values: of.p95, colour: 'second'},
      {label: 'p99', values: of.p99, colour: 'third'}], marks),
    timeChart(word + ' that failed, a second', moment, asRate, [{label: 'failed', values: of.failed, colour: 'failed'}], marks),
    heatMap(word + ': how time taken was spread', moment, of.heat),
    timeChart('Users', moment, asCount, [{label: 'at once', values: course.users, colour: 'first'}], marks),
  ];
  if (course.sut_cpu) {
    charts.push(timeChart('System under test: CPU', moment, asProcessors, [{label: 'busy', values: course.sut_cpu, colour: 'first'}], marks));
    charts.push(timeChart('System under test: memory', moment, asMegabytes, [{label: 'resident', values: course.sut_memory_mb, colour: 'first'}], marks));
  }
  charts.push(timeChart('Load generator: lateness', moment, asMs, [{label: 'p99', values: course.lateness_p99_ms, colour: 'second'}], marks));
  charts.push(timeChart('Load generator: CPU of brood', moment, asProcessors, [{label: 'busy', values: course.generator_cpu, colour: 'first'}], marks));
  return charts.filter(chart => chart);
}

function courseSection(data) {
  const {course} = data;
  if (course.to_s.length === 0) return section('course', 'Over time', el('p', null, 'Nothing was recorded.'));
  const marks = marksOf(data);
  const moment = makeMoment(course);
  const grid = el('div', {class: 'charts'});
  const draw = kind => {
    for (const chart of moment.charts.splice(0)) chart.end();
    moment.at = null;
    grid.replaceChildren(...chartsOf(kind, data, moment, marks));
  };
  const choice = kind => {
    const input = el('input', {type: 'radio', name: 'kind', value: kind, checked: kind === first});
    input.addEventListener('change', () => draw(kind));
    return el('label', null, input, ' ' + kind);
  };
  const first = data.totals.requests.count > 0 ? 'requests' : 'tasks';
  const step = (course.to_s[0] - course.from_s[0]);
  const box = section('course', 'Over time',
    el('div', {class: 'tools'},
      data.totals.requests.count > 0 ?
        el('fieldset', null, el('legend', null, 'Charts of'), ['requests', 'tasks'].map(choice)) : null,
      el('span', {class: 'muted small'}, 'Each point is ' + asTime(step * 1e3) + '. Arrow keys move along a chart.')),
    grid, markList(marks),
    data.page.saturation ? el('p', {class: 'warning', id: 'saturation'}, '\u26a0 ', userText(data.page.saturation)) : null);
  // Charts need to be in the page to know their size.
  return {box, start() {
    draw(first);
    keepPainted(moment);
  }};
}
