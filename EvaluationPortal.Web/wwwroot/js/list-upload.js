// A list of units or people from a spreadsheet: read by the server into the text that the page's box takes, where it can be corrected
// and previewed like what was pasted.

const ASKED_EVERY = 1000;

/**
 * @param page the component: Address() says where a file goes now, Progress(address) how far the file sent there is read, or null.
 * @param most longest file in bytes; a longer one is not even sent.
 */
export function attach(root, page, most) {
    const told = root.querySelector('[data-told]');
    let sending = null;

    async function send(file) {
        sending?.abort();
        if (file.size > most) {
            told.textContent = `${file.name}超过${Math.round(most / 1048576)}MB，请分成几个文件。`;
            return;
        }
        const mine = sending = new AbortController();
        const token = root.querySelector('[name=__RequestVerificationToken]')?.value ?? '';
        told.textContent = `${file.name}：正在读取…`;
        let asking;
        try {
            const address = await page.invokeMethodAsync('Address');
            asking = setInterval(() => tell(file.name, address, () => sending === mine && asking), ASKED_EVERY);
            const body = new Blob([file], { type: 'application/octet-stream' });
            const answer = await fetch(address, { method: 'POST', body, headers: { RequestVerificationToken: token }, signal: mine.signal });
            if (answer.ok) fill(await answer.json(), file.name);
            else told.textContent = (await answer.text()).slice(0, 500) || `没有读成（${answer.status}）。`;
        } catch (fault) {
            if (fault.name !== 'AbortError') told.textContent = `${file.name}没有送到服务器，请检查网络后重试。`;
        } finally {
            clearInterval(asking);
            asking = null;
        }
    }

    /** @param isWanted whether the file is still being read: an answer that comes late says nothing any more. */
    async function tell(name, address, isWanted) {
        try {
            const read = await page.invokeMethodAsync('Progress', address);
            if (read && isWanted()) told.textContent = `${name}：${read}…`;
        } catch (fault) {
            console.info('How far a file is read could not be asked', fault?.message);
        }
    }

    /** As if it had been pasted: the page hears of it and drops what it had previewed. */
    function fill(list, name) {
        const box = root.closest('section')?.querySelector('textarea');
        if (!box) return;
        box.value = list.text;
        box.dispatchEvent(new Event('input', { bubbles: true }));
        box.dispatchEvent(new Event('change', { bubbles: true }));
        told.textContent = [`已读入${name}，请核对后预览。`, ...list.notes].join('');
    }

    const picker = root.querySelector('[data-list]');

    function change() {
        const file = picker.files?.[0];
        if (file) send(file);
        picker.value = '';
    }

    picker.addEventListener('change', change);
    // What was chosen while this script was still on its way.
    change();
    return {
        dispose: () => {
            sending?.abort();
            picker.removeEventListener('change', change);
        },
    };
}
