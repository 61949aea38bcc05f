// Adopting a table: what is typed is kept in this browser (drafts.js); a spreadsheet, or a table pasted with its merged cells, is read
// by the server into the text of the box, where it can be corrected like any other.

import { attach as attachDrafts } from './drafts.js';

/** @param most longest file in bytes; a longer one is not even sent. */
export function attach(root, page, address, most) {
    const whileOffline = fault => console.info('The page will follow once it is connected again', fault?.message);
    const call = (...parts) => page.invokeMethodAsync(...parts).catch(whileOffline);
    const drafts = attachDrafts(root, (key, fields) => call('Typed', key, fields));
    let sending = null;

    async function send(blob, name) {
        sending?.abort();
        if (blob.size > most) {
            call('Tell', `${name}超过${Math.round(most / 1048576)}MB，请只保留考核评估表所在的工作表。`, true);
            return;
        }
        sending = new AbortController();
        const token = root.querySelector('[name=__RequestVerificationToken]')?.value ?? '';
        call('Tell', '正在读取…', false);
        try {
            const answer = await fetch(address, { method: 'POST', body: blob, headers: { RequestVerificationToken: token }, signal: sending.signal });
            const text = await answer.text();
            if (answer.ok) fill(text, name);
            else call('Tell', text.slice(0, 500) || `没有读成（${answer.status}）。`, true);
        } catch (fault) {
            if (fault.name !== 'AbortError') call('Tell', '没有送到服务器，请检查网络后重试。', true);
        }
    }

    /** As if it had been typed: kept, told, and there to be corrected. */
    function fill(text, name) {
        const box = root.querySelector('[data-table]');
        if (!box) return;
        box.value = text;
        box.dispatchEvent(new Event('input', { bubbles: true }));
        call('Tell', `已读入${name}，请核对后点“识别”。`, false);
    }

    function paste(event) {
        if (!event.target.closest('[data-table]')) return;
        const html = event.clipboardData?.getData('text/html') ?? '';
        if (!/<table[\s>]/i.test(html)) return;
        event.preventDefault();
        send(new Blob([html], { type: 'text/html' }), '粘贴的表格');
    }

    function change(event) {
        const file = event.target.closest('[data-workbook]')?.files?.[0];
        if (!file) return;
        send(new Blob([file], { type: 'application/octet-stream' }), file.name);
        event.target.value = '';
    }

    root.addEventListener('paste', paste);
    root.addEventListener('change', change);
    return {
        ...drafts,
        dispose: () => {
            sending?.abort();
            root.removeEventListener('paste', paste);
            root.removeEventListener('change', change);
            drafts.dispose();
        },
    };
}
