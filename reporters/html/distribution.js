// Distributions of time taken, on a logarithmic axis.

function rangeOf(distributions) {
  let low = Infinity, high = -Infinity;
  for (const {passed, failed} of distributions) {
    for (const buckets of [passed, failed || []]) {
      if (buckets.length === 0) continue;
      low = Math.min(low, buckets[0][0]);
      high = Math.max(high, buckets[buckets.length - 1][0]);
    }
  }
  return high < low ? null : {low, high};
}

function barShapes(buckets, range, width, height, className) {
  const most = buckets.reduce((sum, [, count]) => Math.max(sum, count), 1);
  const wide = width / (range.high - range.low + 1);
  return buckets.map(([bucket, count]) => {
    const tall = Math.max(height * count / most, 1);
    return svg('rect', {class: className, x: ((bucket - range.low) * wide).toFixed(2), y: (height - tall).toFixed(2),
                        width: Math.max(wide - (wide > 3 ? 1 : 0), 0.6).toFixed(2), height: tall.toFixed(2)});
  });
}

// Of one row, on the axis of its whole table.
function spark(distribution, range) {
  if (!range) return '';
  return svg('svg', {class: 'spark', viewBox: '0 0 110 20', preserveAspectRatio: 'none', 'aria-hidden': 'true'},
    barShapes(distribution.passed, range, 110, 20, 'passed'));
}

// Dashed lines where percentiles were before; their words have a line each, since they may be close.
function linesBefore(before, range, parts, wide, width, height) {
  return before.map(({label, ms}, i) => {
    const x = (Math.log2(ms * 1e6) * parts - range.low) * wide;
    const onLeft = x > width * 0.7;
    return [svg('line', {class: 'before', x1: x.toFixed(2), x2: x.toFixed(2), y1: -14 * (before.length - i) + 2, y2: height}),
            svg('text', {x: (onLeft ? x - 4 : x + 4).toFixed(2), y: -14 * (before.length - i) + 11, 'text-anchor': onLeft ? 'end' : 'start'},
              label + ': ' + asTime(ms))];
  });
}

// `before`: [{label, ms}, ...], marked in it.
function distributionChart(title, buckets, range, parts, className, before = []) {
  const width = 640, height = 90;
  const above = 14 * before.length;
  const wide = width / (range.high - range.low + 1);
  const count = buckets.reduce((sum, [, n]) => sum + n, 0);
  const peak = buckets.reduce((best, bucket) => bucket[1] > best[1] ? bucket : best);
  const words = asCount(count) + ' ' + title + ', most often from ' + asTime(bucketStart(peak[0], parts)) + ' to ' +
    asTime(bucketStart(peak[0] + 1, parts));
  const ticks = decades(range.low, range.high, parts).map(({bucket, ms}) => {
    const x = (bucket - range.low) * wide;
    const anchor = x < 20 ? 'start' : x > width - 20 ? 'end' : 'middle';
    return [svg('line', {class: 'axis', x1: x, x2: x, y1: 0, y2: height + 4}),
            svg('text', {x, y: height + 16, 'text-anchor': anchor}, asTime(ms))];
  });
  return el('div', {class: 'distribution ' + className}, el('p', {class: 'small'}, words),
    svg('svg', {viewBox: '0 ' + -above + ' ' + width + ' ' + (height + 20 + above), role: 'img', 'aria-label': words, style: 'width: 100%; max-width: 640px'},
      ticks, barShapes(buckets, range, width, height, className), linesBefore(before, range, parts, wide, width, height),
      svg('line', {class: 'axis', x1: 0, x2: width, y1: height, y2: height})));
}

// All about one row: its figures, and how passed and failed samples were spread.
function rowDetail(row, distribution, parts, before = []) {
  const latency = row.latency_ms || {};
  const range = rangeOf([distribution]);
  for (const {ms} of range ? before : []) {
    const bucket = Math.floor(Math.log2(ms * 1e6) * parts);
    range.low = Math.min(range.low, bucket);
    range.high = Math.max(range.high, bucket);
  }
  const names = {p50: 'p50 (median)', 'stddev': 'standard deviation'};
  const phases = Object.entries(row.phases_ms || {}).map(([name, phase]) => [name + ', mean', asTime(phase.mean)]);
  return el('div', null,
    factList('facts', [
      ...Object.entries(latency).map(([name, value]) => [names[name] || name, asTime(value)]),
      ...before.map(({label, ms}) => [label, asTime(ms)]),
      ...phases,
      ['received', row.bytes_in === undefined ? null : asBytes(row.bytes_in)],
      ['sent', row.bytes_out === undefined ? null : asBytes(row.bytes_out)],
      ['redirects', row.redirects ? asCount(row.redirects) : null],
      ['skipped', row.skipped ? asCount(row.skipped) : null],
      ['abandoned', row.abandoned ? asCount(row.abandoned) : null],
    ]),
    distribution.passed.length ? distributionChart('passed', distribution.passed, range, parts, 'passed', before) : null,
    distribution.failed ? distributionChart('failed', distribution.failed, range, parts, 'failed') : null,
    range ? null : el('p', null, 'No sample was measured.'));
}
