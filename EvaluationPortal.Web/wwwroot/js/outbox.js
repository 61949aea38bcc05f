// The queue of what was entered into the board's cells, and the line that says whether everything is saved.

import { createQueue } from './queue.js';

const queue = createQueue({
    prefix: 'portal.edit.',
    parts: ['cycle', 'unit', 'indicator'],
    together: ['cycle'],
    method: 'Record',
    edit: ({ id, unit, indicator, typed, seen }) => ({ id, unit, indicator, typed, seen }),
    holds: 0,
    summary,
});

export const { begin, connect, disconnect, put, draft, all, discard, insist, listen } = queue;

/** The edit of that cell that is not settled, the latest first; undefined where there is none. */
export const pending = (cycle, unit, indicator) => queue.pending({ cycle, unit, indicator });

/** Cells with a draft in the drawer's form (drafts.js), as {cycle, unit, indicator}. */
export function forms() {
    const prefix = `portal.form.${queue.person()}/`;
    const keys = new Set(Object.keys(localStorage).filter(k => k.startsWith(prefix)).map(k => k.slice(prefix.length).split('#')[0]));
    return [...keys].map(key => key.split('/')).map(([cycle, unit, indicator]) => ({ cycle, unit, indicator }));
}

function summary(entries) {
    const count = state => entries.filter(e => e.state === state).length;
    const [waiting, conflict, typing] = [count('waiting'), count('conflict'), count('draft')];
    const open = entries.length - waiting - conflict - typing;
    return [waiting && `正在保存${waiting}处`, typing && `${typing}处输入未提交`, forms().length && `${forms().length}处侧栏草稿未保存`, conflict && `${conflict}处多人修改待确认`, open && `${open}处未保存`].filter(Boolean).join('，') || '所有更改已保存';
}

addEventListener('portal-form', () => queue.tell());
