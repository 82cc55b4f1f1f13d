// What went wrong, most frequent first, with one example and the line that repeats it.

function errorGroup(error) {
  const request = error.name === undefined ? null : requestName({method: error.method, name: error.name});
  const when = error.first_s === error.last_s ? 'at ' + asMoment(error.first_s) :
    'from ' + asMoment(error.first_s) + ' to ' + asMoment(error.last_s);
  return el('div', {class: 'error'},
    el('h3', null, asCount(error.count) + ' \u00d7 ', userText(error.task || '(no task)'), request ? [' \u00b7 ', userText(request)] : null),
    el('p', {class: 'muted small'}, when, error.where ? [' \u00b7 ', userText(error.where)] : null),
    el('pre', {tabindex: '0'}, el('bdi', {class: 'message'}, error.message)),
    el('p', {class: 'small'}, 'Repeat it: ', el('code', {class: 'repeat'}, el('bdi', null, error.repeat))));
}

function errorSection(data) {
  if (data.errors.length === 0) return section('errors', 'Errors', el('p', null, 'There were none.'));
  return section('errors', 'Errors', el('p', {class: 'muted'},
    'Like failures count as one group; the message is that of the first.'), firstOf(data.errors, 20, errorGroup));
}
