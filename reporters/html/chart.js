// Charts that share one moment: it is a line in all of them, moved by pointer or arrow keys, and what they show there
// stands beside their names.

const kLeft = 64, kRight = 20;  // px, the same for all, so that moments lie below one another

// One of `last + 1` moments, or none. `slice(x)` is the one at x of the axis, `x(at)` where it lies, `name(at)` what it is
// called; `whole` is what all of them are called.
function sharedMoment({last, slice, x, name, whole}) {
  const moment = {at: null, charts: [], last, slice, x};
  moment.move = at => {
    moment.at = at === null ? null : Math.min(Math.max(at, 0), moment.last);
    for (const chart of moment.charts) chart.show();
  };
  moment.words = () => moment.at === null ? whole : name(moment.at);
  return moment;
}

// The slice of a course that holds second `s`.
function sliceAt(course, s) {
  const found = course.to_s.findIndex(end => end >= s);
  return found < 0 ? course.to_s.length - 1 : found;
}

function makeMoment(course) {
  return Object.assign(sharedMoment({
    last: course.to_s.length - 1, slice: s => sliceAt(course, s), x: at => course.to_s[at], whole: 'the whole run',
    name: at => asMoment(course.from_s[at]) + ' to ' + asMoment(course.to_s[at]),
  }), {course});
}

// Charts follow the system's colours, and paper's.
function keepPainted(moment) {
  const repaint = () => { for (const chart of moment.charts) chart.paint(); };
  const onPaper = printing => () => {
    document.documentElement.classList.toggle('printing', printing);
    repaint();
    for (const chart of moment.charts) chart.resize();
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaint);
  addEventListener('beforeprint', onPaper(true));
  addEventListener('afterprint', onPaper(false));
}

function listen(frame, moment, secondAt) {
  const follow = event => moment.move(moment.slice(secondAt(event.clientX - frame.getBoundingClientRect().left)));
  frame.addEventListener('pointermove', follow);
  frame.addEventListener('pointerdown', follow);
  frame.addEventListener('pointerleave', event => { if (event.pointerType === 'mouse') moment.move(null); });
  frame.addEventListener('keydown', event => {
    const now = moment.at;
    const steps = {ArrowRight: now === null ? 0 : now + 1, ArrowLeft: now === null ? moment.last : now - 1,
                   PageDown: (now ?? 0) + 10, PageUp: (now ?? moment.last) - 10, Home: 0, End: moment.last, Escape: null};
    if (!(event.key in steps)) return;
    event.preventDefault();
    moment.move(steps[event.key]);
  });
}

// Of lines that are told apart by their order, with kDashes.
const kColours = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];
const kDashes = [[], [6, 3], [2, 2], [12, 4], [8, 3, 2, 3], [1, 3], [14, 3, 2, 3, 2, 3], [4, 6]];

function swatch(line, i) {
  return svg('svg', {class: 'swatch', viewBox: '0 0 26 8', 'aria-hidden': 'true'},
    svg('line', {x1: 0, x2: 26, y1: 4, y2: 4, 'stroke-width': 2.5, 'stroke-dasharray': kDashes[i].join(' ') || null,
                 style: 'stroke: var(--' + line.colour + ')'}));
}

// A focusable box of one chart; `words` says what it shows at the shared moment.
function chartBox(title, moment, lines, words) {
  const frame = el('div', {class: 'frame', tabindex: '0', role: 'slider', 'aria-label': title + ' over time',
                           'aria-valuemin': 0, 'aria-valuemax': moment.last, 'aria-valuenow': 0});
  const values = lines.map(() => el('span'));
  const legend = el('ul', {class: 'legend'}, lines.map((line, i) =>
    el('li', null, line.colour ? swatch(line, i) : null, line.label + ': ', values[i])));
  const show = () => {
    words().forEach((text, i) => { values[i].textContent = text; });
    frame.setAttribute('aria-valuenow', moment.at ?? 0);
    frame.setAttribute('aria-valuetext',
      moment.words() + ': ' + lines.map((line, i) => line.label + ': ' + values[i].textContent).join(', '));
  };
  return {frame, show, box: el('div', {class: 'chart'}, el('h3', null, title), legend, frame)};
}

const kBeforeDash = [7, 4];

