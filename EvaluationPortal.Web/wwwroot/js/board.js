// The board's keys, editor and marks. One input beside the table has the focus always; it never writes what Blazor renders:
// only attributes of cells (data-state, data-typed, aria-selected) and its own elements in the leaf that Blazor leaves empty.

import * as outbox from './outbox.js';
import { cellsOf } from './board-cells.js';
import { keyCommand } from './board-keys.js';
import { createMarks } from './board-marks.js';
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
    // Where this tab was: who types on after a reload must not find himself in another cell.
    const placeKey = `portal.place.${options.person}.${options.cycle}`;

    const cells = cellsOf(frame, table);
    const marks = createMarks(cells, options.cycle, entry => entry.state === 'draft' && editing?.draft?.id === entry.id);
    const activeCell = () => active.unit === null ? null : cells.at(active.unit, active.indicator);
    const activeEntry = () => outbox.pending(options.cycle, active.unit, active.indicator);
    const whileOffline = fault => console.info('The page will follow once it is connected again', fault?.message);
    const tellPage = (method, ...values) => page.invokeMethodAsync(method, ...values).catch(whileOffline);

    // ---- moving -------------------------------------------------------------------------------------------------

    function position() {
        const at = { row: cells.rows().findIndex(r => r.dataset.unit === active.unit), column: cells.indicators().indexOf(active.indicator) };
        return { row: Math.max(at.row, 0), column: Math.max(at.column, 0) };
    }

    function moveTo(row, column) {
        const all = cells.rows(), columns = cells.indicators();
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
        if (editing && (editing.unit !== unit || editing.indicator !== indicator)) leaveEditor();
        activeCell()?.removeAttribute('aria-selected');
        active = { unit, indicator };
        const cell = activeCell();
        if (!cell) return;
        cell.setAttribute('aria-selected', 'true');
        sessionStorage.setItem(placeKey, JSON.stringify(active));
        input.setAttribute('aria-activedescendant', cell.id);
        input.setAttribute('aria-label', `${cells.nameOf(cell)}：${cell.textContent.trim()}`);
        cells.reveal(cell);
        place();
        showNote();
        clearTimeout(selectTimer);
        selectTimer = setTimeout(() => tellPage('Select', unit, indicator), options.selectAfter);
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
        if (refused(cell)) return;
        editing = { unit: active.unit, indicator: active.indicator, seen: cells.versionOf(cell), replacing, ...from };
        input.value = text;
        input.setSelectionRange(text.length, text.length);
        keepDraft();
        place();
        showNote();
    }

    /** Says why the person cannot score there, where that is so. */
    function refused(cell) {
        const why = cells.whyNotOf(cell);
        if (why === null) return false;
        input.value = '';
        note.say(why);
        place();
        live.textContent = why;
        return true;
    }

    /** Edits what stands in the cell, or what was typed there and is not settled. */
    function editStanding() {
        const open = activeEntry();
        const standing = cells.standingOf(activeCell());
        if (open) begin(open.typed, false);
        else begin(standing, false, { original: standing });
    }

    function keepDraft() {
        editing.draft = outbox.draft({ ...editing, cycle: options.cycle, typed: input.value });
    }

    /** What was typed stays in the outbox as a draft, marked on its cell. */
    function leaveEditor() {
        const { draft } = editing ?? {};
        editing = null;
        input.value = '';
        if (draft) marks.mark(draft);
        place();
    }

    function cancel() {
        const { draft } = editing;
        leaveEditor();
        outbox.discard(draft);
        showNote();
    }

    function commit(text, rowsDown, columnsRight) {
        const { unit, indicator, seen } = editing ?? { ...active, seen: cells.versionOf(activeCell()) };
        leaveEditor();
        marks.mark(outbox.put({ cycle: options.cycle, unit, indicator, typed: text, seen }));
        if (rowsDown !== 0 || columnsRight !== 0) moveBy(rowsDown, columnsRight);
        else showNote();
    }

    // ---- what became of edits -----------------------------------------------------------------------------------

    function heard(entry) {
        if (!entry) {
            marks.markAll();
            return;
        }
        marks.mark(entry);
        if (entry.cycle !== options.cycle) return;
        const cell = cells.at(entry.unit, entry.indicator);
        const said = { saved: '已保存', conflict: '多人修改待确认', failed: `未保存：${entry.message}`, reason: `未保存：${entry.message}` }[entry.state];
        if (said && cell) live.textContent = `${cells.nameOf(cell)} ${said}`;
        if (entry.state === 'reason' && !editing && document.activeElement === input) {
            select(entry.unit, entry.indicator);
            begin(`${entry.typed} `, false, { seen: entry.seen, message: entry.message });
        }
        if (cell && cell === activeCell()) showNote();
        tellConflicts();
    }

    function tellConflicts() {
        const units = marks.changedConflicts();
        if (units) tellPage('Conflicts', units);
    }

    function showNote() {
        const cell = activeCell();
        if (!cell) return;
        const entry = activeEntry();
        if (editing) {
            const changed = cells.versionOf(cell) > editing.seen ? `${cells.changerOf(cell) || '他人'}已改为 ${cell.textContent.trim()}` : null;
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
        const entry = activeEntry();
        if (entry?.state === 'conflict') marks.mark(outbox.insist(entry));
        tellConflicts();
        input.focus({ preventScroll: true });
    }

    function useTheirs() {
        const entry = activeEntry();
        if (entry && entry.state !== 'waiting') outbox.discard(entry);
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
        page: cells.rowsInView,
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
            if (!refused(activeCell())) commit('', 0, 0);
        },
        choose: () => {
            const choices = cells.choicesOf(active.indicator);
            if (!choices) return;
            if (!editing) begin('', true);
            if (editing) note.choices(choices);
            place();
        },
        step: by => note.step(by),
        mine: useMine,
        theirs: useTheirs,
        drawer: () => tellPage('ToggleDrawer', active.unit, active.indicator),
        closeDrawer: () => tellPage('CloseDrawer'),
        find: () => document.getElementById(options.findId)?.focus(),
        help: () => tellPage('Help'),
        leave: backwards => (backwards ? document.getElementById(options.findId) : document.getElementById('board-drawer') ?? document.getElementById(options.afterId))?.focus(),
    };

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

    const observer = new MutationObserver(changes => {
        const written = changes.filter(c => c.attributeName === 'class' && c.target.dataset.i && c.oldValue !== c.target.className);
        for (const cell of new Set(written.map(c => c.target))) {
            marks.written(cell, options.name);
            if (cell === activeCell()) showNote();
        }
        if (changes.some(c => c.type === 'childList')) {
            if (!activeCell()) moveTo(position().row, position().column);
            marks.markAll();
        }
        place();
    });
    observer.observe(table.tBodies[0], { attributes: true, attributeFilter: ['class'], attributeOldValue: true, childList: true, subtree: true });
    const resizes = new ResizeObserver(place);
    resizes.observe(table);
    resizes.observe(frame);

    // ---- start --------------------------------------------------------------------------------------------------

    marks.markAll();
    tellConflicts();
    const draft = outbox.all().filter(e => e.state === 'draft' && e.cycle === options.cycle && cells.at(e.unit, e.indicator)).sort((x, y) => y.order - x.order)[0];
    if (draft) {
        select(draft.unit, draft.indicator);
        begin(draft.typed, false, { seen: draft.seen });
    } else {
        const place = JSON.parse(sessionStorage.getItem(placeKey) ?? 'null');
        if (place && cells.at(place.unit, place.indicator)) select(place.unit, place.indicator);
        else moveTo(0, 0);
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
