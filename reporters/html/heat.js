// A heatmap: time to the right, time taken upwards on a logarithmic axis, the more samples the stronger the colour.

const kHeatParts = 4;

function heatRange(heat) {
  let low = Infinity, high = -Infinity, most = 0;
  for (const column of heat) {
    for (const [bucket, count] of column) {
      low = Math.min(low, bucket);
      high = Math.max(high, bucket);
      most = Math.max(most, count);
    }
  }
  return {low, high, most};
}

// Numbers 1, 10, 100 ... ms and parts of it, within buckets from `low` to `high`.
function decades(low, high, parts) {
  const ticks = [];
  for (let power = -6; power < 9; ++power) {
    const bucket = Math.log2(10 ** power * 1e6) * parts;
    if (bucket >= low && bucket <= high + 1) ticks.push({bucket, ms: 10 ** power});
  }
  if (ticks.length > 1) return ticks;
  const middle = Math.round((low + high) / 2);
  return [low, middle, high + 1].map(bucket => ({bucket, ms: bucketStart(bucket, parts)}));
}

function drawHeat(canvas, moment, heat, range) {
  const width = canvas.clientWidth, height = canvas.clientHeight, scale = devicePixelRatio || 1;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const ctx = canvas.getContext('2d');
  ctx.scale(scale, scale);
  const {course} = moment;
  const [top, right, bottom] = [6, kRight, 24];
  const start = course.from_s[0], length = course.to_s[moment.last] - start;
  const x = s => kLeft + (s - start) / length * (width - kLeft - right);
  const row = (height - top - bottom) / (range.high - range.low + 1);
  const y = bucket => height - bottom - (bucket - range.low) * row;

  ctx.fillStyle = colour('first');
  heat.forEach((column, i) => {
    // Whole pixels, so that neighbours touch.
    const left = Math.round(x(course.from_s[i])), wide = Math.max(Math.round(x(course.to_s[i])) - left, 1);
    for (const [bucket, count] of column) {
      const high = Math.round(y(bucket + 1));
      ctx.globalAlpha = 0.12 + 0.88 * Math.log1p(count) / Math.log1p(range.most);
      ctx.fillRect(left, high, wide, Math.max(Math.round(y(bucket)) - high, 1));
    }
  });
  ctx.globalAlpha = 1;
  ctx.fillStyle = colour('muted');
  ctx.font = '12px sans-serif';
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  for (const {bucket, ms} of decades(range.low, range.high, kHeatParts))
    ctx.fillText(asTime(ms), kLeft - 8, Math.min(Math.max(y(bucket), top + 6), height - bottom - 4));
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  const step = niceStep(course);
  for (let s = Math.ceil(start / step) * step; s <= start + length; s += step) ctx.fillText(asMoment(s), x(s), height - bottom + 8);
  if (moment.at === null) return;
  ctx.fillStyle = colour('text');
  ctx.fillRect(x(course.to_s[moment.at]) - 0.5, top, 1, height - top - bottom);
}

function heatMap(title, moment, heat) {
  const range = heatRange(heat);
  if (range.most === 0) return null;
  const span = column => column.length === 0 ? kNoData : asTime(bucketStart(column[0][0], kHeatParts)) + ' to ' +
    asTime(bucketStart(column[column.length - 1][0] + 1, kHeatParts));
  const words = () => [moment.at === null ? span([[range.low], [range.high]]) : span(heat[moment.at])];
  const {frame, show, box} = chartBox(title, moment, [{label: 'Stronger is more. Samples'}], words);
  const canvas = el('canvas', {'aria-hidden': 'true', style: 'width: 100%; height: 100%'});
  frame.append(canvas);
  const draw = () => drawHeat(canvas, moment, heat, range);
  const {course} = moment;
  listen(frame, moment, x => course.from_s[0] +
    (x - kLeft) / (frame.clientWidth - kLeft - kRight) * (course.to_s[moment.last] - course.from_s[0]));
  const sized = new ResizeObserver(draw);
  sized.observe(frame);
  moment.charts.push({paint: draw, resize: draw, show: () => { show(); draw(); }, end: () => sized.disconnect()});
  show();
  return box;
}
