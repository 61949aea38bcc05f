// The queue of what is typed into a unit's self-report: a field's whole text, the later taking the earlier's place until it is sent.

import { createQueue } from './queue.js';

export const { begin, connect, disconnect, put, pending, all, discard, insist, listen } = createQueue({
    prefix: 'portal.filing.',
    parts: ['cycle', 'unit', 'indicator', 'field'],
    together: ['cycle', 'unit'],
    method: 'SaveDrafts',
    edit: ({ id, indicator, field, typed, seen }) => ({ id, indicator, field, typed, seen }),
    holds: 400,
    heldAtMost: 1500,
    summary,
});

function summary(entries) {
    const of = state => entries.filter(e => e.state === state);
    const [waiting, conflict, failed] = [of('waiting').length, of('conflict').length, of('failed')];
    return [waiting && `正在保存${waiting}处`, conflict && `${conflict}处多人修改待确认`, failed.length && `${failed.length}处未保存（${failed[0].message}）`].filter(Boolean).join('，') || '所有更改已保存';
}
