// The slowest iterations of each task, with their requests one below the other.

function waterfall(iteration, data, place) {
  const share = ms => (100 * Math.max(ms, 0) / Math.max(iteration.ms, 0.001)).toFixed(3) + '%';
  const bar = (offset, ms, outcome) => el('div', {class: 'lane', 'aria-hidden': 'true'},
    el('div', {class: 'bar ' + outcome, style: 'left: ' + share(offset) + '; width: ' + share(Math.min(ms, iteration.ms - offset))}));
  const lines = iteration.requests.map(([request, offset, ms, status, outcome]) => {
    const name = typeof request === 'string' ? request : requestName(data.requests[request]);
    const failed = outcome === 'failed';
    return [el('div', null, userText(name)), bar(offset, ms, outcome),
            el('div', {class: 'time'}, asTime(ms) + (status > 0 ? ', ' + status : ''), failed ? [' ', verdictWord('failed')] : null)];
  });
  return el('div', {class: 'waterfall'},
    el('h3', null, place + '. ' + asTime(iteration.ms) + ', ', verdictWord(iteration.outcome)),
    el('p', {class: 'muted small'}, 'user ' + iteration.user + ', began at ' + asMoment(iteration.start_s) +
      (iteration.more > 0 ? ', ' + asCount(iteration.more) + ' more requests not shown' : '')),
    el('div', {class: 'bars'}, lines.length ? lines : [el('div', null, 'no requests'), bar(0, iteration.ms, iteration.outcome), el('div', {class: 'time'}, asTime(iteration.ms))]));
}

function slowestSection(data) {
  const tasks = data.slowest.filter(({iterations}) => iterations.length > 0)
    .sort((a, b) => b.iterations[0].ms - a.iterations[0].ms);
  if (tasks.length === 0) return null;
  const one = ({task, iterations}) => {
    const box = el('details', null, el('summary', null, userLine(task), el('span', {class: 'muted'}, ' \u00b7 slowest ' + asTime(iterations[0].ms))));
    // Made when they are looked at: there may be thousands.
    const make = () => { if (box.childElementCount === 1) box.append(...iterations.map((iteration, i) => waterfall(iteration, data, i + 1))); };
    box.addEventListener('toggle', make);
    return box;
  };
  return section('slowest', 'Slowest iterations', el('p', {class: 'muted'}, 'Up to five of each task, with the requests that they made.'),
    firstOf(tasks, 30, one));
}
