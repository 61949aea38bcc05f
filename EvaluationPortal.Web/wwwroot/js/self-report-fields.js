// The fields of a self-report's editors as one text each: what the server stores and the queue carries. One entry a kind of field
// (data-kind): get the text from its inputs, put a text into them, and say a text in words.

const parts = field => Object.fromEntries([...field.querySelectorAll('[data-part]')].map(input => [input.dataset.part, input]));
const parsed = text => {
    try {
        return text === '' ? {} : JSON.parse(text);
    } catch {
        return {};
    }
};
const number = text => text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
const set = (input, value) => {
    if (input && input.value !== value) input.value = value;
};

const plain = {
    get: field => field.querySelector('textarea').value,
    put: (field, text) => set(field.querySelector('textarea'), text),
    say: (field, text) => text || '（空）',
};

const level = {
    get: field => {
        const chosen = field.querySelector('input:checked');
        return chosen?.value ? JSON.stringify({ level: Number(chosen.value) }) : '';
    },
    put: (field, text) => {
        const value = String(parsed(text).level ?? '');
        for (const input of field.querySelectorAll('input')) input.checked = input.value === value;
    },
    say: (field, text) => field.querySelector(`input[value="${Number(parsed(text).level) || ''}"]`)?.closest('label').textContent.trim() || '未自评',
};

const judged = {
    get: field => {
        const { points, reason } = parts(field);
        return points.value === '' && reason.value.trim() === '' ? '' : JSON.stringify({ points: number(points.value), reason: reason.value });
    },
    put: (field, text) => {
        const { points, reason } = parts(field), value = parsed(text);
        set(points, String(value.points ?? ''));
        set(reason, value.reason ?? '');
    },
    say: (field, text) => {
        const { points, reason } = parsed(text);
        return text === '' ? '未自评' : `${points}分 ${reason ?? ''}`;
    },
};

const factsOf = input => [...input.closest('.item').querySelectorAll('[data-fact]')];
const items = {
    get: field => {
        const missing = [...field.querySelectorAll('[data-item]')].filter(input => input.checked);
        const isDone = parts(field).done.checked || missing.length > 0;
        const told = input => Object.fromEntries(factsOf(input).filter(fact => fact.value.trim() !== '').map(fact => [fact.dataset.fact, fact.value]));
        return isDone ? JSON.stringify({ findings: missing.map((input, at) => ({ id: at + 1, item: input.dataset.item, ...told(input) })) }) : '';
    },
    put: (field, text) => {
        const missing = new Map((parsed(text).findings ?? []).map(finding => [finding.item, finding]));
        for (const input of field.querySelectorAll('[data-item]')) {
            input.checked = missing.has(input.dataset.item);
            if (input.checked) for (const fact of factsOf(input)) set(fact, missing.get(input.dataset.item)[fact.dataset.fact] ?? '');
        }
        parts(field).done.checked = text !== '';
    },
    say: (field, text) => text === '' ? '未自评' : `缺少：${(parsed(text).findings ?? []).map(finding => [finding.item, finding.what, finding.where, finding.when].filter(Boolean).join(' ')).join('、') || '无'}`,
};

const count = {
    get: field => {
        const { count: input } = parts(field);
        return input.value.trim() === '' ? '' : JSON.stringify({ findings: number(input.value) });
    },
    put: (field, text) => {
        const { findings } = parsed(text);
        set(parts(field).count, findings === undefined ? '' : String(Array.isArray(findings) ? findings.length : findings));
    },
    say: (field, text) => text === '' ? '未自评' : `${parsed(text).findings?.length ?? parsed(text).findings}个问题`,
};

const mark = {
    get: field => {
        const { raw, full } = parts(field);
        return raw.value.trim() === '' && full.value.trim() === '' ? '' : JSON.stringify({ raw: number(raw.value), full: number(full.value) });
    },
    put: (field, text) => {
        const { raw, full } = parts(field), value = parsed(text);
        set(raw, String(value.raw ?? ''));
        set(full, String(value.full ?? ''));
    },
    say: (field, text) => text === '' ? '未自评' : `${parsed(text).raw}/${parsed(text).full}`,
};

const claim = {
    get: field => {
        const { claim: kind, reason } = parts(field);
        return kind.value === '' ? '' : JSON.stringify({ [kind.value]: reason.value });
    },
    put: (field, text) => {
        const { claim: kind, reason } = parts(field), value = parsed(text);
        const [name] = Object.keys(value);
        set(kind, name ?? '');
        if (name !== undefined || text === '') set(reason, value[name] ?? (kind.value === '' ? '' : reason.value));
    },
    say: (field, text) => {
        const [name] = Object.keys(parsed(text));
        return name === undefined ? '没有零报告或不涉及' : `${name === 'zeroReport' ? '零报告' : '不涉及'}：${parsed(text)[name]}`;
    },
};

export const kinds = { plain, level, judged, items, count, mark, claim };
