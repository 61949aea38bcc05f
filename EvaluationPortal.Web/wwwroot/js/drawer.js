// The drawer's keys and drafts. Nothing acts while an input method is composing.

import { attach as attachDrafts } from './drafts.js';

/**
 * @param afterId where F6 goes on to.
 * @returns what the page calls: open, put, reset, dispose.
 */
export function attach(root, page, afterId) {
    const whileOffline = fault => console.info('The drawer will follow once it is connected again', fault?.message);
    const call = (...parts) => page.invokeMethodAsync(...parts).catch(whileOffline);
    const drafts = attachDrafts(root, (key, fields) => call('Typed', key, fields));
    const keyOfForm = () => root.querySelector('[data-drafts]')?.dataset.drafts;
    let leaving = null;

    function commandOf({ key, altKey, ctrlKey, metaKey }) {
        const ctrl = ctrlKey || metaKey;
        if (key === 'Escape') return () => call('Escape');
        if (key === 'F6') return () => document.getElementById(afterId)?.focus();
        if (ctrl && key === 'Enter') return () => call('SaveByKey');
        if (altKey && key === 'Enter') return () => call('AcceptByKey', root.dataset.cell);
        if (altKey && key.toLowerCase() === 's') return () => call('SeenByKey', root.dataset.cell);
        if (ctrl && key === 'ArrowUp') return () => move(-1);
        if (ctrl && key === 'ArrowDown') return () => move(1);
        return null;
    }

    /** The fields of this cell go; the focus waits for those of the next. */
    function move(rows) {
        leaving = keyOfForm();
        root.focus({ preventScroll: true });
        call('Move', rows);
    }

    function keydown(event) {
        if (event.isComposing || event.keyCode === 229) return;
        const command = commandOf(event);
        if (!command) return;
        event.preventDefault();
        command();
    }

    const arrivals = new MutationObserver(() => {
        const arrived = keyOfForm();
        if (leaving === null || !arrived || arrived === leaving) return;
        leaving = null;
        if (document.activeElement === root) root.querySelector('[data-drafts] [data-draft]')?.focus({ preventScroll: true });
    });
    arrivals.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-drafts'] });
    root.addEventListener('keydown', keydown);
    return {
        ...drafts,
        dispose: () => {
            arrivals.disconnect();
            root.removeEventListener('keydown', keydown);
            drafts.dispose();
        },
    };
}
