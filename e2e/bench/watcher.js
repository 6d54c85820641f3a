// Runs before any script of the page: notes when the first row was painted, and how long it took from an event to
// the paint that follows it. Measured in the page, so that no round trip to the test counts.

const channel = new MessageChannel();
const waiting = [];
channel.port1.onmessage = () => waiting.shift()();
/** Calls it in the task after the frame. A timer would let what else the page does go first. */
const painted = (then) =>
  requestAnimationFrame(() => {
    waiting.push(then);
    channel.port2.postMessage(null);
  });

/** Resolves to when the first row was painted. */
globalThis.firstRow = new Promise((resolve) => {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('tbody tr[data-status]')) return;
    observer.disconnect();
    painted(() => resolve(performance.now()));
  });
  observer.observe(document, { childList: true, subtree: true });
});

for (const type of ['keydown', 'click']) {
  addEventListener(
    type,
    (event) => painted(() => performance.measure(type, { start: event.timeStamp, end: performance.now() })),
    true,
  );
}

// A dialog may be drawn after the frame that follows the click: until it is there nothing has opened.
let clickedAt = 0;
addEventListener('click', (event) => (clickedAt = event.timeStamp), true);
new MutationObserver(([{ target }]) => {
  if (!(target instanceof HTMLDialogElement && target.open)) return;
  painted(() => performance.measure('dialog', { start: clickedAt, end: performance.now() }));
}).observe(document, { attributes: true, attributeFilter: ['open'], subtree: true });
