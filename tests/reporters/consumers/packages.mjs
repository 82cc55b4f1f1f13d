// What packages of others understand of reports: junit2json, and HdrHistogram's own port for JavaScript. For each folder
// among the arguments a line of JSON.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

// From where ci/install-deps puts them.
const load = createRequire(new URL('../../tools/', import.meta.url));
const hdr = load('hdr-histogram-js');
const junit2json = load('junit2json');

function numbers(histogram) {
  return {count: histogram.totalCount, p50: histogram.getValueAtPercentile(50), p95: histogram.getValueAtPercentile(95)};
}

// Lines as "Tag=task:name,0.000,2.100,20.000,HISTF..."; tags have no comma.
function log(text) {
  const told = {};
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#') || line.startsWith('"')) continue;
    const cells = line.split(',');
    const tag = cells[0].startsWith('Tag=') ? cells[0].slice(4) : '';
    told[tag] = numbers(hdr.decodeFromCompressedBase64(cells[cells.length - 1]));
  }
  return told;
}

function histograms(kinds) {
  return Object.fromEntries(Object.entries(kinds).map(([kind, rows]) => [kind,
    Object.fromEntries(Object.entries(rows).map(([name, text]) => [name, numbers(hdr.decodeFromCompressedBase64(text))]))]));
}

// Without names that junit2json makes numbers of, as 12 and the empty one.
async function junit(text) {
  const suites = await junit2json.parse(text);
  const cases = suites.testsuite.flatMap(suite => suite.testcase ?? []);
  return {cases: cases.length, failures: cases.filter(one => one.failure || one.error).length, names: cases.map(one => one.name).filter(name => typeof name === 'string')};
}

const read = path => readFileSync(path, 'utf8');
for (const folder of process.argv.slice(2)) {
  console.log(JSON.stringify({
    junit: await junit(read(folder + '/junit.xml')),
    log: log(read(folder + '/latency.hlog')),
    histograms: histograms(JSON.parse(read(folder + '/stats.json')).histograms),
  }));
}
