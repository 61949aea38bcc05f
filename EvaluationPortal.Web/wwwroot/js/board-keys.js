// What each key does on the board. Nothing acts while an input method is composing.

/** Runs the command of the key and keeps the browser from acting on it; leaves other keys alone. */
export function keyCommand(event, board) {
    if (event.isComposing || event.keyCode === 229) return;
    const command = commandOf(event, board);
    if (!command) return;
    event.preventDefault();
    command();
}

function commandOf(event, board) {
    const { key, shiftKey: shift, altKey: alt } = event;
    const ctrl = event.ctrlKey || event.metaKey;
    if (key === 'F1') return board.help;
    if (key === 'F6') return () => board.leave(shift);
    if (ctrl && key.toLowerCase() === 'f') return board.find;
    if (alt && key === 'ArrowDown') return board.choose;
    if (alt && key === '1' && board.inConflict()) return board.mine;
    if (alt && key === '2' && board.inConflict()) return board.theirs;
    if (alt) return null;
    if (board.isChoosing() && (key === 'ArrowDown' || key === 'ArrowUp')) return () => board.step(key === 'ArrowDown' ? 1 : -1);
    return board.isEditing() ? whileEditing(key, shift, ctrl, board) : whileMoving(key, shift, ctrl, board);
}

function whileEditing(key, shift, ctrl, board) {
    switch (key) {
        case 'Enter': return () => board.commit(shift ? -1 : 1, 0);
        case 'Tab': return () => board.commit(0, shift ? -1 : 1);
        case 'Escape': return board.cancel;
        case 'ArrowUp': return board.isReplacing() ? () => board.commit(-1, 0) : null;
        case 'ArrowDown': return board.isReplacing() ? () => board.commit(1, 0) : null;
        case 'ArrowLeft': return board.isReplacing() && !ctrl ? () => board.commit(0, -1) : null;
        case 'ArrowRight': return board.isReplacing() && !ctrl ? () => board.commit(0, 1) : null;
        default: return null;
    }
}

function whileMoving(key, shift, ctrl, board) {
    const first = Number.MIN_SAFE_INTEGER, last = Number.MAX_SAFE_INTEGER;
    switch (key) {
        case 'ArrowUp': return () => ctrl ? board.moveTo(first, null) : board.move(-1, 0);
        case 'ArrowDown': return () => ctrl ? board.moveTo(last, null) : board.move(1, 0);
        case 'ArrowLeft': return () => ctrl ? board.moveTo(null, first) : board.move(0, -1);
        case 'ArrowRight': return () => ctrl ? board.moveTo(null, last) : board.move(0, 1);
        case 'Home': return () => board.moveTo(ctrl ? first : null, first);
        case 'End': return () => board.moveTo(ctrl ? last : null, last);
        case 'PageUp': return () => board.move(-board.page(), 0);
        case 'PageDown': return () => board.move(board.page(), 0);
        case 'Tab': return () => board.move(0, shift ? -1 : 1);
        case 'Enter':
        case 'F2': return board.edit;
        case 'Delete': return board.clear;
        case 'Backspace': return board.replace;
        case ' ': return board.drawer;
        case 'Escape': return board.closeDrawer;
        default: return null;
    }
}
