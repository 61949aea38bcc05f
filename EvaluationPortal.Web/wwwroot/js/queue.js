// What was typed and is not yet acknowledged. Every edit is written to this browser's storage before anything else happens,
// sent in order, and removed only when the server has it; a cut, a restart or a closed tab replays it with the same id.

const SEND_AT_MOST = 50;
const CHARACTERS_AT_MOST = 40000;
const ANSWER_WITHIN = 8000;
const RETRY_AFTER = 400;
const OTHER_TAB_WITHIN = 10000;

/**
 * A queue of edits of one kind.
 * @param kind.prefix of the keys in the browser's storage.
 * @param kind.parts names of the properties that say what an edit is about: its slot. Two edits of one slot never travel together.
 * @param kind.together names of the properties that all edits of one call share; the call's first arguments.
 * @param kind.method the server's, and kind.edit what it is given of each edit.
 * @param kind.holds milliseconds within which a later edit of the slot takes an unsent one's place; 0 where every edit counts.
 * @param kind.heldAtMost milliseconds after which it is sent, typed on or not.
 * @param kind.summary gives the line that says whether everything is saved.
 */
export function createQueue(kind) {
    const entries = new Map();
    const acknowledged = new Map();
    const otherTabs = new Map();
    const travelling = new Set();
    const listeners = new Set();
    let person = null;
    let server = null;
    let line = null;
    let sending = false;
    let retry = 0;
    let storageFault = null;

    const slotOf = e => kind.parts.map(part => e[part]).join(' ');
    const keyOf = entry => `${prefixOfPerson()}${entry.id}`;
    const sameSlot = (a, b) => slotOf(a) === slotOf(b);
    const prefixOfPerson = () => `${kind.prefix}${person}.`;
    const isOtherTabs = e => Date.now() - otherTabs.get(e.id) < OTHER_TAB_WITHIN;

    /** Whose edits these are. */
    function begin(personId) {
        if (person === personId) return;
        entries.clear();
        otherTabs.clear();
        person = personId;
        for (const key of Object.keys(localStorage).filter(k => k.startsWith(prefixOfPerson()))) read(key, localStorage.getItem(key));
    }

    /** Called by every new circuit: the module outlives circuits, the server's reference does not. */
    function connect(reference, personId, stateElement) {
        begin(personId);
        server = reference;
        line = stateElement;
        clearTimeout(retry);
        sending = false;
        travelling.clear();
        tell();
        pump();
    }

    function disconnect(reference) {
        if (server === reference) server = null;
    }

    /** Takes an edit in: the parts, typed and seen. Stored before this returns. */
    function put(edit) {
        const entry = keep(edit, 'waiting');
        pump();
        return entry;
    }

    /** Keeps what is being typed into a slot and was not entered yet; a later draft or edit of the slot takes its place. */
    const draft = edit => keep(edit, 'draft');

    function keep(given, state) {
        const edit = Object.fromEntries([...kind.parts, 'typed'].map(part => [part, given[part]]));
        edit.seen = Math.max(given.seen, acknowledged.get(slotOf(edit)) ?? 0);
        const before = [...entries.values()].filter(e => sameSlot(e, edit) && givesWay(e, state));
        const now = Date.now();
        const since = Math.min(now, ...before.filter(e => e.state === 'waiting').map(e => e.since ?? now));
        const entry = { ...edit, id: newId(), order: nextOrder(), state, since, due: kind.holds ? Math.min(now + kind.holds, since + kind.heldAtMost) : 0 };
        entries.set(entry.id, entry);
        store(entry);
        before.forEach(remove);
        tell(entry);
        return entry;
    }

    /** Whether an entry gives way to a later one of its slot. A draft may be cancelled: what was in conflict or refused is still there then. */
    function givesWay(entry, later) {
        if (later === 'draft') return entry.state === 'draft' || entry.state === 'reason';
        return entry.state !== 'waiting' || (kind.holds > 0 && !travelling.has(entry.id) && !otherTabs.has(entry.id));
    }

    /** The edit of that slot that is not settled, the latest first; undefined where there is none. */
    const pending = slot => [...entries.values()].filter(e => sameSlot(e, slot)).sort((a, b) => b.order - a.order)[0];

    /** Everything that is not settled. */
    const all = () => [...entries.values()];

    /** Gives up a draft, or an edit that was refused or in conflict. */
    function discard(entry) {
        remove(entry);
        entry.state = 'discarded';
        tell(entry);
    }

    /** Sends an edit in conflict again, now knowing the other's value; or a refused one as it was. */
    function insist(entry, typed = entry.typed) {
        remove(entry);
        return put({ ...entry, typed, seen: entry.theirs?.version ?? entry.seen });
    }

    /** Calls back with the entry that changed, or nothing when all may have. */
    function listen(callback) {
        listeners.add(callback);
        return () => listeners.delete(callback);
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

    const nextOrder = () => Math.max(Date.now(), ...all().map(e => e.order + 1));

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
        if (line) line.textContent = storageFault ? '本机无法暂存输入，请勿关闭页面' : kind.summary(all());
        for (const listener of listeners) listener(entry);
    }

    async function pump() {
        if (sending || !server) return;
        const batch = nextBatch();
        if (batch.length === 0) {
            waitForNext();
            return;
        }
        sending = true;
        const to = server;
        batch.forEach(e => travelling.add(e.id));
        try {
            const outcomes = await within(ANSWER_WITHIN, to.invokeMethodAsync(kind.method, ...kind.together.map(part => batch[0][part]), batch.map(kind.edit)));
            if (to !== server) return;
            arrived(batch);
            for (const outcome of outcomes) settle(outcome);
            pump();
        } catch (fault) {
            if (to !== server) return;
            arrived(batch);
            console.info('Edits are kept and sent again', fault?.message);
            clearTimeout(retry);
            retry = setTimeout(pump, RETRY_AFTER);
        }
    }

    function arrived(batch) {
        sending = false;
        batch.forEach(e => travelling.delete(e.id));
    }

    const waiting = () => all().filter(e => e.state === 'waiting' && !isOtherTabs(e));

    /** Edits that go together in the order they were made, at most one a slot: the next one of a slot waits for the outcome of the first. */
    function nextBatch() {
        const now = Date.now();
        const ripe = waiting().filter(e => !(e.due > now)).sort((a, b) => a.order - b.order);
        const batch = [];
        let characters = 0;
        for (const entry of ripe) {
            if (!kind.together.every(part => entry[part] === ripe[0][part]) || batch.some(e => sameSlot(e, entry))) continue;
            characters += entry.typed.length;
            if (batch.length === SEND_AT_MOST || (batch.length > 0 && characters > CHARACTERS_AT_MOST)) break;
            batch.push(entry);
        }
        return batch;
    }

    function waitForNext() {
        const dues = waiting().map(e => e.due ?? 0);
        if (dues.length === 0) return;
        clearTimeout(retry);
        retry = setTimeout(pump, Math.max(0, Math.min(...dues) - Date.now()));
    }

    function settle(outcome) {
        const entry = entries.get(outcome.id);
        if (!entry) return;
        const others = all().filter(e => sameSlot(e, entry) && e !== entry);
        if (outcome.state === 'saved') {
            remove(entry);
            others.filter(e => e.order < entry.order && e.state !== 'waiting').forEach(remove);
            entry.state = 'saved';
            entry.version = outcome.version;
            acknowledged.set(slotOf(entry), outcome.version);
            for (const later of others.filter(e => e.state === 'waiting' && e.seen < outcome.version)) {
                later.seen = outcome.version;
                store(later);
            }
        } else if (others.some(e => e.state === 'waiting' && e.order > entry.order)) {
            // Overtaken: a later one of the slot is on its way already.
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

    return { begin, connect, disconnect, put, draft, pending, all, discard, insist, listen, tell: () => tell(), person: () => person };
}

/** A random UUID; crypto.randomUUID is missing on a portal that is served without TLS. */
function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map(b => b.toString(16).padStart(2, '0')).join('');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** invokeMethodAsync never settles when the connection drops. */
function within(milliseconds, answer) {
    return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('no answer')), milliseconds);
        answer.then(value => { clearTimeout(timer); resolve(value); }, fault => { clearTimeout(timer); reject(fault); });
    });
}
