// What was typed and is not yet acknowledged. Every edit is written to this browser's storage before anything else happens,
// sent in order, and removed only when the server has it; a cut, a restart or a closed tab replays it with the same id.

const SEND_AT_MOST = 50;
const ANSWER_WITHIN = 8000;
const RETRY_AFTER = 400;
const OTHER_TAB_WITHIN = 10000;

const entries = new Map();
const acknowledged = new Map();
const otherTabs = new Map();
const listeners = new Set();
let person = null;
let server = null;
let line = null;
let sending = false;
let retry = 0;
let storageFault = null;

const cellOf = e => `${e.cycle} ${e.unit} ${e.indicator}`;
const keyOf = entry => `${prefixOfPerson()}${entry.id}`;
const sameCell = (a, b) => cellOf(a) === cellOf(b);

/** Called by every new circuit: the module outlives circuits, the server's reference does not. */
export function connect(reference, personId, stateElement) {
    if (person !== personId) {
        entries.clear();
        otherTabs.clear();
        person = personId;
        load();
    }
    server = reference;
    line = stateElement;
    clearTimeout(retry);
    sending = false;
    tell();
    pump();
}

export function disconnect(reference) {
    if (server === reference) server = null;
}

/** Takes an edit in: {cycle, unit, indicator, typed, seen}. Stored before this returns. */
export function put(edit) {
    const entry = keep(edit, 'waiting');
    pump();
    return entry;
}

/** Keeps what is being typed into a cell and was not entered yet; a later draft or edit of the cell takes its place. */
export function draft(edit) {
    return keep(edit, 'draft');
}

function keep({ cycle, unit, indicator, typed, seen }, state) {
    const edit = { cycle, unit, indicator, typed, seen: Math.max(seen, acknowledged.get(`${cycle} ${unit} ${indicator}`) ?? 0) };
    const before = [...entries.values()].filter(e => sameCell(e, edit) && gives(e.state, state));
    const entry = { ...edit, id: newId(), order: nextOrder(), state };
    entries.set(entry.id, entry);
    store(entry);
    before.forEach(remove);
    tell(entry);
    return entry;
}

/** Whether an entry gives way to a later one of its cell. A draft may be cancelled: what was in conflict or refused is still there then. */
const gives = (state, later) => later === 'draft' ? state === 'draft' || state === 'reason' : state !== 'waiting';

/** A random UUID; crypto.randomUUID is missing on a portal that is served without TLS. */
function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map(b => b.toString(16).padStart(2, '0')).join('');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The edit of that cell that is not settled, the latest first; undefined where there is none. */
export const pending = (cycle, unit, indicator) =>
    [...entries.values()].filter(e => sameCell(e, { cycle, unit, indicator })).sort((a, b) => b.order - a.order)[0];

/** Everything that is not settled. */
export const all = () => [...entries.values()];

/** Cells with a draft in the drawer's form (drafts.js), as {cycle, unit, indicator}. */
export function forms() {
    const prefix = `portal.form.${person}/`;
    const keys = new Set(Object.keys(localStorage).filter(k => k.startsWith(prefix)).map(k => k.slice(prefix.length).split('#')[0]));
    return [...keys].map(key => key.split('/')).map(([cycle, unit, indicator]) => ({ cycle, unit, indicator }));
}

/** Gives up a draft, or an edit that was refused or in conflict. */
export function discard(entry) {
    remove(entry);
    entry.state = 'discarded';
    tell(entry);
}

/** Sends an edit in conflict again, now knowing the other's value. */
export function insist(entry) {
    remove(entry);
    return put({ cycle: entry.cycle, unit: entry.unit, indicator: entry.indicator, typed: entry.typed, seen: entry.theirs.version });
}

/** Calls back with the entry that changed, or nothing when all may have. */
export function listen(callback) {
    listeners.add(callback);
    return () => listeners.delete(callback);
}

const prefixOfPerson = () => `portal.edit.${person}.`;

function load() {
    for (const key of Object.keys(localStorage).filter(k => k.startsWith(prefixOfPerson()))) read(key, localStorage.getItem(key));
}

/** Takes in an entry from the browser's storage. */
function read(key, text) {
    try {
        const entry = JSON.parse(text);
        entries.set(entry.id, entry);
        return entry;
    } catch (fault) {
        console.warn('An unreadable edit was left in storage', key, fault);
        return null;
    }
}

const nextOrder = () => Math.max(Date.now(), ...[...entries.values()].map(e => e.order + 1));

/** Why this browser cannot keep edits over a closed tab, or null. */
export const cannotStore = () => storageFault;

