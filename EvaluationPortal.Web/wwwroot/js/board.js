// The board's keys, editor and marks. One input beside the table has the focus always; it never writes what Blazor renders:
// only attributes of cells (data-state, data-typed, aria-selected) and its own elements in the leaf that Blazor leaves empty.

import * as outbox from './outbox.js';
import { cellsOf, versionIn } from './board-cells.js';
import { keyCommand } from './board-keys.js';
import { createMarks } from './board-marks.js';
import { createNote } from './board-note.js';
import { watchOutside } from './board-outside.js';

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
    input.maxLength = options.mostCharacters;
    const live = document.createElement('div');
    live.className = 'visually-hidden';
    live.setAttribute('role', 'status');
    leaf.append(input, live);
    const note = createNote(leaf, { mine: useMine, theirs: useTheirs, choose: chosen => commit(chosen, 1, 0), told: text => { live.textContent = text; } });

    let active = { unit: null, indicator: null };
    let editing = null;
    let selectTimer = 0;
    // Where this tab was: who types on after a reload must not find himself in another cell.
    const placeKey = `portal.place.${options.cycle}`;
    // The queue's own connection may come later than the grid; what is typed belongs to somebody from the first key on.
    outbox.begin(options.person);
    /** Keys and clicks so far: an answer of the server moves nobody who has gone on since. */
    let acts = 0;
    let entered = { id: null, acts: 0 };

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
        cells.reveal(cell);
        place();
        showNote();
        clearTimeout(selectTimer);
        selectTimer = setTimeout(() => tellPage('Select', unit, indicator), options.selectAfter);
    }

    function place() {
        const cell = activeCell();
        if (!cell) return;
        input.setAttribute('aria-label', `${cells.nameOf(cell)}：${cell.dataset.typed ?? cell.textContent.trim()}`);
        const box = cell.getBoundingClientRect(), origin = leaf.getBoundingClientRect();
        Object.assign(input.style, {
            left: `${box.left - origin.left}px`, top: `${box.top - origin.top}px`,
            width: `${editing ? Math.max(box.width, 24 + input.value.length * 14) : box.width}px`, height: `${box.height}px`,
        });
        input.classList.toggle('editing', editing !== null);
        note.place(box, origin, frame);
    }

    // ---- editing ------------------------------------------------------------------------------------------------

    /** @param from original: entering just that changes nothing; again: entering it unchanged tries once more; seen, message, draft: of an earlier try. */
    function begin(text, replacing, from = {}) {
        const cell = activeCell();
        if (!cell) return;
        if (refused(cell)) return;
        editing = { unit: active.unit, indicator: active.indicator, seen: cells.versionOf(cell), replacing, ...from };
        if (input.value !== text) {
            // Never what an input method composes just now: writing it anew would end the composition.
            input.value = text;
            input.setSelectionRange(text.length, text.length);
        }
        place();
        showNote();
    }

    /** Says why the person cannot score there, where that is so. */
    function refused(cell) {
        const why = cells.whyNotOf(cell);
        if (why === null) return false;
        input.value = '';
        tell(why);
        return true;
    }

    function tell(why) {
        note.say(why);
        place();
        live.textContent = why;
    }

    /** Edits what stands in the cell, or what was typed there and is not settled. */
    function editStanding() {
        if (editing || !activeCell()) return;
        const open = activeEntry();
        const standing = cells.standingOf(activeCell());
        if (open) begin(open.typed, false, open.state === 'draft' ? { seen: open.seen, draft: open } : { again: true });
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
        if (draft) outbox.discard(draft);
        showNote();
    }

    function commit(text, rowsDown, columnsRight) {
        const { unit, indicator, seen } = editing ?? { ...active, seen: cells.versionOf(activeCell()) };
        leaveEditor();
        const entry = outbox.put({ cycle: options.cycle, unit, indicator, typed: text, seen });
        entered = { id: entry.id, acts };
        marks.mark(entry);
        if (rowsDown !== 0 || columnsRight !== 0) moveBy(rowsDown, columnsRight);
        else showNote();
    }

    /** Takes what the editor holds; nothing where it is what stood there. A list that was only opened chooses nothing. */
    function finish(rowsDown, columnsRight, chosen = null) {
        if (chosen !== null || editing.again || (editing.draft && input.value !== editing.original)) {
            commit(chosen ?? input.value, rowsDown, columnsRight);
        } else {
            cancel();
            if (rowsDown !== 0 || columnsRight !== 0) moveBy(rowsDown, columnsRight);
        }
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
        const said = { saved: '已保存', conflict: `多人修改待确认，${entry.theirs?.by}已改为 ${entry.theirs?.text}`, failed: `未保存：${entry.message}`, reason: `未保存：${entry.message}` }[entry.state];
        if (said && cell) live.textContent = `${cells.nameOf(cell)} ${said}`;
        if (entry.state === 'reason' && !editing && entered.id === entry.id && entered.acts === acts && document.activeElement === input) {
            select(entry.unit, entry.indicator);
            begin(`${entry.typed} `, false, { seen: entry.seen, message: entry.message });
            keepDraft();
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
        focus();
    }

    function useTheirs() {
        const entry = activeEntry();
        if (entry && entry.state !== 'waiting') outbox.discard(entry);
        showNote();
        focus();
    }

    // ---- events -------------------------------------------------------------------------------------------------

    const findField = () => document.getElementById(options.findId);
    const focus = () => input.focus({ preventScroll: true });

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
        commit: (rowsDown, columnsRight) => finish(rowsDown, columnsRight, note.isChoosing() ? note.chosen() : null),
        cancel,
        clear: () => {
            if (activeCell() && !refused(activeCell())) commit('', 0, 0);
        },
        replace: () => {
            begin('', true);
            if (editing) keepDraft();
        },
        choose: () => {
            const choices = activeCell() ? cells.choicesOf(active.indicator) : null;
            if (!choices) return;
            const standing = cells.standingOf(activeCell());
            if (!editing) begin('', true);
            if (editing) note.choices(choices, standing);
            place();
        },
        step: by => note.step(by),
        mine: useMine,
        theirs: useTheirs,
        drawer: () => activeCell() && tellPage('ToggleDrawer', active.unit, active.indicator),
        closeDrawer: () => tellPage('CloseDrawer'),
        find: () => findField()?.select(),
        help: () => tellPage('Help'),
        leave: backwards => (backwards ? findField() : document.getElementById('board-drawer') ?? document.getElementById(options.afterId))?.focus(),
    };

    const on = (target, name, handler, settings) => {
        target.addEventListener(name, handler, settings);
        return () => target.removeEventListener(name, handler, settings);
    };
    const stops = [
        on(input, 'keydown', event => {
            acts++;
            keyCommand(event, keys);
        }),
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
            const why = /[\t\n]/.test(text) ? '一次只能粘贴一个单元格的内容。'
                : text.length > options.mostCharacters ? `粘贴的内容有${text.length}个字符，最多${options.mostCharacters}个。` : null;
            if (why === null) return;
            event.preventDefault();
            tell(why);
        }),
        on(input, 'blur', () => frame.classList.remove('has-focus')),
        on(input, 'focus', () => frame.classList.add('has-focus')),
        on(table, 'pointerdown', event => {
            if (event.button !== 0 || event.target.closest('a')) return;
            acts++;
            const cell = event.target.closest('td[data-i]');
            if (editing && cell !== activeCell()) editing.draft ? finish(0, 0) : cancel();
            if (cell) select(cell.closest('tr').dataset.unit, cell.dataset.i);
        }),
        on(table, 'mousedown', event => {
            if (event.button !== 0 || event.target.closest('a')) return;
            event.preventDefault();
            focus();
        }),
        on(table, 'click', event => {
            const { lockUnit, lockIndicator } = event.target.closest('button.lock')?.dataset ?? {};
            if (lockUnit ?? lockIndicator) tellPage('OpenLock', lockUnit ?? null, lockIndicator ?? null);
        }),
        on(table, 'dblclick', event => {
            if (event.target.closest('td[data-i]')) editStanding();
        }),
        on(frame, 'scroll', place, { passive: true }),
        outbox.listen(heard),
        watchOutside({ input, frame, keys, focus, findId: options.findId }),
    ];

    const observer = new MutationObserver(changes => {
        const written = changes.filter(c => c.attributeName === 'class' && c.target.dataset.i && versionIn(c.oldValue ?? '') !== versionIn(c.target.className));
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
    const resizes = new ResizeObserver(() => {
        // The drawer came, or the window shrank: the active cell stays in view.
        if (activeCell()) cells.reveal(activeCell());
        place();
    });
    resizes.observe(table);
    resizes.observe(frame);

    // ---- start --------------------------------------------------------------------------------------------------

    marks.markAll();
    tellConflicts();
    const draft = outbox.all().filter(e => e.state === 'draft' && e.cycle === options.cycle && cells.at(e.unit, e.indicator)).sort((x, y) => y.order - x.order)[0];
    if (draft) {
        select(draft.unit, draft.indicator);
        editStanding();
    } else {
        const place = JSON.parse(sessionStorage.getItem(placeKey) ?? 'null');
        if (place && cells.at(place.unit, place.indicator)) select(place.unit, place.indicator);
        else moveTo(0, 0);
    }
    focus();

    return {
        focus,
        goTo: (unit, indicator) => {
            select(unit, indicator ?? active.indicator);
            findField().value = '';
            focus();
        },
        moveBy,
        dispose: () => {
            stops.forEach(stop => stop());
            observer.disconnect();
            resizes.disconnect();
            clearTimeout(selectTimer);
        },
    };
}