// What lies over the lines: the shared moment, marks of events, the end of the run time, and what was before.
function overlay(moment, marks, before) {
  return {
    id: 'overlay',
    afterDatasetsDraw(chart) {
      const {ctx, chartArea, scales} = chart;
      if (before !== undefined) {
        const y = scales.y.getPixelForValue(before);
        ctx.save();
        ctx.strokeStyle = ctx.fillStyle = colour('text');
        ctx.setLineDash(kBeforeDash);
        ctx.beginPath();
        ctx.moveTo(chartArea.left, y);
        ctx.lineTo(chartArea.right, y);
        ctx.stroke();
        ctx.font = '12px sans-serif';
        ctx.fillText('before', chartArea.left + 4, y < chartArea.top + 16 ? y + 13 : y - 4);
        ctx.restore();
      }
      const upright = (second, name, dash, sign) => {
        const x = scales.x.getPixelForValue(second);
        if (x < chartArea.left - 1 || x > chartArea.right + 1) return;
        ctx.save();
        ctx.strokeStyle = ctx.fillStyle = colour(name);
        ctx.setLineDash(dash);
        ctx.beginPath();
        ctx.moveTo(x, chartArea.top);
        ctx.lineTo(x, chartArea.bottom);
        ctx.stroke();
        ctx.font = '12px sans-serif';
        ctx.textAlign = 'center';
        if (sign) ctx.fillText(sign, x, chartArea.top + 9);
        ctx.restore();
      };
      for (const mark of marks) upright(mark.s, mark.colour, [3, 3], mark.sign);
      if (moment.at !== null) upright(moment.x(moment.at), 'text', []);
    },
  };
}

const largest = values => values.reduce((most, value) => value !== null && (most === null || value > most) ? value : most, null);

function largestText(values, format) {
  const most = largest(values);
  return most === null ? kNoData : 'max ' + format(most);
}

// A line of one point is none, so points are drawn where there are few, or no neighbours.
const pointSizes = values => values.map((value, i) =>
  values.length < 10 || ((values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null) ? 2.5 : 0);

//   x: what of the horizontal axis is its own
function axes(x, format, atLeast) {
  const grid = {color: colour('line'), drawTicks: false, borderColor: colour('line')};
  const ticks = {color: colour('muted'), padding: 6, maxRotation: 0, autoSkipPadding: 20};
  return {
    x: {type: 'linear', ...x, grid: {...grid, display: false}, ticks: {...ticks, ...x.ticks},
        afterFit: scale => { scale.paddingRight = kRight; }},
    y: {beginAtZero: true, suggestedMax: atLeast, grid, ticks: {...ticks, maxTicksLimit: 5, callback: format},
        grace: '5%', afterFit: scale => { scale.width = kLeft; }},
  };
}

const timeAxis = course => ({min: course.from_s[0], max: course.to_s[course.to_s.length - 1],
                             ticks: {callback: asMoment, stepSize: niceStep(course)}});

// Seconds between two moments on the axis, as a clock has them.
function niceStep(course) {
  const length = course.to_s[course.to_s.length - 1] - course.from_s[0];
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400];
  return steps.find(step => length / step <= 8) || 86400;
}

//   lines and words: as of chartBox(); sets: Chart.js' own, each with the name of its colour; scales: () => axes
function lineChart({title, moment, lines, words, sets, scales, plugins}) {
  const {frame, show, box} = chartBox(title, moment, lines, words);
  const canvas = el('canvas', {'aria-hidden': 'true'});
  frame.append(canvas);
  const chart = new Chart(canvas, {
    type: 'line',
    data: {datasets: sets.map(set => ({borderWidth: 1.75, spanGaps: false, clip: 6, ...set}))},
    options: {
      animation: false, parsing: false, normalized: true, maintainAspectRatio: false, events: [],
      layout: {padding: {top: 6}},
      plugins: {legend: {display: false}, tooltip: {enabled: false}},
    },
    plugins,
  });
  const paint = () => {
    chart.options.scales = scales();
    chart.data.datasets.forEach((set, i) => { set.borderColor = set.backgroundColor = colour(sets[i].colour); });
    chart.update('none');
  };
  listen(frame, moment, x => chart.scales.x.getValueForPixel(x));
  moment.charts.push({paint, resize: () => chart.resize(), show: () => { show(); chart.draw(); }, end: () => chart.destroy()});
  paint();
  show();
  return box;
}

//   lines: {label, values: one for each slice, colour: name of one of the page's, course: its own, if not the moment's}
//   before: what the same was in what the run is compared with; may be undefined
function timeChart(title, moment, format, lines, marks, before) {
  const valueNow = ({values, course}) => {
    if (!course) return values[moment.at];
    const s = moment.x(moment.at);
    return s > course.to_s[course.to_s.length - 1] ? null : values[sliceAt(course, s)];
  };
  const box = lineChart({
    title, moment, lines,
    words: () => lines.map(line => moment.at === null ? largestText(line.values, format) : format(valueNow(line))),
    sets: lines.map((line, i) => ({
      label: line.label, colour: line.colour, borderDash: kDashes[i], pointRadius: pointSizes(line.values),
      data: line.values.map((y, at) => ({x: (line.course || moment.course).to_s[at], y: y === null ? NaN : y})),
    })),
    scales: () => axes(timeAxis(moment.course), format, Math.max(format === asProcessors ? 0.1 : 1, before ?? 0)),
    plugins: [overlay(moment, marks || [], before)],
  });
  if (before !== undefined) box.querySelector('.legend').append(el('li', null, '\u254c before: ' + format(before)));
  return box;
}
