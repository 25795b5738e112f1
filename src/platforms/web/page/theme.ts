/** How the page looks: as the system says, or always one way. */
export const themes = ['system', 'light', 'dark'] as const;
/** Light, dark, or as the system has it. */
export type Theme = (typeof themes)[number];

const store = 'gorae.theme';

/** The theme that was chosen. */
export const readTheme = (): Theme =>
  themes.find((theme) => theme === localStorage.getItem(store)) ?? 'system';

/** Chooses a theme, and keeps it. */
export function setTheme(theme: Theme): void {
  localStorage.setItem(store, theme);
  document.documentElement.dataset.theme = theme;
}

// Runs before the first paint, so that a dark page never flashes white.
document.documentElement.dataset.theme = readTheme();
