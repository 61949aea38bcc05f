// Tells the server of keys and clicks, and warns before a session ends for want of them. Tabs of one browser share one session:
// the last act of any of them counts.

const LAST = 'portal.last-act';
const TELL_EVERY = 20_000;
const WARN_BEFORE = 120_000;

/**
 * @param page the component: Seen() keeps the session.
 * @param bar the element that warns.
 * @param idle milliseconds without an act after which the session ends.
 * @returns what the component calls: dispose.
 */
export function watch(page, bar, idle) {
    let told = 0, timer = 0;
    const shown = bar.querySelector('[data-left]');
    const last = () => Number(localStorage.getItem(LAST)) || Date.now();

    function tell() {
        timer = 0;
        told = Date.now();
        page.invokeMethodAsync('Seen').catch(fault => console.info('Told again with the next key or click', fault?.message));
    }

    function act() {
        localStorage.setItem(LAST, String(Date.now()));
        bar.hidden = true;
        timer ||= setTimeout(tell, Math.max(0, told + TELL_EVERY - Date.now()));
    }

    function look() {
        const left = last() + idle - Date.now();
        const warns = left < Math.min(WARN_BEFORE, idle / 2);
        if (warns) shown.textContent = String(Math.max(0, Math.ceil(left / 1000)));
        if (bar.hidden === warns) bar.hidden = !warns;
    }

    const kinds = ['keydown', 'pointerdown', 'wheel', 'touchstart'];
    for (const kind of kinds) addEventListener(kind, act, { capture: true, passive: true });
    const ticking = setInterval(look, 1000);
    act();
    return {
        dispose() {
            clearInterval(ticking);
            clearTimeout(timer);
            for (const kind of kinds) removeEventListener(kind, act, { capture: true });
        },
    };
}
