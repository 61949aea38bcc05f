// The board's keys, editor and marks. One input beside the table has the focus always; it never writes what Blazor renders:
// only attributes of cells (data-state, data-typed, aria-selected) and its own elements in the leaf that Blazor leaves empty.

import * as outbox from './outbox.js';
import { keyCommand } from './board-keys.js';
import { createNote } from './board-note.js';

/** @returns what the page calls: focus, goTo, dispose. */
export function attach(frame, leaf, page, options) {
    const table = frame.querySelector('table');
    const input = document.createElement('input');
    input.className = 'board-input';
    input.setAttribute('aria-label', '评分单元格');
    input.setAttribute('role', 'textbox');
    input.setAttribute('aria-controls', table.id);
    input.autocomplete = 'off';
    input.spellcheck = false;
    input.maxLength = 2000;
    const live = document.createElement('div');
    live.className = 'visually-hidden';
    live.setAttribute('role', 'status');
    leaf.append(input, live);
    const note = createNote(leaf, { mine: useMine, theirs: useTheirs, choose: chosen => commit(chosen, 1, 0) });

    let active = { unit: null, indicator: null };
    let editing = null;
    let selectTimer = 0;

    const rows = () => [...table.tBodies[0].rows];
    const indicators = () => [...table.querySelectorAll('thead th[data-indicator]')].map(th => th.dataset.indicator);
    const rowOf = unit => table.tBodies[0].querySelector(`tr[data-unit="${CSS.escape(unit)}"]`);
    const cellAt = (unit, indicator) => rowOf(unit)?.querySelector(`td[data-i="${CSS.escape(indicator)}"]`);
    const headOf = indicator => table.querySelector(`thead th[data-indicator="${CSS.escape(indicator)}"]`);
    const activeCell = () => active.unit === null ? null : cellAt(active.unit, active.indicator);
    // One class name carries each: v-VERSION, by-NAME, t-TYPED.
    const wordOf = (cell, prefix) => [...cell.classList].find(name => name.startsWith(prefix))?.slice(prefix.length) ?? '';
    const versionOf = cell => Number(wordOf(cell, 'v-'));
    const changerOf = cell => wordOf(cell, 'by-');
    const typedOf = cell => wordOf(cell, 't-') || cell.textContent.trim();
    const nameOf = cell => `${cell.closest('tr').dataset.name} ${headOf(cell.dataset.i).dataset.name}`;

    // ---- moving -------------------------------------------------------------------------------------------------

    function position() {
        const at = { row: rows().findIndex(r => r.dataset.unit === active.unit), column: indicators().indexOf(active.indicator) };
        return { row: Math.max(at.row, 0), column: Math.max(at.column, 0) };
    }

    function moveTo(row, column) {
        const all = rows(), columns = indicators();
        if (all.length === 0 || columns.length === 0) return;
        const unit = all[Math.min(Math.max(row, 0), all.length - 1)].dataset.unit;
        const indicator = columns[Math.min(Math.max(column, 0), columns.length - 1)];
        select(unit, indicator);
    }

    function moveBy(rowsDown, columnsRight) {
        const at = position();
        moveTo(at.row + rowsDown, at.column + columnsRight);
    }

    function select(unit, indicator) {
        const before = activeCell();
        before?.removeAttribute('aria-selected');
        active = { unit, indicator };
        const cell = activeCell();
        if (!cell) return;
        cell.setAttribute('aria-selected', 'true');
        input.setAttribute('aria-activedescendant', cell.id);
        input.setAttribute('aria-label', `${nameOf(cell)}：${cell.textContent.trim()}`);
        scrollTo(cell);
        place();
        showNote();
        clearTimeout(selectTimer);
        selectTimer = setTimeout(() => page.invokeMethodAsync('Select', unit, indicator).catch(whileOffline), options.selectAfter);
    }

    /** Into view, clear of the sticky head, columns and foot. */
    function scrollTo(cell) {
        const box = cell.getBoundingClientRect(), view = frame.getBoundingClientRect();
        const left = view.left + (table.querySelector('tbody .last-sticky')?.getBoundingClientRect().right - view.left || 0);
        const top = table.tHead.getBoundingClientRect().bottom;
        const bottom = table.tFoot ? Math.min(table.tFoot.getBoundingClientRect().top, view.bottom) : view.bottom;
        if (box.left < left) frame.scrollLeft -= left - box.left;
        else if (box.right > view.left + frame.clientWidth) frame.scrollLeft += box.right - view.left - frame.clientWidth;
        if (box.top < top) frame.scrollTop -= top - box.top;
        else if (box.bottom > bottom) frame.scrollTop += box.bottom - bottom;
    }

    function place() {
        const cell = activeCell();
        input.hidden = !cell;
        if (!cell) return;
        const box = cell.getBoundingClientRect(), origin = leaf.getBoundingClientRect();
        Object.assign(input.style, {
            left: `${box.left - origin.left}px`, top: `${box.top - origin.top}px`,
            width: `${editing ? Math.max(box.width, 24 + input.value.length * 14) : box.width}px`, height: `${box.height}px`,
        });
        input.classList.toggle('editing', editing !== null);
        note.place(box, origin, frame);
    }

    // ---- editing ------------------------------------------------------------------------------------------------

    /** @param from original: entering just that changes nothing; seen, message: of an earlier try. */
    function begin(text, replacing, from = {}) {
        const cell = activeCell();
        if (!cell) return;
        if (cell.classList.contains('ro')) {
            refuse(cell);
            return;
        }
        editing = { unit: active.unit, indicator: active.indicator, seen: versionOf(cell), replacing, ...from };
        input.value = text;
        input.setSelectionRange(text.length, text.length);
        keepDraft();
        place();
        showNote();
    }

    function refuse(cell) {
        input.value = '';
        const why = cell.dataset.ro ?? headOf(cell.dataset.i).dataset.ro ?? '此处不能评分。';
        note.say(why);
        live.textContent = why;
    }

    /** Edits what stands in the cell, or what was typed there and is not settled. */
    function editStanding() {
        const cell = activeCell();
        const open = outbox.pending(options.cycle, active.unit, active.indicator);
        const standing = cell.classList.contains('p') ? '' : typedOf(cell);
        if (open) begin(open.typed, false);
        else begin(standing, false, { original: standing });
    }

    function keepDraft() {
        editing.draft = outbox.draft({ ...editing, cycle: options.cycle, typed: input.value });
    }

    function leaveEditor() {
        editing = null;
        input.value = '';
        place();
    }

    function cancel() {
        const { draft } = editing;
        leaveEditor();
        outbox.discard(draft);
        showNote();
    }

    function commit(text, rowsDown, columnsRight) {
        const cell = activeCell();
        const { unit, indicator, seen } = editing ?? { ...active, seen: versionOf(cell) };
        leaveEditor();
        mark(outbox.put({ cycle: options.cycle, unit, indicator, typed: text, seen }));
        if (rowsDown !== 0 || columnsRight !== 0) moveBy(rowsDown, columnsRight);
        else showNote();
    }

    // ---- what became of edits -----------------------------------------------------------------------------------

    function mark(entry) {
        if (entry.cycle !== options.cycle) return;
        const cell = cellAt(entry.unit, entry.indicator);
        if (!cell) return;
        const last = outbox.pending(options.cycle, entry.unit, entry.indicator);
        if (last?.state === 'draft' && editing?.draft?.id === last.id) {
            clearMark(cell);
        } else if (last) {
            cell.dataset.state = last.state;
            cell.dataset.typed = last.typed === '' ? '待评' : last.typed;
        } else if (entry.state === 'saved' && entry.version > versionOf(cell)) {
            cell.dataset.acknowledged = entry.version;
        } else {
            clearMark(cell);
        }
        if (entry.unit === active.unit && entry.indicator === active.indicator) showNote();
    }

    function clearMark(cell) {
        for (const name of ['state', 'typed', 'acknowledged']) delete cell.dataset[name];
    }

    function markAll() {
        for (const entry of outbox.all()) mark(entry);
    }

    function heard(entry) {
        if (!entry) {
            markAll();
            return;
        }
        mark(entry);
        if (entry.cycle !== options.cycle) return;
        const cell = cellAt(entry.unit, entry.indicator);
        if (entry.state === 'saved') live.textContent = `${cell ? nameOf(cell) : ''} 已保存`;
        if (entry.state === 'conflict') live.textContent = `${cell ? nameOf(cell) : ''} 多人修改待确认`;
        if (entry.state === 'failed' || entry.state === 'reason') live.textContent = `${cell ? nameOf(cell) : ''} 未保存：${entry.message}`;
        if (entry.state === 'reason' && !editing && document.activeElement === input) {
            select(entry.unit, entry.indicator);
            begin(`${entry.typed} `, false, { seen: entry.seen, message: entry.message });
        }
        if (entry.state === 'conflict' || entry.state === 'saved' || entry.state === 'discarded') tellConflicts();
    }

    let conflictsTold = '';
    function tellConflicts() {
        const units = [...new Set(outbox.all().filter(e => e.state === 'conflict' && e.cycle === options.cycle).map(e => e.unit))];
        if (units.join() === conflictsTold) return;
        conflictsTold = units.join();
        page.invokeMethodAsync('Conflicts', units).catch(whileOffline);
    }

    function showNote() {
        const cell = activeCell();
        if (!cell) return;
        const entry = outbox.pending(options.cycle, active.unit, active.indicator);
        if (editing) {
            const changed = versionOf(cell) > editing.seen ? `${changerOf(cell) || '他人'}已改为 ${cell.textContent.trim()}` : null;
            if (changed ?? editing.message) note.say(changed ?? editing.message);
            else note.hide();
        } else if (entry?.state === 'conflict') {
            note.conflict(entry);
        } else if (entry?.state === 'draft') {
            note.draft(entry);
        } else if (entry && entry.state !== 'waiting') {
            note.failed(entry);
        } else {
            note.hide();
        }
        place();
    }

    function useMine() {
        const entry = outbox.pending(options.cycle, active.unit, active.indicator);
        if (entry?.state === 'conflict') mark(outbox.insist(entry));
        tellConflicts();
        input.focus({ preventScroll: true });
    }

    function useTheirs() {
        const entry = outbox.pending(options.cycle, active.unit, active.indicator);
        if (entry && entry.state !== 'waiting') {
            outbox.discard(entry);
        }
        showNote();
        input.focus({ preventScroll: true });
    }

    // ---- events -------------------------------------------------------------------------------------------------

    const keys = {
        isEditing: () => editing !== null,
        isReplacing: () => editing?.replacing === true,
        isChoosing: () => note.isChoosing(),
        inConflict: () => note.isAsking(),
        move: moveBy,
        moveTo: (row, column) => {
            const at = position();
            moveTo(row ?? at.row, column ?? at.column);
        },
        page: () => Math.max(1, Math.floor((frame.clientHeight - table.tHead.offsetHeight) / rows()[0].offsetHeight) - 2),
        edit: editStanding,
        commit: (rowsDown, columnsRight) => {
            if (input.value === editing.original && !note.isChoosing()) {
                cancel();
                moveBy(rowsDown, columnsRight);
            } else {
                commit(note.isChoosing() ? note.chosen() : input.value, rowsDown, columnsRight);
            }
        },
        cancel,
        clear: () => {
            const cell = activeCell();
            if (cell.classList.contains('ro')) refuse(cell);
            else commit('', 0, 0);
        },
        choose: () => {
            const choices = JSON.parse(headOf(active.indicator).dataset.choices ?? 'null');
            if (!choices) return;
            if (!editing) begin('', true);
            if (editing) note.choices(choices);
            place();
        },
        step: by => note.step(by),
        mine: useMine,
        theirs: useTheirs,
        drawer: () => page.invokeMethodAsync('ToggleDrawer', active.unit, active.indicator).catch(whileOffline),
        closeDrawer: () => page.invokeMethodAsync('CloseDrawer').catch(whileOffline),
        find: () => document.getElementById(options.findId)?.focus(),
        help: () => page.invokeMethodAsync('Help').catch(whileOffline),
        leave: backwards => (backwards ? document.getElementById(options.findId) : document.getElementById('board-drawer') ?? document.getElementById(options.afterId))?.focus(),
    };

    const whileOffline = fault => console.info('The page will follow once it is connected again', fault?.message);
    const on = (target, name, handler, settings) => {
        target.addEventListener(name, handler, settings);
        return () => target.removeEventListener(name, handler, settings);
    };
    const stops = [
        on(input, 'keydown', event => keyCommand(event, keys)),
        on(input, 'input', () => {
            if (!editing) {
                const typed = input.value;
                begin(typed, true);
                if (!editing) return;
            }
            keepDraft();
            showNote();
        }),
        on(input, 'paste', event => {
            const text = event.clipboardData.getData('text/plain').replace(/\r?\n$/, '');
            if (/[\t\n]/.test(text)) {
                event.preventDefault();
                note.say('一次只能粘贴一个单元格的内容。');
                place();
            }
        }),
        on(input, 'blur', () => frame.classList.remove('has-focus')),
        on(input, 'focus', () => frame.classList.add('has-focus')),
        on(table, 'pointerdown', event => {
            const cell = event.target.closest('td[data-i]');
            if (!cell || event.button !== 0) return;
            event.preventDefault();
            if (editing) commit(input.value, 0, 0);
            select(cell.closest('tr').dataset.unit, cell.dataset.i);
            input.focus({ preventScroll: true });
        }),
        on(table, 'dblclick', event => {
            if (event.target.closest('td[data-i]')) editStanding();
        }),
        on(frame, 'scroll', place, { passive: true }),
        outbox.listen(heard),
    ];

    // A changed cell: take the pending mark off once the server's own value is here; flash what others did.
    const observer = new MutationObserver(changes => {
        for (const cell of new Set(changes.filter(c => c.attributeName === 'class' && c.target.dataset.i && c.oldValue !== c.target.className).map(c => c.target))) {
            const own = cell.dataset.state !== undefined || cell.dataset.acknowledged !== undefined;
            if (cell.dataset.acknowledged !== undefined && versionOf(cell) >= Number(cell.dataset.acknowledged)) clearMark(cell);
            if (!own && changerOf(cell) !== options.name) flash(cell);
            if (cell === activeCell()) showNote();
        }
        if (changes.some(c => c.type === 'childList')) {
            if (!activeCell()) moveTo(position().row, position().column);
            markAll();
        }
        place();
    });
    observer.observe(table.tBodies[0], { attributes: true, attributeFilter: ['class'], attributeOldValue: true, childList: true, subtree: true });
    const resizes = new ResizeObserver(place);
    resizes.observe(table);
    resizes.observe(frame);

    function flash(cell) {
        cell.dataset.flash = changerOf(cell);
        setTimeout(() => delete cell.dataset.flash, 2500);
    }

    // ---- start --------------------------------------------------------------------------------------------------

    markAll();
    tellConflicts();
    const draft = outbox.all().filter(e => e.state === 'draft' && e.cycle === options.cycle && cellAt(e.unit, e.indicator)).sort((x, y) => y.order - x.order)[0];
    if (draft) {
        select(draft.unit, draft.indicator);
        begin(draft.typed, false, { seen: draft.seen });
    } else {
        moveTo(0, 0);
    }
    input.focus({ preventScroll: true });

    return {
        focus: () => input.focus({ preventScroll: true }),
        goTo: (unit, indicator) => {
            select(unit, indicator ?? active.indicator);
            input.focus({ preventScroll: true });
        },
        moveBy: (rowsDown, columnsRight) => moveBy(rowsDown, columnsRight),
        dispose: () => {
            stops.forEach(stop => stop());
            observer.disconnect();
            resizes.disconnect();
            clearTimeout(selectTimer);
        },
    };
}
