// What a comparison found, as pictures: each metric's change on one axis, and where it was before in charts of it.

// How much slower: above 1 is worse. A throughput is turned round.
const slowness = (metric, ratio) => metric.unit === '1/s' ? 1 / ratio : ratio;

// As the table has it: three digits would pretend to more than is known.
const asChange = (ratio, digits = Math.abs(ratio - 1) < 0.9995 ? 1 : 0) =>
  (ratio < 1 ? '\u2212' : '+') + withTiesAway(Math.abs(ratio - 1) * 100).toFixed(digits) + '%';

const kChangeOrder = ['failed', 'inconclusive', 'improved', 'passed', 'untested'];
const kChangeSigns = {failed: '\u25b6', inconclusive: '\u25c6', improved: '\u25c0', passed: '\u25cf', untested: '\u25cb'};
const kWidestChange = 4;  // what is more than so many times slower, or faster, is shown at the edge

// Of all metrics, so that they can be compared; logarithmic, so that twice as slow and twice as fast are alike.
function changeAxis(metrics, floor) {
  const of = metric => [metric.ratio, metric.low, metric.high, 1 + (metric.noticeable ?? 0)].filter(ratio => ratio > 0)
    .map(ratio => Math.min(Math.max(slowness(metric, ratio), 1 / kWidestChange), kWidestChange));
  const all = [1 / 1.02, 1.02, 1 + floor, ...metrics.flatMap(of)];
  const low = Math.log(Math.min(...all)), high = Math.log(Math.max(...all));
  const margin = (high - low) * 0.06;
  const place = ratio => 100 * Math.min(Math.max((Math.log(ratio) - low + margin) / (high - low + 2 * margin), 0), 1);
  const steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 3];
  const ticks = [1];
  for (const tick of [...steps.map(step => 1 + step).reverse(), ...steps.filter(step => step < 1).map(step => 1 - step).reverse()]) {
    const at = place(tick);
    if (at > 9 && at < 91 && ticks.every(other => Math.abs(place(other) - at) >= 14)) ticks.push(tick);
  }
  return {place, ticks, floor};
}

const across = (axis, from, to) => {
  const [left, right] = [axis.place(from), axis.place(to)].sort((a, b) => a - b);
  return 'left: ' + left.toFixed(2) + '%; width: ' + (right - left).toFixed(2) + '%';
};

function changeLane(metric, axis) {
  const at = ratio => slowness(metric, ratio);
  const upright = (className, ratio) => el('div', {class: className, style: 'left: ' + axis.place(ratio).toFixed(2) + '%'});
  return el('div', {class: 'lane', 'aria-hidden': 'true'},
    axis.floor > 0 ? el('div', {class: 'floor', style: across(axis, 1 / (1 + axis.floor), 1 + axis.floor)}) : null,
    upright('same', 1),
    metric.noticeable === undefined || at(1 + metric.noticeable) > kWidestChange ? null : upright('noticed', at(1 + metric.noticeable)),
    metric.low === undefined ? null : el('div', {class: 'interval ' + metric.verdict, style: across(axis, at(metric.low), at(metric.high))}),
    el('span', {class: 'point word ' + metric.verdict, style: 'left: ' + axis.place(at(metric.ratio)).toFixed(2) + '%'},
      kChangeSigns[metric.verdict]));
}

// The scale's words, below the lanes.
function changeScale(axis) {
  return [el('div'), el('div', {class: 'scale muted small', 'aria-hidden': 'true'}, axis.ticks.map(tick =>
    el('span', {style: 'left: ' + axis.place(tick).toFixed(2) + '%'}, tick === 1 ? 'same' : asChange(tick, 0)))), el('div')];
}

// A row for each metric that has a ratio; null if none has.
function changePicture(comparison) {
  const metrics = comparison.metrics.filter(metric => metric.ratio > 0)
    .sort((a, b) => kChangeOrder.indexOf(a.verdict) - kChangeOrder.indexOf(b.verdict));
  if (metrics.length === 0) return null;
  const most = 40;
  const shown = metrics.slice(0, most);
  const axis = changeAxis(shown, comparison.floor ?? 0);
  const words = {failed: 'worse', inconclusive: 'in doubt', improved: 'better', passed: 'no difference beyond doubt'};
  const used = kChangeOrder.filter(verdict => words[verdict] && shown.some(metric => metric.verdict === verdict));
  return el('figure', {id: 'changes', 'aria-label': 'How much slower or faster each metric became'},
    el('figcaption', {class: 'muted small'},
      'Slower is to the right, faster to the left; less throughput counts as slower. ',
      used.map(verdict => kChangeSigns[verdict] + ' ' + words[verdict]).join(', '),
      '; the bar is the 95 % interval, \u2506 the smallest slowdown that would have been noticed',
      axis.floor > 0 ? ', shaded what is too small to matter (' + threeDigits(axis.floor * 100) + '%)' : null, '.'),
    el('div', {class: 'bars changes'},
      shown.map(metric => [el('div', null, userLine(metric.name)), changeLane(metric, axis),
                           el('div', {class: 'time'}, asChange(metric.ratio) + ' ', verdictWord(metric.verdict))]),
      changeScale(axis)),
    metrics.length > most ? el('p', {class: 'muted small'}, asCount(metrics.length - most) + ' more in the table') : null);
}

// What a metric was before, in the unit that the comparison has it in; undefined where it was not compared.
const valueBefore = (data, name) => data.comparison?.metrics.find(metric => metric.name === name)?.old;

// Of a task: [{label, ms}, ...] of its percentiles before.
const percentilesBefore = (data, task) => ['p50', 'p95', 'p99'].flatMap(percentile => {
  const seconds = valueBefore(data, task + '/' + percentile);
  return !(seconds > 0) ? [] : [{label: percentile + ' before', ms: seconds * 1e3}];
});
