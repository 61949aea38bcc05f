// The board's page outside the grid: ways back to it, and what is typed nowhere goes to it.

/** @returns what stops it. */
export function watchOutside({ input, frame, keys, focus, findId }) {
    function keydown(event) {
        if (event.defaultPrevented || event.isComposing || event.target === input || event.target.closest?.('[role=dialog]')) return;
        const command = commandOf(event);
        if (command) {
            event.preventDefault();
            command();
        } else if (isNowhere(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey && !['Tab', 'Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) {
            // A click beside everything took the focus; the letter still goes to the field that has it when this returns.
            focus();
            if (!input.dispatchEvent(new KeyboardEvent('keydown', event))) event.preventDefault();
        }
    }

    function commandOf({ key, ctrlKey, metaKey, target }) {
        if (key === 'F1') return keys.help;
        if ((ctrlKey || metaKey) && key.toLowerCase() === 'f') return keys.find;
        if (key === 'F6' || (key === 'Escape' && target.id === findId)) return focus;
        return null;
    }

    function click(event) {
        if (!event.target.closest('a, button, input')) focus();
    }

    document.addEventListener('keydown', keydown);
    frame.addEventListener('click', click);
    return () => {
        document.removeEventListener('keydown', keydown);
        frame.removeEventListener('click', click);
    };
}

const isNowhere = target => target === document.body || target.id === 'main';
