// Shows on the cells what became of edits, as attributes beside the text that Blazor keeps: data-state, data-typed, data-form,
// data-flash, and data-acknowledged while the server's own value is still on its way.

import * as outbox from './outbox.js';

const FLASH = 2500;

/** @param isOpen whether that entry is what the editor shows just now. */
export function createMarks(cells, cycle, isOpen) {
    let conflictsTold = '';
    const flashes = new WeakMap();

    function mark(entry) {
        const cell = entry.cycle === cycle ? cells.at(entry.unit, entry.indicator) : null;
        if (!cell) return;
        const last = outbox.pending(cycle, entry.unit, entry.indicator);
        if (last && !isOpen(last)) {
            cell.dataset.state = last.state;
            cell.dataset.typed = last.typed === '' ? '待评' : last.typed;
        } else if (!last && entry.state === 'saved' && entry.version > cells.versionOf(cell)) {
            cell.dataset.acknowledged = entry.version;
        } else {
            clear(cell);
        }
    }

    function clear(cell) {
        for (const name of ['state', 'typed', 'acknowledged']) delete cell.dataset[name];
    }

    return {
        mark,

        /** All of them anew: rows were drawn again, or another tab settled some. */
        markAll() {
            for (const entry of outbox.all()) mark(entry);
            const forms = new Set(outbox.forms().filter(f => f.cycle === cycle).map(f => cells.at(f.unit, f.indicator)));
            for (const row of cells.rows()) {
                for (const cell of row.cells) {
                    if (forms.has(cell)) cell.dataset.form = '';
                    else if (cell.dataset.form !== undefined) delete cell.dataset.form;
                }
            }
        },

        /** The server wrote a cell: the pending mark goes once its value is here, and what others did flashes. */
        written(cell, ownName) {
            const own = cell.dataset.state !== undefined || cell.dataset.acknowledged !== undefined;
            if (cell.dataset.acknowledged !== undefined && cells.versionOf(cell) >= Number(cell.dataset.acknowledged)) clear(cell);
            if (own || cells.changerOf(cell) === ownName) return;
            cell.dataset.flash = cells.changerOf(cell);
            clearTimeout(flashes.get(cell));
            flashes.set(cell, setTimeout(() => delete cell.dataset.flash, FLASH));
        },

        /** Units with an edit in conflict, where they are others than were told last. */
        changedConflicts() {
            const units = [...new Set(outbox.all().filter(e => e.state === 'conflict' && e.cycle === cycle).map(e => e.unit))];
            if (units.join() === conflictsTold) return null;
            conflictsTold = units.join();
            return units;
        },
    };
}
