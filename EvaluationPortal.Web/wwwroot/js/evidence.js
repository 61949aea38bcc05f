// Uploads files of evidence: chosen, dropped or pasted, each with its progress and a way to stop it. A file is the bare body of a
// request; stopping breaks the request off, and the server keeps nothing of it.

const AT_ONCE = 2;
const ASKED_EVERY = 1000;
const SIGNED_OUT = '登录已结束，文件没有上传。请重新登录后再试。';
const CUT = '网络中断，文件没有上传。';

/**
 * @param root the component's element: [data-drop] and [data-choose] come and go, [data-uploads] and [data-said] stay, and are ours.
 * @param page the component: Address(name) says where a file of that name goes now, or null; Uploaded() reads the list again;
 *   Progress(address), where wanted.tells, says how far the file sent there has been read, or null.
 * @param wanted most and mostText: the longest file; token: of the form; tells: the file is read for so long that it is told.
 * @returns what the component calls: say, dispose.
 */
export function attach(root, page, wanted) {
  const uploads = root.querySelector('[data-uploads]');
  const said = root.querySelector('[data-said]');
  const waiting = [], running = new Set();
  let over = 0;

  function say(text) {
    said.textContent = text;
  }

  function add(files) {
    for (const file of files) {
      const row = new Row(file, uploads, stop);
      if (file.size > wanted.most) {
        refuse(row, `文件超过${wanted.mostText}，不能上传。请压缩图片、降低扫描分辨率或拆成几个文件后上传。`);
      } else {
        waiting.push(row);
      }
    }
    next();
  }

  function next() {
    while (running.size < AT_ONCE && waiting.length > 0) {
      const row = waiting.shift();
      running.add(row);
      send(row).catch(fault => {
        console.info('An upload could not begin', fault?.message);
        refuse(row, CUT, true);
      }).finally(() => {
        running.delete(row);
        next();
      });
    }
  }

  async function send(row) {
    const address = await page.invokeMethodAsync('Address', row.name);
    if (row.stopped) return;
    if (!address) {
      refuse(row, '现在不能上传材料，请刷新页面查看原因。');
      return;
    }
    const asking = wanted.tells && setInterval(() => tell(row, address), ASKED_EVERY);
    const answer = await row.send(`${address}&name=${encodeURIComponent(row.name)}`, wanted.token);
    clearInterval(asking);
    if (row.stopped) return;
    if (answer === null) {
      refuse(row, CUT, true);
    } else if (answer.status === 200 && answer.isResult) {
      row.remove();
      say(`${row.name}已上传。`);
      await page.invokeMethodAsync('Uploaded');
    } else {
      refuse(row, answer.isSaid ? answer.text : SIGNED_OUT, answer.status === 429 || answer.status >= 500);
    }
  }

  async function tell(row, address) {
    if (!row.isSent || row.stopped) return;
    try {
      row.tell(await page.invokeMethodAsync('Progress', address));
    } catch (fault) {
      console.info('How far a file is read could not be asked', fault?.message);
    }
  }

  function refuse(row, why, canRetry = false) {
    row.refuse(why, canRetry ? () => { waiting.push(new Row(row.file, uploads, stop)); row.remove(); next(); } : null);
    say(`${row.name}没有上传：${why}`);
  }

  function stop(row) {
    row.stop();
    const at = waiting.indexOf(row);
    if (at >= 0) waiting.splice(at, 1);
    say(`${row.name}已取消，没有上传。`);
    root.querySelector('[data-choose]')?.focus();
  }

  const isDrop = event => event.target.closest?.('[data-drop]') && [...event.dataTransfer?.types ?? []].includes('Files');
  const mark = on => root.querySelector('[data-drop]')?.toggleAttribute('data-over', on);

  const heard = {
    change(event) {
      if (!event.target.matches('[data-choose]')) return;
      add([...event.target.files]);
      event.target.value = '';
    },
    dragenter(event) {
      if (isDrop(event)) mark(++over > 0);
    },
    dragleave(event) {
      if (isDrop(event)) mark(--over > 0);
    },
    dragover(event) {
      if (isDrop(event)) event.preventDefault();
    },
    drop(event) {
      if (!isDrop(event)) return;
      event.preventDefault();
      mark((over = 0) > 0);
      add([...event.dataTransfer.files]);
    },
    paste(event) {
      if (!event.target.closest?.('[data-drop]')) return;
      const files = [...event.clipboardData.files].map(named);
      if (files.length === 0) return;
      event.preventDefault();
      add(files);
    },
  };

  const leaving = event => (running.size > 0 || waiting.length > 0) && event.preventDefault();
  for (const [kind, listener] of Object.entries(heard)) root.addEventListener(kind, listener);
  addEventListener('beforeunload', leaving);
  root.dataset.uploads = '';
  // Chosen before this script had come.
  const choose = root.querySelector('[data-choose]');
  if (choose?.files.length > 0) heard.change({ target: choose });
  return {
    say,
    dispose() {
      for (const [kind, listener] of Object.entries(heard)) root.removeEventListener(kind, listener);
      removeEventListener('beforeunload', leaving);
      for (const row of [...running, ...waiting]) row.stop();
    },
  };
}

