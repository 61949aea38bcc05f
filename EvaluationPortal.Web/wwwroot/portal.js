// Starts the circuit, and brings it back quickly and for as long as it takes. Nothing here hides or blocks the page: what is
// typed meanwhile stays where it is.

// The policy wants the page's nonce on style elements; the ones made here are the notices' animations, with a random name each.
const { nonce } = document.querySelector('script[nonce]');
const createElement = document.createElement;
document.createElement = function (name, options) {
  const element = createElement.call(this, name, options);
  if (element instanceof HTMLStyleElement) element.nonce = nonce;
  return element;
};

const retryDelay = attempt => attempt < 10 ? 200 : attempt < 40 ? 1000 : 3000;

document.getElementById('components-reconnect-modal').addEventListener('components-reconnect-state-changed', event => {
  const state = event.detail.state;
  if (state === 'rejected' || state === 'resume-failed') {
    location.reload();
  } else if (state === 'failed') {
    Blazor.reconnect().then(connected => connected || location.reload(), () => location.reload());
  }
});

// Who signs out leaves no other tab open in his name: the page goes once the server has answered, and the others look again.
// What is typed there stays in this browser for him.
const SIGNED_OUT = 'portal.signed-out';
let signsOut = false;
document.addEventListener('submit', event => { signsOut ||= event.target.matches('.portal-signout'); });
addEventListener('pagehide', () => signsOut && localStorage.setItem(SIGNED_OUT, String(Date.now())));
addEventListener('storage', event => event.key === SIGNED_OUT && location.reload());

// Drawn by the layout where the page must not stay: the session has ended, or the person has changed. Where this tab is signing
// out it is on its way already, perhaps to a provider; only an answer that never comes makes it go by itself.
customElements.define('portal-leave', class extends HTMLElement {
  connectedCallback() {
    const to = this.getAttribute('to');
    // What is not saved cannot be any more: no question of a form's may hold the page here.
    addEventListener('beforeunload', event => event.stopImmediatePropagation(), { capture: true });
    const go = () => to === location.pathname + location.search ? location.reload() : location.assign(to);
    if (signsOut) setTimeout(go, 5000);
    else go();
  }
});

// Listens before the first page can be typed into.
await import('./js/kept.js');

await Blazor.start({
  circuit: {
    reconnectionOptions: { maxRetries: 1000000, retryIntervalMilliseconds: retryDelay },
    configureSignalR: connection => connection.withServerTimeout(12000).withKeepAliveInterval(4000),
  },
});
