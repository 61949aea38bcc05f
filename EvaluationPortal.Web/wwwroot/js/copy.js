// Puts text on the clipboard, and prints the page. Over plain HTTP browsers have no clipboard of their own to offer; there the old way
// by a selected field does.

/** @returns whether it is on the clipboard. */
export async function copy(text) {
    if (navigator.clipboard) {
        try {
            await navigator.clipboard.writeText(text);
            return true;
        } catch (fault) {
            console.info('The clipboard refused, the old way is tried', fault?.message);
        }
    }
    const field = document.createElement('textarea');
    field.value = text;
    field.style.position = 'fixed';
    document.body.append(field);
    field.select();
    const isCopied = document.execCommand('copy');
    field.remove();
    return isCopied;
}

export function print() {
    window.print();
}
