// The list template (文号、标题、原属性、现属性、链接): a table of inputs in a leaf that Blazor leaves empty. Its text is what a
// spreadsheet copies: a line a row, a tab between cells. There is always one empty row more.

const COLUMNS = ['文号', '标题', '原属性', '现属性', '链接'];
const plain = text => text.replace(/[\t\r\n]+/g, ' ');
const leafOf = field => field.querySelector('[data-rows]');
const rowsOf = field => [...leafOf(field).firstElementChild?.tBodies[0].rows ?? []];
const cellsOf = row => [...row.querySelectorAll('input')];
const isLocked = field => field.dataset.locked !== undefined;

function table(field) {
    const leaf = leafOf(field);
    if (leaf.firstElementChild) return leaf.firstElementChild.tBodies[0];
    const made = document.createElement('table');
    made.setAttribute('aria-label', '清单');
    const head = made.createTHead().insertRow();
    for (const column of COLUMNS) {
        const cell = document.createElement('th');
        cell.scope = 'col';
        cell.textContent = column;
        head.append(cell);
    }
    leaf.append(made);
    return made.createTBody();
}

function addRow(field) {
    const row = table(field).insertRow();
    const place = row.sectionRowIndex + 1;
    for (const column of COLUMNS) {
        const input = document.createElement('input');
        input.setAttribute('aria-label', `第${place}行${column}`);
        input.autocomplete = 'off';
        input.maxLength = 1000;
        input.readOnly = isLocked(field);
        row.insertCell().append(input);
    }
    return row;
}

function keepSpare(field) {
    const rows = rowsOf(field);
    if (rows.length === 0 || cellsOf(rows.at(-1)).some(input => input.value !== '')) addRow(field);
}

/** Spreads a block from a spreadsheet from the cell on, adding rows as it needs. */
export function paste(field, input, text) {
    const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n').map(line => line.split('\t'));
    if (lines.length === 1 && lines[0].length === 1) return false;
    const row = rowsOf(field).indexOf(input.closest('tr')), column = cellsOf(input.closest('tr')).indexOf(input);
    for (const [down, cells] of lines.entries()) {
        const target = rowsOf(field)[row + down] ?? addRow(field);
        for (const [right, value] of cells.slice(0, COLUMNS.length - column).entries()) cellsOf(target)[column + right].value = plain(value);
    }
    keepSpare(field);
    return true;
}

export const rows = {
    get: field => {
        keepSpare(field);
        return rowsOf(field).map(row => cellsOf(row).map(input => plain(input.value)).join('\t')).filter(line => line.trim() !== '').join('\n');
    },
    put: (field, text) => {
        const lines = text === '' ? [] : text.split('\n');
        while (rowsOf(field).length > lines.length + 1) rowsOf(field).at(-1).remove();
        while (rowsOf(field).length < lines.length + 1) addRow(field);
        for (const [at, row] of rowsOf(field).entries()) {
            const cells = (lines[at] ?? '').split('\t');
            for (const [column, input] of cellsOf(row).entries()) {
                if (input.value !== (cells[column] ?? '')) input.value = cells[column] ?? '';
                input.readOnly = isLocked(field);
            }
        }
    },
    say: (field, text) => text.replaceAll('\t', ' | ') || '（空）',
};
