// Finds cells of the board's table and reads what the server wrote on them. One class name carries each: v-VERSION, by-NAME,
// t-TYPED.

/** The version among class names; 0 where nothing was ever scored. */
export const versionIn = names => Number(/(?:^| )v-(\d+)/.exec(names)?.[1] ?? 0);

export function cellsOf(frame, table) {
    const rowOf = unit => table.tBodies[0].querySelector(`tr[data-unit="${CSS.escape(unit)}"]`);
    const headOf = indicator => table.querySelector(`thead th[data-indicator="${CSS.escape(indicator)}"]`);
    const wordOf = (cell, prefix) => [...cell.classList].find(name => name.startsWith(prefix))?.slice(prefix.length) ?? '';

    return {
        rows: () => [...table.tBodies[0].rows],
        indicators: () => [...table.querySelectorAll('thead th[data-indicator]')].map(th => th.dataset.indicator),
        at: (unit, indicator) => rowOf(unit)?.querySelector(`td[data-i="${CSS.escape(indicator)}"]`) ?? null,
        versionOf: cell => versionIn(cell.className),
        changerOf: cell => wordOf(cell, 'by-'),
        /** What editing starts from. */
        standingOf: cell => cell.classList.contains('p') ? '' : wordOf(cell, 't-') || cell.textContent.trim(),
        nameOf: cell => `${cell.closest('tr').dataset.name} ${headOf(cell.dataset.i).dataset.name}`,
        whyNotOf: cell => cell.classList.contains('ro') ? cell.dataset.ro ?? headOf(cell.dataset.i).dataset.ro ?? '此处不能评分。' : null,
        /** Pairs of what is typed and what it means, or null. */
        choicesOf: indicator => JSON.parse(headOf(indicator).dataset.choices ?? 'null'),

        /** Rows that one page holds. */
        rowsInView: () => Math.max(1, Math.floor((frame.clientHeight - table.tHead.offsetHeight - table.tFoot.offsetHeight) / (table.tBodies[0].rows[0]?.offsetHeight ?? 1)) - 1),

        /** Into view, clear of the sticky head, columns and foot. */
        reveal(cell) {
            const box = cell.getBoundingClientRect(), view = frame.getBoundingClientRect();
            const left = cell.closest('tr').querySelector('.last-sticky')?.getBoundingClientRect().right ?? view.left;
            const top = table.tHead.getBoundingClientRect().bottom;
            const bottom = Math.min(table.tFoot.getBoundingClientRect().top, view.bottom);
            if (box.left < left) frame.scrollLeft -= left - box.left;
            else if (box.right > view.left + frame.clientWidth) frame.scrollLeft += box.right - view.left - frame.clientWidth;
            if (box.top < top) frame.scrollTop -= top - box.top;
            else if (box.bottom > bottom) frame.scrollTop += box.bottom - bottom;
        },
    };
}
