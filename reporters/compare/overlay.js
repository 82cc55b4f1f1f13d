// Distributions of several runs over one another, as shares of each, on a logarithmic axis.

const sumOf = buckets => buckets.reduce((sum, [, count]) => sum + count, 0);

function overlayWords(run, buckets, parts) {
  if (buckets.length === 0) return runTitle(run) + ': none';
  const peak = buckets.reduce((best, bucket) => bucket[1] > best[1] ? bucket : best);
  return runTitle(run) + ': ' + asCount(sumOf(buckets)) + ' passed, most often from ' + asTime(bucketStart(peak[0], parts)) +
    ' to ' + asTime(bucketStart(peak[0] + 1, parts));
}

// The outline of a run's bars.
function outline(buckets, range, most, width, height) {
  const wide = width / (range.high - range.low + 1);
  const all = sumOf(buckets);
  let path = '', last = null;
  const y = count => (height - (height - 4) * count / all / most).toFixed(1);
  const x = bucket => ((bucket - range.low) * wide).toFixed(1);
  for (const [bucket, count] of buckets) {
    if (bucket !== last) path += (last === null ? '' : 'V' + height) + 'M' + x(bucket) + ' ' + height;
    path += 'V' + y(count) + 'H' + x(bucket + 1);
    last = bucket + 1;
  }
  return path + 'V' + height;
}

function overlayChart(ofRuns, parts) {
  const range = rangeOf(ofRuns.map(passed => ({passed})));
  if (!range) return el('p', null, 'No sample passed.');
  const width = 640, height = 140;
  const most = Math.max(...ofRuns.filter(buckets => buckets.length > 0)
    .map(buckets => Math.max(...buckets.map(([, count]) => count)) / sumOf(buckets)));
  const words = ofRuns.map((buckets, run) => overlayWords(run, buckets, parts));
  const wide = width / (range.high - range.low + 1);
  const ticks = decades(range.low, range.high, parts).map(({bucket, ms}) => {
    const x = (bucket - range.low) * wide;
    const anchor = x < 20 ? 'start' : x > width - 20 ? 'end' : 'middle';
    return [svg('line', {class: 'axis', x1: x, x2: x, y1: 0, y2: height + 4}),
            svg('text', {x, y: height + 16, 'text-anchor': anchor}, asTime(ms))];
  });
  return el('div', {class: 'distribution'},
    el('ul', {class: 'legend'}, words.map((text, run) => el('li', null, swatch({colour: runColour(run)}, run), text))),
    svg('svg', {viewBox: '0 0 ' + width + ' ' + (height + 20), role: 'img', style: 'width: 100%; max-width: 640px',
                'aria-label': 'How time taken was spread. ' + words.join('; ')},
      ticks,
      ofRuns.map((buckets, run) => buckets.length === 0 ? null :
        svg('path', {d: outline(buckets, range, most, width, height), fill: 'none', 'stroke-width': 1.75,
                     'stroke-dasharray': kDashes[run].join(' ') || null, style: 'stroke: var(--' + runColour(run) + ')'})),
      svg('line', {class: 'axis', x1: 0, x2: width, y1: height, y2: height})),
    el('p', {class: 'muted small'}, 'Heights are shares of the samples of each run; time taken is on a logarithmic axis.'));
}
