// Tables of tasks, of requests, and of requests by task and status.

const latencyColumn = name => ({title: name, value: row => row.latency_ms ? row.latency_ms[name] : null,
                                show: row => asMs(row.latency_ms ? row.latency_ms[name] : null)});

function rowColumns(nameOf, range, rows) {
  const any = name => rows.some(row => row[name] > 0);
  const counted = (title, name) => ({title, value: row => row[name], show: row => asCount(row[name])});
  return [
    {title: 'Name', text: true, value: nameOf, show: row => row.whole ? 'all' : userText(nameOf(row))},
    counted('Count', 'count'),
    {...counted('Failed', 'failed'), bad: row => row.failed > 0},
    {title: 'Error rate', value: row => row.error_rate, show: row => asPercent(row.error_rate)},
    ...any('skipped') ? [counted('Skipped', 'skipped')] : [],
    ...any('abandoned') ? [counted('Abandoned', 'abandoned')] : [],
    {title: 'Rate', value: row => row.rate, show: row => asRate(row.rate)},
    ...['p50', 'p95', 'p99', 'max'].map(latencyColumn),
    {title: 'Distribution', sorts: false, show: row => row.whole ? '' : spark(row.distribution, range)},
  ];
}

function rowSection(id, title, data, nameOf) {
  const list = data[id];
  if (list.length === 0) return section(id, title, el('p', {class: 'muted'}, 'None was recorded.'));
  const {parts} = data.distributions;
  const distributions = data.distributions[id];
  const rows = list.map((row, i) => ({...row, distribution: distributions[i]}));
  const range = rangeOf(distributions);
  const axis = range ? ' Distributions share one logarithmic axis, from ' + asTime(bucketStart(range.low, parts)) + ' to ' +
    asTime(bucketStart(range.high + 1, parts)) + '.' : '';
  return section(id, title, makeTable({
    id: id + '-table', caption: 'Percentiles are of those that passed. A name opens its distribution.' + axis,
    columns: rowColumns(nameOf, range, rows), rows, total: {...data.totals[id], whole: true}, search: 'Names with',
    detail: row => rowDetail(row, row.distribution, parts, id === 'tasks' ? percentilesBefore(data, row.name) : []),
  }));
}

const requestName = request => request.method ? request.method + ' ' + request.name : request.name;

function madeBySection(data) {
  if (data.made_by.length === 0) return null;
  const rows = data.made_by.map(([task, request, count, failed, rate, p50, p95]) => ({
    task: task < 0 ? '(no task)' : data.tasks[task].name,
    request: request < 0 ? '(other)' : requestName(data.requests[request]), count, failed, rate, p50, p95}));
  return section('made_by', 'Requests by task', makeTable({
    id: 'made_by-table', caption: 'Which task made which requests', rows, search: 'Tasks or requests with', most: 15,
    columns: [
      {title: 'Task and request', text: true, value: row => row.task + ' ' + row.request,
       show: row => [userText(row.task), el('br'), el('span', {class: 'muted'}, userText(row.request))]},
      {title: 'Count', value: row => row.count, show: row => asCount(row.count)},
      {title: 'Failed', value: row => row.failed, show: row => asCount(row.failed), bad: row => row.failed > 0},
      {title: 'Rate', value: row => row.rate, show: row => asRate(row.rate)},
      {title: 'p50', value: row => row.p50, show: row => asMs(row.p50)},
      {title: 'p95', value: row => row.p95, show: row => asMs(row.p95)},
    ],
  }));
}

function statusSection(data) {
  const all = data.totals.requests.status;
  if (!all) return null;
  const answered = Object.values(all).reduce((sum, count) => sum + count, 0);
  const rows = Object.entries(all).map(([status, count]) => ({
    status: Number(status), count,
    names: data.requests.filter(request => (request.status || {})[status] > 0).map(requestName)}));
  const unanswered = data.totals.requests.count - answered;
  return section('statuses', 'Statuses', makeTable({
    id: 'statuses-table', caption: 'Answers by their status', rows,
    columns: [
      {title: 'Status', value: row => row.status, show: row => String(row.status)},
      {title: 'Count', value: row => row.count, show: row => asCount(row.count)},
      {title: 'Share', value: row => row.count / answered, show: row => asPercent(row.count / answered)},
      {title: 'Requests', text: true, value: row => row.names.join(', '),
       show: row => userText(row.names.slice(0, 8).join(', ') + (row.names.length > 8 ? ' and ' + (row.names.length - 8) + ' more' : ''))},
    ],
  }), unanswered > 0 ? el('p', {class: 'muted'}, asCount(unanswered) + (unanswered === 1 ? ' request has' : ' requests have') + ' no status: there was no answer.') : null);
}
