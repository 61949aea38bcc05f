// Tells the server of keys and clicks, and warns before a session ends for want of them. Tabs of one browser share one session:
// the last act in any of them counts.

const LAST = 'portal.last-act.';
const TELL_EVERY = 20_000;
const WARN_BEFORE = 120_000;

/**
 * @param page the component: Seen() keeps the session.
 * @param bar the element that warns.
 * @param idle milliseconds without an act after which the session ends.
 * @param person whose session it is: another's acts in this browser are none of his.
 * @returns what the component calls: dispose.
 */
export function watch(page, bar, idle, person) {
    const key = LAST + person;
    const shown = bar.querySelector('[data-left]');
    let here = Date.now(), told = here, untold = false;

    /** Asked again until it is answered: a call that a cut swallows never is. */
    function tell() {
        if (!untold || Date.now() - told < TELL_EVERY) return;
        told = Date.now();
        const act = here;
        page.invokeMethodAsync('Seen').then(
            () => { untold &&= here !== act; },
            fault => console.info('The server is told again of the last key or click', fault?.message));
    }

    function act(event) {
        here = Date.now();
        untold = true;
        write(key, here);
        // Not while a button is held down: the page would move up below the pointer, and something else be clicked.
        if (event.type !== 'pointerdown' && event.type !== 'touchstart') bar.hidden = true;
        tell();
    }

    function look() {
        tell();
        const left = Math.max(here, read(key)) + idle - Date.now();
        const warns = left < Math.min(WARN_BEFORE, idle / 2);
        if (warns) shown.textContent = String(Math.max(0, Math.ceil(left / 1000)));
        if (bar.hidden === warns) bar.hidden = !warns;
    }

    // A click that a screen reader makes comes without a key or a pointer.
    const kinds = ['keydown', 'pointerdown', 'click', 'wheel', 'touchstart'];
    for (const kind of kinds) addEventListener(kind, act, { capture: true, passive: true });
    const ticking = setInterval(look, 1000);
    write(key, here);
    bar.dataset.watches = '';
    return {
        dispose() {
            clearInterval(ticking);
            for (const kind of kinds) removeEventListener(kind, act, { capture: true });
        },
    };
}

/** Zero where this browser keeps nothing: then each tab has only its own acts to go by. */
function read(key) {
    try {
        return Number(localStorage.getItem(key)) || 0;
    } catch {
        return 0;
    }
}

function write(key, at) {
    try {
        localStorage.setItem(key, String(at));
    } catch (fault) {
        console.info('This browser does not store the time of the last act', fault?.message);
    }
}
