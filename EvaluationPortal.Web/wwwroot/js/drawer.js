// The drawer's keys and drafts. Nothing acts while an input method is composing.

import { attach as attachDrafts } from './drafts.js';

/** @returns what the page calls: open, put, reset, dispose. */
export function attach(root, page) {
    const whileOffline = fault => console.info('The drawer will follow once it is connected again', fault?.message);
    const call = (...parts) => page.invokeMethodAsync(...parts).catch(whileOffline);
    const drafts = attachDrafts(root, (key, fields) => call('Typed', key, fields));

    function keydown(event) {
        if (event.isComposing || event.keyCode === 229) return;
        if (event.key === 'Escape') call('Escape');
        else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) call('SaveByKey');
        else return;
        event.preventDefault();
    }

    root.addEventListener('keydown', keydown);
    return {
        ...drafts,
        dispose: () => {
            root.removeEventListener('keydown', keydown);
            drafts.dispose();
        },
    };
}
