// Runs before the first paint so that a remembered theme never flashes; a file of its own because the
// Content-Security-Policy forbids inline scripts. The switch that writes it is src/app/ThemeSwitch.tsx.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem('theme');
  } catch {
    // Storage may be forbidden: follow the system.
  }
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
})();
