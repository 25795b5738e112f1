/** The version of the code that runs here: a part of the address it was loaded from. */
const own = /\/page\/([\w-]+)\/[\w.-]+$/.exec(import.meta.url)?.[1];
const store = 'gorae.renewed';
/** How often it is looked whether the page may be loaded anew, in milliseconds. */
const pause = 1_000;

/** Whether something would be lost that is kept nowhere else: an open form, or a line that could not be sent. */
const isBusy = (): boolean => document.querySelector('dialog[open], .failed') !== null;

/**
 * Loads the page anew where the server has another `version` of it, as after an update: as soon as nothing would be lost by it.
 * The draft and the place where one reads are kept. Once for each version, so that a cache between the two makes no circle.
 */
export function renew(version: string): void {
  if (own === undefined || version === own || sessionStorage.getItem(store) === version) return;
  if (isBusy()) return void setTimeout(renew, pause, version);
  sessionStorage.setItem(store, version);
  location.reload();
}
