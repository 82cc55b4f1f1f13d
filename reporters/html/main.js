// Paper has no buttons: what can be opened is open on it.
function openForPaper() {
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = Array.from(document.querySelectorAll('#slowest details:not([open])')).slice(0, 10);
    for (const box of opened) {
      box.open = true;
      box.dispatchEvent(new Event('toggle'));  // the browser's own comes too late
    }
  });
  addEventListener('afterprint', () => { for (const box of opened) box.open = false; });
}

function showPage() {
  const data = JSON.parse(document.getElementById('data').textContent);
  const page = document.getElementById('page');
  const course = courseSection(data);
  page.append(...[
    banner(data), verdict(data), figures(data), checks(data), comparison(data), course.box || course,
    rowSection('tasks', 'Tasks', data, task => task.name || ''), rowSection('requests', 'Requests', data, requestName),
    errorSection(data), slowestSection(data), madeBySection(data), statusSection(data), aboutSection(data),
  ].filter(part => part));
  page.querySelector('.figures').after(contents(page));
  if (course.start) course.start();
  openForPaper();
}

showPage();
