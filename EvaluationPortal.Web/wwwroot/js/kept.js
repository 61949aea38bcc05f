// Keeps what is typed into the pages' forms in this browser until it was acted upon: a reload, a cut or a restart loses nothing. A
// field of such a form carries data-kept, the form's key, and a name; what opens the form carries data-kept-in and is marked while
// there is text in it. A form is kept whole from the first key on, hidden fields too: they say what it was begun on.

const PREFIX = 'portal.kept.';
const FIELDS = '[data-kept]';
const OPENERS = '[data-kept-in]';
const typed = new Set();
let person = null;
let isTelling = false;

// From the moment the page is there: what is typed before the person is known is stored once he is.
for (const name of ['input', 'change', 'compositionend']) document.addEventListener(name, keep, { capture: true });

/** Puts what is kept of that person's back into the fields that are on the page, and into every field that comes. */
export function connect(who) {
    const isFirst = person === null;
    person = who;
    if (isFirst) {
        typed.forEach(write);
        new MutationObserver(changes => show(changes.flatMap(arrived)))
            .observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-kept', 'data-kept-in'] });
        document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed', event => {
            if (event.detail.state === 'hide') typed.forEach(tell);
        });
    }
    show([document.body]);
}

/** What the form held was acted upon. */
export function forget(form) {
    for (const key of keysOf(form)) localStorage.removeItem(key);
    for (const field of typed) if (field.dataset.kept === form) typed.delete(field);
    mark(document.body);
}

const prefixOf = form => `${PREFIX}${person}/${form}#`;
const keyOf = field => prefixOf(field.dataset.kept) + field.name;
const keysOf = form => Object.keys(localStorage).filter(key => key.startsWith(prefixOf(form)));
const arrived = change => change.type === 'attributes' ? [change.target] : [...change.addedNodes].filter(node => node instanceof Element);
const among = (root, which) => [...root.querySelectorAll(which), ...root.matches(which) ? [root] : []];

function keep(event) {
    const field = event.target;
    if (isTelling || !field.matches?.(FIELDS)) return;
    typed.add(field);
    if (person === null) return;
    write(field);
    mark(document.body);
}

/** The whole form that the field belongs to. */
function write(field) {
    try {
        for (const each of document.querySelectorAll(FIELDS)) if (each.dataset.kept === field.dataset.kept) localStorage.setItem(keyOf(each), valueOf(each));
    } catch (fault) {
        console.error('This browser refused to keep what was typed', fault);
    }
}

function show(roots) {
    for (const field of roots.flatMap(root => among(root, FIELDS))) {
        const kept = localStorage.getItem(keyOf(field));
        if (kept === null || kept === valueOf(field)) continue;
        set(field, kept);
        typed.add(field);
        tell(field);
    }
    roots.forEach(mark);
}

/** The page hears of it as if it had been typed now. */
function tell(field) {
    if (!field.isConnected) return typed.delete(field);
    isTelling = true;
    for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
    isTelling = false;
}

function mark(root) {
    const openers = among(root, OPENERS);
    if (openers.length === 0) return;
    const forms = new Set(Object.keys(localStorage).filter(key => key.startsWith(PREFIX + person + '/')).map(key => key.slice(PREFIX.length + person.length + 1).split('#')[0]));
    for (const opener of openers) opener.toggleAttribute('data-kept-text', forms.has(opener.dataset.keptIn));
}

const valueOf = field => field.type === 'checkbox' ? String(field.checked) : field.value;

function set(field, value) {
    if (field.type === 'checkbox') field.checked = value === 'true';
    else field.value = value;
}
