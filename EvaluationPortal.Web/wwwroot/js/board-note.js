// The small box under the active cell: why an edit was not saved, both values of a conflict, the levels to choose from.

/** @param acts mine, theirs: settle a conflict or drop a refused edit; choose(text): a level was picked; told(text): the level a listener is at. */
export function createNote(leaf, acts) {
    const box = document.createElement('div');
    box.className = 'board-note';
    box.hidden = true;
    leaf.append(box);
    let options = [];
    let at = 0;
    let asking = false;

    function show(text, ...buttons) {
        box.replaceChildren();
        const line = document.createElement('div');
        line.textContent = text;
        box.append(line, ...buttons);
        box.hidden = false;
        options = [];
    }

    function button(text, act) {
        const made = document.createElement('button');
        made.type = 'button';
        made.textContent = text;
        made.addEventListener('click', act);
        return made;
    }

    function paint() {
        options.forEach((option, index) => option.element.setAttribute('aria-selected', String(index === at)));
        acts.told(options[at].element.textContent);
    }

    return {
        say(text) {
            asking = false;
            show(text);
        },
        hide() {
            asking = false;
            options = [];
            box.hidden = true;
        },
        conflict(entry) {
            show(`多人修改待确认：${entry.theirs.by}已改为 ${entry.theirs.text}，您输入的是 ${entry.typed === '' ? '清空' : entry.typed}`,
                button('用我的（Alt+1）', acts.mine), button('用对方的（Alt+2）', acts.theirs));
            asking = true;
        },
        draft(entry) {
            show(`还未提交的输入：${entry.typed}，按Enter继续`, button('放弃这次输入（Alt+2）', acts.theirs));
            asking = true;
        },
        failed(entry) {
            show(`未保存（${entry.message}）您输入的是 ${entry.typed}`, button('放弃这次输入（Alt+2）', acts.theirs));
            asking = true;
        },
        /** The list opens at the level that stands in the cell. */
        choices(values, standing) {
            asking = false;
            box.replaceChildren();
            const list = document.createElement('div');
            list.setAttribute('role', 'listbox');
            list.setAttribute('aria-label', '可选档次');
            options = values.map(([value, label]) => {
                const element = document.createElement('div');
                element.setAttribute('role', 'option');
                element.textContent = `${value}　${label}`;
                element.addEventListener('pointerdown', event => {
                    event.preventDefault();
                    acts.choose(value);
                });
                list.append(element);
                return { value, element };
            });
            at = Math.max(values.findIndex(([value]) => value === standing), 0);
            box.append(list);
            box.hidden = false;
            paint();
        },
        step(by) {
            at = (at + by + options.length) % options.length;
            paint();
        },
        chosen: () => options[at].value,
        isChoosing: () => options.length > 0 && !box.hidden,
        isAsking: () => asking,
        place(cell, origin, frame) {
            if (box.hidden) return;
            const view = frame.getBoundingClientRect();
            const left = Math.min(cell.left, view.right - box.offsetWidth - 24);
            const below = cell.bottom + 4 + box.offsetHeight < view.bottom;
            box.style.left = `${Math.max(left, view.left) - origin.left}px`;
            box.style.top = `${(below ? cell.bottom + 4 : cell.top - box.offsetHeight - 4) - origin.top}px`;
        },
    };
}
