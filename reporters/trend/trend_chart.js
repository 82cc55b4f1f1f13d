// Lines over runs. What was measured on one machine under one load is one line; shapes tell the conditions apart.

// Filled, then hollow. None looks like a sign of an outcome.
const kShapes = ['circle', 'triangle', 'rectRot', 'star'];
const shapeOf = conditions => kShapes[conditions % kShapes.length];
const isHollow = conditions => Math.floor(conditions / kShapes.length) % 2 === 1;
const conditionColour = conditions => kColours[conditions % kColours.length];

// The shape as it stands in the charts.
function shapeSign(conditions) {
  const paths = {circle: 'M7 2.5a4.5 4.5 0 1 0 .01 0z', triangle: 'M7 2l5 9h-10z', rectRot: 'M7 1.5l5.5 5.5-5.5 5.5-5.5-5.5z',
                 star: 'M7 2v10M2 7h10M3.5 3.5l7 7M10.5 3.5l-7 7'};
  const name = 'var(--' + conditionColour(conditions) + ')';
  return svg('svg', {class: 'shape', viewBox: '0 0 14 14', 'aria-hidden': 'true'},
    svg('path', {d: paths[shapeOf(conditions)],
                 style: 'fill: ' + (isHollow(conditions) ? 'none' : name) + '; stroke: ' + name + '; stroke-width: 1.5'}));
}

// Runs that follow on one another under the same conditions: their positions.
function stretches(runs) {
  const list = [];
  runs.forEach((run, at) => {
    const last = list[list.length - 1];
    if (last && last.conditions === run.conditions) last.runs.push(at);
    else list.push({conditions: run.conditions, runs: [at]});
  });
  return list;
}

// A sign above each run that did not pass, or below it where there is no room; at the top where it has no figure.
function outcomeSigns(runs, values) {
  return {
    id: 'outcomes',
    afterDatasetsDraw({ctx, chartArea, scales}) {
      ctx.save();
      ctx.font = 'bold 12px sans-serif';
      ctx.textAlign = 'center';
      runs.forEach(({outcome}, at) => {
        if (outcome === 'passed') return;
        const point = values[at] === null ? null : scales.y.getPixelForValue(values[at]);
        const y = point === null ? chartArea.top + 12 : point - 9 > chartArea.top + 8 ? point - 9 : point + 18;
        ctx.fillStyle = colour(outcome === 'inconclusive' ? 'doubt' : 'failed');
        ctx.fillText(kMarks[outcome], scales.x.getPixelForValue(at), y);
      });
      ctx.restore();
    },
  };
}

// Days under the axis, or times where all runs are of one day: of a run every so often, as far as there is room.
function runAxis(runs) {
  const days = new Set(runs.map(run => run.started_at.slice(0, 10)));
  const words = days.size === 1 ? text => text.slice(11, 16) : text => text.slice(5, 10);
  return {
    min: -0.5, max: runs.length - 0.5,
    afterBuildTicks: scale => {
      const step = Math.ceil(runs.length / Math.max(Math.floor((scale.width || 400) / 60), 1));
      scale.ticks = runs.map((_, at) => ({value: at})).filter(({value}) => (runs.length - 1 - value) % step === 0);
    },
    ticks: {autoSkip: false, callback: at => words(runs[at].started_at)},
  };
}

function makeRunMoment(runs) {
  return sharedMoment({
    last: runs.length - 1, slice: x => Math.round(x), x: at => at, whole: 'all runs',
    name: at => runWords(runs, at),
  });
}

const runWords = (runs, at) => 'run ' + (at + 1) + ' of ' + runs.length + ', ' + startText(runs[at].started_at) + ', ' +
  runs[at].outcome + ', conditions ' + runs[at].mark;

// What an axis ends at where all is 0.
const kAtLeast = new Map([[asRate, 1], [asPercent, 0.01], [asTime, 0.001]]);

//   values: one for each run, null for none
function runChart(title, moment, format, runs, values) {
  const lastKnown = values.reduce((last, value) => value === null ? last : value, null);
  return lineChart({
    title, moment, lines: [{label: title}],
    words: () => [moment.at === null ? format(lastKnown) + (lastKnown === null ? '' : ' last') : format(values[moment.at])],
    sets: stretches(runs).map(({conditions, runs: positions}) => ({
      colour: conditionColour(conditions), pointStyle: shapeOf(conditions), pointRadius: 4, pointBorderWidth: 1.5,
      pointBackgroundColor: isHollow(conditions) ? 'transparent' : undefined,
      data: positions.map(at => ({x: at, y: values[at] === null ? NaN : values[at]})),
    })),
    scales: () => axes(runAxis(runs), format, kAtLeast.get(format)),
    plugins: [overlay(moment, []), outcomeSigns(runs, values)],
  });
}
