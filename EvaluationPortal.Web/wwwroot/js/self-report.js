// The editors of a self-report. Blazor says with attributes what the server has (data-value, data-version); what stands in the
// fields is this module's: a field that is being typed into is never touched, and nothing typed waits for the server.

import * as drafts from './draft-queue.js';
import { kinds } from './self-report-fields.js';
import { rows, paste } from './self-report-rows.js';
import { createNote } from './self-report-note.js';

const SETTLE_WITHIN = 6000;
const controls = { ...kinds, rows };
const controlOf = field => controls[field.dataset.kind];

/**
 * @param options.person, cycle, unit whose report it is.
 * @returns what the page calls: flush, dispose.
 */
export function attach(root, page, options) {
    const { cycle, unit } = options;
    const bases = new WeakMap();
    const notes = new WeakMap();
    const placeKey = `portal.open.${cycle}.${unit}`;
    let composing = null;

    const fields = () => [...root.querySelectorAll('[data-field]')];
    const slotOf = field => ({ cycle, unit, indicator: field.dataset.indicator, field: field.dataset.field });
    const entryOf = field => drafts.pending(slotOf(field));
    const versionOf = field => Number(field.dataset.version);
    const fieldOf = entry => fields().find(f => f.dataset.indicator === entry.indicator && f.dataset.field === entry.field);

    // ---- fields -------------------------------------------------------------------------------------------------

    function arrive(field) {
        if (bases.has(field)) return;
        bases.set(field, versionOf(field));
        notes.set(field, createNote(field.querySelector('[data-note]'), text => controlOf(field).say(field, text), { mine, theirs, both, again, give }));
        controlOf(field).put(field, entryOf(field)?.typed ?? field.dataset.value);
        show(field);

        function mine() {
            drafts.insist(entryOf(field));
        }
        function theirs() {
            drafts.discard(entryOf(field));
            take(field);
        }
        function both() {
            const entry = entryOf(field);
            const merged = merge(entry.theirs.text, entry.typed);
            drafts.insist(entry, merged);
            controlOf(field).put(field, merged);
        }
        function again() {
            drafts.insist(entryOf(field));
        }
        function give() {
            drafts.discard(entryOf(field));
            take(field);
        }
    }

    /** What the server has goes into the field. */
    function take(field) {
        const focused = field.contains(document.activeElement) ? document.activeElement : null;
        const caret = focused?.selectionStart ?? null, before = focused?.value;
        controlOf(field).put(field, field.dataset.value);
        bases.set(field, versionOf(field));
        if (caret !== null && focused.value !== before) {
            const same = [...before].findIndex((c, at) => c !== focused.value[at]);
            const at = same < 0 || caret <= same ? caret : caret + focused.value.length - before.length;
            focused.setSelectionRange(Math.max(0, at), Math.max(0, at));
        }
        show(field);
    }

    /** Follows the server where nothing typed here waits. */
    function follow(field) {
        if (composing === field || entryOf(field) || versionOf(field) <= bases.get(field)) return;
        take(field);
    }

    function typed(field) {
        if (field.dataset.locked !== undefined) return;
        drafts.put({ ...slotOf(field), typed: controlOf(field).get(field), seen: bases.get(field) });
    }

    function show(field) {
        const entry = entryOf(field);
        field.dataset.state = entry?.state ?? '';
        notes.get(field)?.show(entry);
    }

    /** The row of an indicator says what is not settled, its editor open or not. */
    function markRows() {
        const open = drafts.all().filter(e => e.cycle === cycle && e.unit === unit);
        for (const row of root.querySelectorAll('tr[data-row]')) {
            const states = open.filter(e => e.indicator === row.dataset.row).map(e => e.state);
            row.dataset.unsettled = ['conflict', 'failed', 'waiting'].find(s => states.includes(s)) ?? '';
        }
    }

    function heard(entry) {
        markRows();
        if (!entry) {
            for (const field of fields().filter(f => bases.has(f))) {
                if (entryOf(field)) controlOf(field).put(field, entryOf(field).typed);
                show(field);
            }
            return;
        }
        if (entry.cycle !== cycle || entry.unit !== unit) return;
        const field = fieldOf(entry);
        if (!field || !bases.has(field)) return;
        if (entry.state === 'saved') bases.set(field, Math.max(bases.get(field), entry.version));
        follow(field);
        show(field);
    }

    // ---- events -------------------------------------------------------------------------------------------------

    const on = (target, name, handler) => {
        target.addEventListener(name, handler);
        return () => target.removeEventListener(name, handler);
    };
    const fieldAt = event => event.target.closest?.('[data-field]');
    const stops = [
        on(root, 'input', event => {
            const field = fieldAt(event);
            if (!field) return;
            if (event.isComposing) composing = field;
            else typed(field);
        }),
        on(root, 'compositionend', event => {
            const field = fieldAt(event);
            composing = null;
            if (field) typed(field);
        }),
        on(root, 'paste', event => {
            const field = fieldAt(event);
            if (field?.dataset.kind !== 'rows' || field.dataset.locked !== undefined) return;
            if (!paste(field, event.target, event.clipboardData.getData('text/plain'))) return;
            event.preventDefault();
            typed(field);
        }),
        on(root, 'focusin', remember),
        drafts.listen(heard),
    ];

    const observer = new MutationObserver(() => {
        for (const field of fields()) {
            arrive(field);
            follow(field);
            if (field.dataset.kind === 'rows') for (const input of field.querySelectorAll('[data-rows] input')) input.readOnly = field.dataset.locked !== undefined;
        }
        markRows();
        remember();
    });
    observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-version', 'data-value', 'data-locked'] });

    // ---- where the person was -----------------------------------------------------------------------------------

    function remember() {
        if (restoring) return;
        const at = document.activeElement?.closest?.('[data-field]');
        const place = { open: [...new Set(fields().map(f => f.dataset.indicator))], indicator: at?.dataset.indicator, field: at?.dataset.field };
        sessionStorage.setItem(placeKey, JSON.stringify(place));
    }

    /** After a reload the rows that were open are open again, and the person types on where he was. */
    async function restore() {
        const place = JSON.parse(sessionStorage.getItem(placeKey) ?? 'null');
        const left = place?.open?.filter(indicator => !fields().some(f => f.dataset.indicator === indicator)) ?? [];
        if (left.length > 0) await page.invokeMethodAsync('Open', left).catch(fault => console.info('The rows are opened once it is connected again', fault?.message));
        const field = place?.field && fieldOf(place);
        if (field && document.activeElement === document.body) field.querySelector('textarea, input, select')?.focus({ preventScroll: false });
    }

    // ---- start --------------------------------------------------------------------------------------------------

    let restoring = true;
    drafts.begin(options.person);
    fields().forEach(arrive);
    markRows();
    restore().finally(() => {
        restoring = false;
        root.dataset.attached = '';
    });

    return {
        /** Waits until what was typed is with the server; gives how many edits are not. */
        flush: async () => {
            const open = () => drafts.all().filter(e => e.cycle === cycle && e.unit === unit);
            const until = Date.now() + SETTLE_WITHIN;
            while (open().some(e => e.state === 'waiting') && Date.now() < until) await new Promise(resolve => setTimeout(resolve, 50));
            return open().length;
        },
        dispose: () => {
            observer.disconnect();
            stops.forEach(stop => stop());
        },
    };
}

/** Theirs, and after it those of my lines that are not in it. */
function merge(theirs, mine) {
    const known = new Set(theirs.split('\n'));
    return [theirs, ...mine.split('\n').filter(line => !known.has(line))].filter(text => text !== '').join('\n');
}
