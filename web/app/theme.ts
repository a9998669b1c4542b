export type Theme = 'system' | 'light' | 'dark';

const key = 'tocsin-theme';

/** What this browser shows: the system's colours unless somebody chose. */
export const theme = (): Theme => {
  const kept = localStorage.getItem(key);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
};

export function applyTheme(chosen: Theme = theme()): void {
  if (chosen === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

export function setTheme(chosen: Theme): void {
  localStorage.setItem(key, chosen);
  applyTheme(chosen);
}
