import { z } from 'zod';
import { type Locale, locales } from '#core/locale.ts';
import { message, type Say, sayPlain } from '#core/say.ts';
import { distance } from '#core/search/distance.ts';
import { nearestZones, readZone } from '#core/zone.ts';

/** What the environment says, checked. Secrets are here and nowhere else; nothing prints this value. */
export interface Config {
  readonly databaseUrl: string;
  readonly discord?: { readonly token: string; readonly apiUrl?: string };
  readonly slack?: {
    readonly botToken: string;
    readonly apiUrl?: string;
    readonly prefix: string;
    readonly mode:
      | { readonly kind: 'socket'; readonly appToken: string }
      | { readonly kind: 'http'; readonly signingSecret: string };
  };
  readonly playground: boolean;
  readonly host: string;
  /** Without `PORT` in the environment the next free one from 3000 on is taken. */
  readonly port: number | undefined;
  readonly locale: Locale;
  readonly zone: string;
  readonly logLevel: string;
  /** The folder of a team's own knowledge. */
  readonly knowledgePath?: string;
}

/** One fault of the environment: which variable, and what it should be. Never its value. */
export interface ConfigFault {
  readonly variable: string;
  readonly message: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const url = z.url({ protocol: /^https?$/ });
const prefix = z.string().regex(/^[a-z0-9_-]{1,20}$/);

/** Whether slash commands may begin so on Slack. */
export const isPrefix = (given: string): boolean => prefix.safeParse(given).success;
/** Whether Slack could call it. */
export const isPublicUrl = (given: string): boolean =>
  z.url({ protocol: /^https$/ }).safeParse(given).success;

/** What each variable must look like, and how a person is told. A set but empty variable counts as not set. */
const shapes = {
  DATABASE_URL: [
    z.string().regex(/^sqlite:.+$/),
    message('must be sqlite:PATH, such as sqlite:var/gorae.sqlite'),
  ],
  DISCORD_TOKEN: [
    z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    message(
      'must be a bot token: three parts joined by dots, from the Bot page of the Discord developer portal',
    ),
  ],
  DISCORD_API_URL: [url, message('must be an http or https address')],
  SLACK_BOT_TOKEN: [
    z.string().startsWith('xoxb-'),
    message('must begin with xoxb-: the Bot User OAuth Token of the app'),
  ],
  SLACK_APP_TOKEN: [
    z.string().startsWith('xapp-'),
    message('must begin with xapp-: an App-Level Token with connections:write'),
  ],
  SLACK_SIGNING_SECRET: [
    z.string().min(8),
    message('must be the Signing Secret of the app’s Basic Information page'),
  ],
  SLACK_API_URL: [url, message('must be an http or https address')],
  SLACK_COMMAND_PREFIX: [
    prefix,
    message('must be at most 20 lower-case letters, digits, hyphens or underscores'),
  ],
  PLAYGROUND: [z.enum(['on', 'off']), message('must be on or off')],
  HOST: [z.string().regex(/^[\w.:-]+$/), message('must be a host name or an address')],
  PORT: [
    z
      .string()
      .regex(/^\d{1,5}$/)
      .refine((port) => Number(port) >= 1 && Number(port) <= 65535),
    message('must be a port from 1 to 65535'),
  ],
  DEFAULT_LOCALE: [z.enum(locales), message('must be ko or en')],
  DEFAULT_TIMEZONE: [
    z.string().refine((zone) => readZone(zone) !== undefined),
    message('must be an IANA time zone such as Asia/Seoul'),
  ],
  LOG_LEVEL: [z.enum(logLevels), message('must be one of fatal, error, warn, info, debug, trace, silent')],
} as const satisfies Record<string, readonly [z.ZodType, string]>;

/** What is told of a value that was nearly right; `undefined` where only the rule can be told. */
function nearly(variable: string, value: string, say: Say): string | undefined {
  if (variable === 'DATABASE_URL' && /^postgres(ql)?:/i.test(value))
    return sayPlain(say, 'names PostgreSQL, which I do not speak yet: write sqlite:PATH.');
  const zones = variable === 'DEFAULT_TIMEZONE' ? nearestZones(value, 3).join(', ') : '';
  return zones === '' ? undefined : sayPlain(say, 'must be an IANA time zone; nearest: {zones}', { zones });
}

/** Reads the environment. All faults are told at once. */
export function readConfig(
  environment: Environment,
  say: Say,
): { config: Config } | { faults: readonly ConfigFault[] } {
  const set = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const faults = Object.entries(shapes).flatMap(([variable, [shape, wanted]]): ConfigFault[] => {
    const value = set(variable);
    if (value === undefined || shape.safeParse(value).success) return [];
    return [{ variable, message: nearly(variable, value, say) ?? sayPlain(say, wanted) }];
  });
  const slack = readSlack(set, say);
  if ('faults' in slack) faults.push(...slack.faults);
  const discordToken = set('DISCORD_TOKEN');
  if (set('PLAYGROUND') === 'off' && discordToken === undefined && set('SLACK_BOT_TOKEN') === undefined)
    faults.push({
      variable: 'PLAYGROUND',
      message: sayPlain(say, 'is off while neither Discord nor Slack is set up: nobody could reach me'),
    });
  if (faults.length > 0 || 'faults' in slack) return { faults };

  const discordUrl = set('DISCORD_API_URL');
  const chat = discordToken !== undefined || slack.slack !== undefined;
  const port = set('PORT');
  return {
    config: {
      databaseUrl: set('DATABASE_URL') ?? 'sqlite:var/gorae.sqlite',
      ...(discordToken && { discord: { token: discordToken, ...(discordUrl && { apiUrl: discordUrl }) } }),
      ...slack,
      playground: set('PLAYGROUND') === undefined ? !chat : set('PLAYGROUND') === 'on',
      host: set('HOST') ?? '127.0.0.1',
      port: port === undefined ? undefined : Number(port),
      locale: set('DEFAULT_LOCALE') === 'en' ? 'en' : 'ko',
      zone: readZone(set('DEFAULT_TIMEZONE') ?? '') ?? 'Asia/Seoul',
      logLevel: set('LOG_LEVEL') ?? 'info',
      ...knowledgePath(environment),
    },
  };
}

const variables: readonly string[] = [...Object.keys(shapes), 'KNOWLEDGE_PATH'];

/** A name that is set and means nothing, and the variable it was most likely meant for. */
export interface Mistyped {
  readonly name: string;
  readonly meant: string;
}

/**
 * Names in the environment that look like a variable of ours which is not set: a typing error would else go unheard. Short
 * names (`HOST`) are like too many others; those of the platforms (`DISCORD_BOT_TOKEN`) may differ by a word.
 */
export const mistyped = (environment: Environment): readonly Mistyped[] =>
  Object.keys(environment).flatMap((name) => {
    if (variables.includes(name)) return [];
    const slips = /^(DISCORD|SLACK)_/i.test(name) ? 4 : name.length < 8 ? 0 : 2;
    const [nearest] = variables
      .filter((variable) => variable.length >= 8 && !environment[variable]?.trim())
      .map((variable) => ({ variable, far: distance(name.toUpperCase(), variable, slips) }))
      .filter(({ far }) => far <= slips)
      .sort((a, b) => a.far - b.far);
    return nearest ? [{ name, meant: nearest.variable }] : [];
  });

/** The one variable that is needed before all others are read: the words they are told with lie beside the knowledge. */
export function knowledgePath(environment: Environment): Pick<Config, 'knowledgePath'> {
  const path = environment['KNOWLEDGE_PATH']?.trim();
  return path ? { knowledgePath: path } : {};
}

/** Slack needs its bot token and one of two other secrets; half a set-up is a fault, not a silence. */
function readSlack(
  set: (name: string) => string | undefined,
  say: Say,
): Pick<Config, 'slack'> | { faults: readonly ConfigFault[] } {
  const botToken = set('SLACK_BOT_TOKEN');
  const appToken = set('SLACK_APP_TOKEN');
  const signingSecret = set('SLACK_SIGNING_SECRET');
  const apiUrl = set('SLACK_API_URL');
  if (botToken === undefined) {
    const alone = [
      ...(appToken ? ['SLACK_APP_TOKEN'] : []),
      ...(signingSecret ? ['SLACK_SIGNING_SECRET'] : []),
    ];
    if (alone.length === 0) return {};
    return {
      faults: [
        {
          variable: 'SLACK_BOT_TOKEN',
          message: sayPlain(say, 'is missing, while {others} is set', { others: alone.join(', ') }),
        },
      ],
    };
  }
  if (appToken === undefined && signingSecret === undefined)
    return {
      faults: [
        {
          variable: 'SLACK_APP_TOKEN',
          message: sayPlain(
            say,
            'is missing: with SLACK_BOT_TOKEN set, give SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)',
          ),
        },
      ],
    };
  return {
    slack: {
      botToken,
      ...(apiUrl && { apiUrl }),
      prefix: set('SLACK_COMMAND_PREFIX') ?? '',
      // With both, Socket Mode: it needs no public address.
      mode:
        appToken !== undefined
          ? { kind: 'socket', appToken }
          : { kind: 'http', signingSecret: signingSecret ?? '' },
    },
  };
}
