// What was run, where, and how the load generator fared.

const spaced = key => key.replace(/_(s|mb)$/, '').replace(/_/g, ' ');

// A value of stats.json in words; its unit is the end of its key.
function partText(key, value) {
  if (typeof value === 'number' && key.endsWith('_s')) return asTime(value * 1e3);
  if (typeof value === 'number' && key === 'memory') return asBytes(value);
  return valueText(value);
}

function valueText(value) {
  if (Array.isArray(value)) return value.map(valueText).join('\n');
  if (value !== null && typeof value === 'object') return Object.entries(value).map(([key, part]) => spaced(key) + ': ' + partText(key, part)).join('\n');
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

const pairsOf = object => Object.entries(object)
  .filter(([, value]) => !(Array.isArray(value) && value.length === 0) && value !== '')
  .map(([key, value]) => [spaced(key), userText(partText(key, value), 'lines')]);

function generatorPairs(data) {
  const {generator, sut} = data;
  const lateness = generator.lateness_ms || {};
  return [
    ['lateness, p99', asTime(lateness.p99)], ['lateness, max', asTime(lateness.max)],
    ['stalls', asCount(generator.stalls) + (generator.stalls > 0 ? ', ' + asTime(generator.stalled_s * 1e3) + ' in all' : '')],
    ['lost samples', generator.lost > 0 ? asCount(generator.lost) : null],
    ['CPU time of brood', asTime(generator.cpu_s * 1e3)], ['memory of brood', asMegabytes(generator.memory_mb)],
    ['arrivals', data.arrivals ? asCount(data.arrivals.due) + ' due, ' + asCount(data.arrivals.late) + ' late, ' + asCount(data.arrivals.abandoned) + ' abandoned' : null],
    ['CPU time of the system under test', sut ? asTime(sut.cpu_s * 1e3) : null],
    ['memory of the system under test', sut ? asMegabytes(sut.memory_mb) : null],
  ];
}

function aboutSection(data) {
  return section('about', 'What was run, and where',
    el('div', {class: 'halves'},
      el('div', null, el('h3', null, 'Configuration'), factList('pairs', pairsOf(data.config))),
      el('div', null,
        el('h3', null, 'Machine'), factList('pairs', pairsOf(data.environment)),
        el('h3', {style: 'margin-top: 16px'}, 'Load generator and system under test'), factList('pairs', generatorPairs(data)))));
}
