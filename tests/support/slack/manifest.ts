import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { isRecord, type Json } from './schema.ts';

const schema: object = JSON.parse(
  readFileSync(new URL('../../specs/slack-manifest.schema.2.0.0.json', import.meta.url), 'utf8'),
);
// The published schema has keywords of Slack's own (`regex`), hence not strict.
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);

// Slack's own commands; an app's manifest with one of them is refused whole ("the slash command has an invalid name").
const kept =
  'archive away call collapse dm dnd expand feed feedback giphy huddle invite join keys leave me msg mute open part prefs pro remind remove rename search shortcuts shrug star status topic who';

/** Why Slack would refuse an app manifest: by its published schema, its own command names, and the names' characters. */
export function manifestFaults(manifest: unknown): string[] {
  const found = validate(manifest)
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  for (const { command } of commandsOf(manifest)) {
    if (kept.split(' ').includes(command.slice(1)))
      found.push(`${command}: the slash command has an invalid name`);
    if (!/^\/[a-z0-9_-]+$/.test(command)) found.push(`${command}: lower-case letters, digits, - and _ only`);
  }
  return found;
}

/** The slash commands of a manifest. */
export function commandsOf(manifest: unknown): { command: string; escaped: boolean }[] {
  const features = isRecord(manifest) && isRecord(manifest.features) ? manifest.features : {};
  const all = Array.isArray(features.slash_commands) ? (features.slash_commands as readonly Json[]) : [];
  return all.map((each) => ({ command: String(each.command), escaped: each.should_escape === true }));
}

/** The bot scopes of a manifest. */
export function scopesOf(manifest: unknown): string[] {
  const oauth = isRecord(manifest) && isRecord(manifest.oauth_config) ? manifest.oauth_config : {};
  const scopes = isRecord(oauth.scopes) && Array.isArray(oauth.scopes.bot) ? oauth.scopes.bot : [];
  return scopes.map(String);
}

/** The events a manifest subscribes to; `message.im` only where people may write to the bot. */
export function eventsOf(manifest: unknown): string[] {
  const settings = isRecord(manifest) && isRecord(manifest.settings) ? manifest.settings : {};
  const { event_subscriptions: subscribed } = settings;
  const events = isRecord(subscribed) && Array.isArray(subscribed.bot_events) ? subscribed.bot_events : [];
  return events.map(String);
}

/** What of the app's own page is open: its Home tab, and its Messages tab for writing. */
export function pageOf(manifest: unknown): { readonly home: boolean; readonly messages: boolean } {
  const features = isRecord(manifest) && isRecord(manifest.features) ? manifest.features : {};
  const page = isRecord(features.app_home) ? features.app_home : {};
  return {
    home: page.home_tab_enabled === true,
    messages: page.messages_tab_enabled === true && page.messages_tab_read_only_enabled === false,
  };
}
