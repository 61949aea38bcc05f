// Keeps what is being typed in this browser until it is saved: a cut, a restart or a closed tab in mid-typing loses nothing.
// A form is an element with data-drafts, its key, and data-seen, the version it was filled from; its fields carry data-draft,
// their name; checkboxes with data-one-of and the same name are one field, the values of those that are checked. What is stored is the truth: the page reads it before it saves, whatever it heard of the typing or missed.

const TELL_AFTER = 200;
const CHARACTERS_IN_A_PIECE = 50000;
const SEEN = 'seen';
const prefixOf = key => `portal.form.${key}#`;
const formOf = (root, key) => [...root.querySelectorAll('[data-drafts]')].find(form => form.dataset.drafts === key);
const fieldsOf = form => form ? [...form.querySelectorAll('[data-draft]')] : [];

/** @param tell called with a key and the fields changed, after typing; may fail, nothing depends on it. */
export function attach(root, tell) {
    let timer = 0;
    let changed = { key: null, fields: {} };

    function typed(event) {
        const field = event.target.closest('[data-draft]');
        const form = field?.closest('[data-drafts]');
        if (!form) return;
        const key = form.dataset.drafts;
        begin(key, form.dataset.seen);
        write(key, field.dataset.draft, valueOf(field));
        if (changed.key !== key) changed = { key, fields: { [SEEN]: read(key, SEEN) } };
        changed.fields[field.dataset.draft] = valueOf(field);
        clearTimeout(timer);
        if (!event.isComposing) timer = setTimeout(tellChanged, field.type === 'checkbox' || field.type === 'radio' ? 0 : TELL_AFTER);
    }

    function tellChanged() {
        const { key, fields } = changed;
        changed = { key: null, fields: {} };
        let after = null;
        do {
            const part = piece(fields, after);
            tell(key, part.fields);
            after = part.more;
        } while (after !== null);
    }

    /** The page knows by another way. */
    function forgetTyped() {
        clearTimeout(timer);
        changed = { key: null, fields: {} };
    }

    const names = ['input', 'compositionend'];
    for (const name of names) root.addEventListener(name, typed);

    return {
        /** Puts what is stored back into the form's fields, and gives the piece of it that follows a field; no message grows too long. */
        open: (key, after) => {
            const values = stored(key);
            if (changed.key === key) forgetTyped();
            if (after === null) show(key, values);
            return piece(values, after);
        },
        /** Stores a field's value on behalf of the page and shows it. */
        put: (key, seen, name, value) => {
            begin(key, seen);
            write(key, name, value);
            show(key, { [name]: value });
        },
        /** The same for several fields at once. */
        putAll: (key, seen, values) => {
            begin(key, seen);
            for (const [name, value] of Object.entries(values)) write(key, name, value);
            show(key, values);
        },
        /** Forgets what is stored, or of it only what was saved: what was typed since stays, begun on the version saved. */
        reset: (key, values, saved, version) => {
            if (!saved) forgetTyped();
            for (const [name, value] of Object.entries(stored(key))) {
                if (saved && name !== SEEN && saved[name] !== value) continue;
                localStorage.removeItem(prefixOf(key) + name);
                if (Object.hasOwn(values, name)) show(key, { [name]: values[name] });
            }
            if (Object.keys(stored(key)).length > 0) begin(key, version);
            changedForms();
        },
        dispose: () => {
            clearTimeout(timer);
            for (const name of names) root.removeEventListener(name, typed);
        },
    };

    function show(key, values) {
        for (const field of fieldsOf(formOf(root, key))) {
            if (Object.hasOwn(values, field.dataset.draft)) set(field, values[field.dataset.draft]);
        }
    }
}

/** The board marks cells with a draft, and the page says that not everything is saved. */
const changedForms = () => dispatchEvent(new Event('portal-form'));

const read = (key, name) => localStorage.getItem(prefixOf(key) + name);

/** The version a draft was begun on, once. */
function begin(key, seen) {
    if (read(key, SEEN) !== null) return;
    write(key, SEEN, String(seen));
    changedForms();
}

function piece(values, after) {
    const fields = {};
    let length = 0;
    for (const name of Object.keys(values).sort().filter(n => after === null || n > after)) {
        if (length > CHARACTERS_IN_A_PIECE) return { fields, more: Object.keys(fields).at(-1) };
        fields[name] = values[name];
        length += name.length + values[name].length;
    }
    return { fields, more: null };
}

function stored(key) {
    const prefix = prefixOf(key);
    return Object.fromEntries(Object.keys(localStorage).filter(k => k.startsWith(prefix)).map(k => [k.slice(prefix.length), localStorage.getItem(k)]));
}

function write(key, name, value) {
    try {
        localStorage.setItem(prefixOf(key) + name, value);
    } catch (fault) {
        console.error('This browser refused to store a draft', fault);
    }
}

const isOneOf = field => field.dataset.oneOf !== undefined;
const checkedWith = field => fieldsOf(field.closest('[data-drafts]')).filter(other => other.dataset.draft === field.dataset.draft && other.checked);
const valueOf = field => isOneOf(field) ? checkedWith(field).map(one => one.value).join(',') : field.type === 'checkbox' ? String(field.checked) : field.value;

function set(field, value) {
    if (isOneOf(field)) field.checked = value.split(',').includes(field.value);
    else if (field.type === 'checkbox') field.checked = value === 'true';
    else if (field.type === 'radio') field.checked = field.value === value;
    else if (field.value !== value) field.value = value;
}
