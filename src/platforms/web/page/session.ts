import type { Locale } from '#core/locale.ts';
import type { Start } from '#platforms/web/wire.ts';
import type { PageWords } from '#platforms/web/words.ts';
import { type Clock, createClock } from './clock.ts';
import { readPlayer } from './person.ts';

/** Who looks at the page and how; kept by the browser, the player for each window by itself. */
export interface Session {
  readonly start: Start;
  readonly player: string;
  readonly players: readonly string[];
  readonly locale: Locale;
  readonly words: PageWords;
  readonly clock: Clock;
}

const playerStore = 'gorae.player';
const playersStore = 'gorae.players';
const localeStore = 'gorae.locale';
const leftStore = 'gorae.left';

function storedPlayers(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(playersStore) ?? '[]');
    return Array.isArray(stored) ? stored.flatMap((name) => readPlayer(name) ?? []) : [];
  } catch {
    return [];
  }
}

const isLocale = (tag: string | null | undefined): tag is Locale => tag === 'ko' || tag === 'en';

const firstLocale = (start: Start): Locale =>
  navigator.languages.map((tag) => tag.split('-')[0]).find(isLocale) ?? start.defaultLocale;

/** Reads what the browser kept; the first visit reads as the browser's language says. */
export function openSession(start: Start): Session {
  const kept = localStorage.getItem(localeStore);
  const locale = isLocale(kept) ? kept : firstLocale(start);
  const { words } = start.languages[locale];
  const players = [...new Set([...start.players, ...storedPlayers()])];
  const last = readPlayer(sessionStorage.getItem(playerStore) ?? localStorage.getItem(playerStore));
  const player = last ?? players[locale === 'ko' ? 0 : 1] ?? players[0] ?? 'Sam';
  sessionStorage.setItem(playerStore, player);
  return { start, player, players, locale, words, clock: createClock(locale, start.zone, words) };
}

/** Keeps the name for the next visit. */
export function keepPlayer(name: string): void {
  sessionStorage.setItem(playerStore, name);
  localStorage.setItem(playerStore, name);
  localStorage.setItem(playersStore, JSON.stringify([...new Set([...storedPlayers(), name])]));
}

/** Where one reads in the history: a message, and how far its upper edge is above or below the log's, in CSS pixels. */
export interface Place {
  readonly line: number;
  readonly offset: number;
}

/** What a window keeps for the page that takes the place of this one: loaded anew, in another language, of another player. */
export interface Left {
  readonly player: string;
  readonly draft: string;
  /** Absent at the end of the history, where new messages are followed. */
  readonly place?: Place;
}

export const keepLeft = (left: Left): void => sessionStorage.setItem(leftStore, JSON.stringify(left));

/** What this window kept, given once. */
export function takeLeft(): Left | undefined {
  const kept = sessionStorage.getItem(leftStore);
  sessionStorage.removeItem(leftStore);
  // Nobody else writes there.
  return kept === null ? undefined : (JSON.parse(kept) as Left);
}

/** Keeps the language for the next visit. */
export const keepLocale = (locale: Locale): void => localStorage.setItem(localeStore, locale);
