import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';

const themes = [
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
  { value: 'system', label: 'System', icon: Monitor },
] as const;

type Theme = (typeof themes)[number]['value'];

/** Remembered in this browser; public/early.js applies it before the first paint. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>(() => {
    const set = document.documentElement.dataset.theme;
    return set === 'light' || set === 'dark' ? set : 'system';
  });
  const choose = (chosen: Theme) => {
    setTheme(chosen);
    if (chosen === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
    try {
      if (chosen === 'system') localStorage.removeItem('theme');
      else localStorage.setItem('theme', chosen);
    } catch {
      // Storage may be forbidden: the choice then lasts as long as the page.
    }
  };
  return (
    <fieldset className="flex rounded-control border border-line-strong p-px">
      <legend className="sr-only">Theme</legend>
      {themes.map(({ value, label, icon: Icon }) => (
        <label
          key={value}
          title={label}
          className="segment relative grid h-6 w-7 place-items-center rounded-badge text-muted hover:text-ink has-checked:bg-sunken has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-focus pointer-coarse:size-11"
        >
          <input
            type="radio"
            name="theme"
            aria-label={label}
            className="absolute inset-0 m-0 size-full! opacity-0"
            checked={theme === value}
            onChange={() => choose(value)}
          />
          <Icon size={14} />
        </label>
      ))}
    </fieldset>
  );
}
