// What a field says below itself: both texts of a clash, or why something was not saved. In a leaf that Blazor leaves empty.

const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
};

/**
 * @param say puts a field's text into words.
 * @param on what the buttons do: mine, theirs, both of a clash; again, give of a refusal.
 */
export function createNote(leaf, say, on) {
    let shown = '';

    const button = (text, act) => {
        const made = element('button', text);
        made.type = 'button';
        made.addEventListener('click', act);
        return made;
    };

    function clash({ theirs, typed }) {
        leaf.append(
            element('p', `${theirs.by}于${theirs.at}也改了这一栏，两份内容都保留着，请选择：`),
            element('b', `${theirs.by}的`), element('blockquote', say(theirs.text)),
            element('b', '您的'), element('blockquote', say(typed)),
            button('保留我的', on.mine), button('采用对方的', on.theirs));
        if (!theirs.text.startsWith('{') && !typed.startsWith('{')) leaf.append(button('合并两份', on.both));
    }

    function refusal({ message }) {
        leaf.append(element('p', `未保存：${message}您输入的内容保存在本机。`), button('重试', on.again), button('放弃我的输入', on.give));
    }

    return {
        show(entry) {
            const now = entry?.state === 'conflict' ? `conflict ${entry.id}` : entry?.state === 'failed' ? `failed ${entry.id}` : '';
            if (now === shown) return;
            shown = now;
            leaf.replaceChildren();
            if (entry?.state === 'conflict') clash(entry);
            else if (entry?.state === 'failed') refusal(entry);
        },
    };
}