function store(entry) {
    try {
        localStorage.setItem(keyOf(entry), JSON.stringify(entry));
        storageFault = null;
    } catch (fault) {
        storageFault = fault.message;
        console.error('This browser refused to store an edit; it is kept in memory only', fault);
    }
}

function remove(entry) {
    entries.delete(entry.id);
    localStorage.removeItem(keyOf(entry));
}

function tell(entry) {
    if (line) line.textContent = summary();
    for (const listener of listeners) listener(entry);
}

/** The line that says whether everything is saved. */
function summary() {
    if (storageFault) return '本机无法暂存输入，请勿关闭页面';
    const count = state => [...entries.values()].filter(e => e.state === state).length;
    const [waiting, conflict, typing] = [count('waiting'), count('conflict'), count('draft')];
    const open = entries.size - waiting - conflict - typing;
    return [waiting && `正在保存${waiting}处`, typing && `${typing}处输入未提交`, forms().length && `${forms().length}处侧栏草稿未保存`, conflict && `${conflict}处多人修改待确认`, open && `${open}处未保存`].filter(Boolean).join('，') || '所有更改已保存';
}

async function pump() {
    if (sending || !server) return;
    const batch = nextBatch();
    if (batch.length === 0) return;
    sending = true;
    const to = server;
    try {
        const outcomes = await within(ANSWER_WITHIN, to.invokeMethodAsync('Record', batch[0].cycle,
            batch.map(e => ({ id: e.id, unit: e.unit, indicator: e.indicator, typed: e.typed, seen: e.seen }))));
        if (to !== server) return;
        sending = false;
        for (const outcome of outcomes) settle(outcome);
        pump();
    } catch (fault) {
        if (to !== server) return;
        sending = false;
        console.info('Edits are kept and sent again', fault?.message);
        clearTimeout(retry);
        retry = setTimeout(pump, RETRY_AFTER);
    }
}

/** Edits of one cycle in the order they were made, at most one a cell: the next one of a cell waits for the outcome of the first. */
function nextBatch() {
    const isOtherTabs = e => Date.now() - otherTabs.get(e.id) < OTHER_TAB_WITHIN;
    const waiting = [...entries.values()].filter(e => e.state === 'waiting' && !isOtherTabs(e)).sort((a, b) => a.order - b.order);
    const batch = [];
    for (const entry of waiting) {
        if (entry.cycle === waiting[0].cycle && !batch.some(e => sameCell(e, entry))) batch.push(entry);
        if (batch.length === SEND_AT_MOST) break;
    }
    return batch;
}

function settle(outcome) {
    const entry = entries.get(outcome.id);
    if (!entry) return;
    const others = [...entries.values()].filter(e => sameCell(e, entry) && e !== entry);
    if (outcome.state === 'saved') {
        remove(entry);
        others.filter(e => e.order < entry.order && e.state !== 'waiting').forEach(remove);
        entry.state = 'saved';
        entry.version = outcome.version;
        acknowledged.set(cellOf(entry), outcome.version);
        for (const later of others.filter(e => e.state === 'waiting' && e.seen < outcome.version)) {
            later.seen = outcome.version;
            store(later);
        }
    } else if (others.some(e => e.state === 'waiting' && e.order > entry.order)) {
        // Overtaken: a later one of the cell is on its way already.
        remove(entry);
        entry.state = 'discarded';
    } else {
        entry.state = outcome.state;
        entry.message = outcome.message;
        entry.theirs = outcome.theirs;
        store(entry);
    }
    tell(entry);
}

/** invokeMethodAsync never settles when the connection drops. */
function within(milliseconds, answer) {
    return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('no answer')), milliseconds);
        answer.then(value => { clearTimeout(timer); resolve(value); }, fault => { clearTimeout(timer); reject(fault); });
    });
}

addEventListener('portal-form', () => tell());

// Another tab of the same person: its edits count here too, and are sent from here where it was closed before it could.
addEventListener('storage', event => {
    if (person === null || !event.key?.startsWith(prefixOfPerson())) return;
    if (event.newValue !== null) {
        const entry = read(event.key, event.newValue);
        if (!entry) return;
        otherTabs.set(entry.id, Date.now());
        tell(entry);
        if (entry.state === 'waiting') setTimeout(pump, OTHER_TAB_WITHIN);
        return;
    }
    const id = event.key.slice(prefixOfPerson().length);
    const entry = entries.get(id);
    otherTabs.delete(id);
    if (!entry) return;
    entries.delete(id);
    entry.state = 'discarded';
    tell(entry);
});