/** Every pasted screenshot is called image.png: the time tells them apart. */
function named(file) {
  if (file.name !== 'image.png') return file;
  const time = new Date().toLocaleString('sv-SE').replace(/[-:]/g, '').replace(' ', '-');
  return new File([file], `截图-${time}.png`, { type: file.type });
}

/** One upload and its line. */
class Row {
  constructor(file, into, stop) {
    this.file = file;
    this.name = file.name;
    this.stopped = false;
    this.line = element('div', { className: 'evidence-row', role: 'group', ariaLabel: `上传${file.name}` });
    this.bar = element('progress', { max: 100, value: 0, ariaLabel: '进度' });
    this.percent = element('span', { textContent: '等待' });
    this.button = element('button', { type: 'button', textContent: '取消', ariaLabel: `取消上传${file.name}` });
    this.button.addEventListener('click', () => stop(this));
    this.line.append(element('span', { className: 'evidence-name', textContent: file.name, title: file.name }), this.bar, this.percent, this.button);
    into.append(this.line);
  }

  /** @returns the answer; null where none came. */
  send(address, token) {
    this.request = new XMLHttpRequest();
    return new Promise(resolve => {
      this.request.upload.onprogress = event => event.lengthComputable && this.show(event.loaded / event.total);
      this.request.onload = () => resolve(answerOf(this.request));
      this.request.onerror = this.request.onabort = this.request.ontimeout = () => resolve(null);
      this.request.open('POST', address);
      this.request.setRequestHeader('Content-Type', 'application/octet-stream');
      this.request.setRequestHeader('RequestVerificationToken', token ?? '');
      this.request.send(this.file);
    });
  }

  show(part) {
    const percent = Math.floor(part * 100);
    this.bar.value = percent;
    this.isSent = percent === 100;
    this.percent.textContent = this.isSent ? '检查中' : `${percent}%`;
  }

  /** Says how far it is read; nothing where that is not known yet. */
  tell(text) {
    if (text) this.percent.textContent = text;
  }

  stop() {
    this.stopped = true;
    this.request?.abort();
    this.remove();
  }

  remove() {
    this.line.remove();
  }

  refuse(why, retry) {
    this.bar.remove();
    this.percent.remove();
    this.button.replaceWith(retry ? this.after('重试', retry) : '', this.after('知道了', () => this.remove()));
    this.line.append(element('p', { textContent: why }));
  }

  after(text, then) {
    const button = element('button', { type: 'button', textContent: text, ariaLabel: `${text}（${this.name}）` });
    button.addEventListener('click', then);
    return button;
  }
}

function answerOf(request) {
  const type = request.getResponseHeader('Content-Type') ?? '';
  return { status: request.status, text: request.responseText, isResult: type.startsWith('application/json'), isSaid: type.startsWith('text/plain') && request.responseText !== '' };
}

function element(tag, properties) {
  const made = document.createElement(tag);
  return Object.assign(made, properties);
}
