// Runs before the first paint; apart because of the Content-Security-Policy. Sent as it is: comments weigh.

// So that the theme of src/app/ThemeSwitch.tsx never flashes.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem('theme');
  } catch {
    // Storage may be forbidden.
  }
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
})();

// What src/main.tsx asks for first; src/app/early-answers.ts hands it on. The demo has no server.
if (document.currentScript.dataset.mode !== 'demo') {
  const base = /^\/s\/[^/]+\//.exec(location.pathname)?.[0] ?? '/';
  const ask = (path, init) => {
    const url = new URL(base + path, location.origin).href;
    const answer = fetch(url, { redirect: 'manual', cache: 'no-store', ...init });
    // A failure is told to whoever takes it.
    answer.catch(() => {});
    return [url, answer];
  };
  const call = (name) =>
    ask(`json-api/${name}`, { method: 'POST', body: new URLSearchParams({ 'api.version': '1' }) });
  window.earlyAnswers = new Map([call('api_token_list'), ask('gateway/about'), call('myprivs')]);
}
