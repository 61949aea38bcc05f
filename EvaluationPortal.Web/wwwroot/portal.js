// Starts the circuit, and brings it back quickly and for as long as it takes. Nothing here hides or blocks the page: what is
// typed meanwhile stays where it is.
const retryDelay = attempt => attempt < 10 ? 200 : attempt < 40 ? 1000 : 3000;

document.getElementById('components-reconnect-modal').addEventListener('components-reconnect-state-changed', event => {
  const state = event.detail.state;
  if (state === 'rejected' || state === 'resume-failed') {
    location.reload();
  } else if (state === 'failed') {
    Blazor.reconnect().then(connected => connected || location.reload(), () => location.reload());
  }
});

await Blazor.start({
  circuit: {
    reconnectionOptions: { maxRetries: 1000000, retryIntervalMilliseconds: retryDelay },
    configureSignalR: connection => connection.withServerTimeout(12000).withKeepAliveInterval(4000),
  },
});
