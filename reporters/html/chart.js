// Charts over the run's time that share one moment: it is a line in all of them, moved by pointer or arrow keys, and
// what they show there stands beside their names.

const kLeft = 64, kRight = 20;  // px, the same for all, so that moments lie below one another

function makeMoment(course) {
  const moment = {at: null, charts: [], course};
  moment.last = course.to_s.length - 1;
  moment.move = at => {
    moment.at = at === null ? null : Math.min(Math.max(at, 0), moment.last);
    for (const chart of moment.charts) chart.show();
  };
  // The slice that holds second `s`.
  moment.slice = s => {
    const found = course.to_s.findIndex(end => end >= s);
    return found < 0 ? moment.last : found;
  };
  moment.words = () => moment.at === null ? 'the whole run' :
    asMoment(course.from_s[moment.at]) + ' to ' + asMoment(course.to_s[moment.at]);
  return moment;
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

const kDashes = [[], [6, 3], [2, 2]];

function swatch(line, i) {
  return svg('svg', {viewBox: '0 0 26 8', 'aria-hidden': 'true'},
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

// What lies over the lines: the shared moment, marks of events, and the end of the run time.
function overlay(moment, marks) {
  return {
    id: 'overlay',
    afterDatasetsDraw(chart) {
      const {ctx, chartArea, scales} = chart;
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
      if (moment.at !== null) upright(moment.course.to_s[moment.at], 'text', []);
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

function axes(course, format, atLeast) {
  const grid = {color: colour('line'), drawTicks: false, borderColor: colour('line')};
  const ticks = {color: colour('muted'), padding: 6, maxRotation: 0, autoSkipPadding: 20};
  return {
    x: {type: 'linear', min: course.from_s[0], max: course.to_s[course.to_s.length - 1], grid: {...grid, display: false},
        ticks: {...ticks, callback: asMoment, stepSize: niceStep(course)},
        afterFit: scale => { scale.paddingRight = kRight; }},
    y: {beginAtZero: true, suggestedMax: atLeast, grid, ticks: {...ticks, maxTicksLimit: 5, callback: format},
        grace: '5%', afterFit: scale => { scale.width = kLeft; }},
  };
}

// Seconds between two moments on the axis, as a clock has them.
function niceStep(course) {
  const length = course.to_s[course.to_s.length - 1] - course.from_s[0];
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400];
  return steps.find(step => length / step <= 8) || 86400;
}

//   lines: {label, values: one for each slice, colour: name of one of the page's}
function timeChart(title, moment, format, lines, marks) {
  const {course} = moment;
  const {frame, show, box} = chartBox(title, moment, lines,
    () => lines.map(({values}) => moment.at === null ? largestText(values, format) : format(values[moment.at])));
  const canvas = el('canvas', {'aria-hidden': 'true'});
  frame.append(canvas);
  const chart = new Chart(canvas, {
    type: 'line',
    data: {datasets: lines.map((line, i) => ({
      label: line.label, borderDash: kDashes[i], borderWidth: 1.75, pointRadius: pointSizes(line.values), spanGaps: false,
      data: line.values.map((y, at) => ({x: course.to_s[at], y: y === null ? NaN : y})),
    }))},
    options: {
      animation: false, parsing: false, normalized: true, maintainAspectRatio: false, events: [],
      layout: {padding: {top: 6}},
      plugins: {legend: {display: false}, tooltip: {enabled: false}},
    },
    plugins: [overlay(moment, marks || [])],
  });
  const paint = () => {
    chart.options.scales = axes(course, format, format === asProcessors ? 0.1 : 1);
    chart.data.datasets.forEach((set, i) => { set.borderColor = set.backgroundColor = colour(lines[i].colour); });
    chart.update('none');
  };
  listen(frame, moment, x => chart.scales.x.getValueForPixel(x));
  moment.charts.push({paint, resize: () => chart.resize(), show: () => { show(); chart.draw(); }, end: () => chart.destroy()});
  paint();
  show();
  return box;
}
