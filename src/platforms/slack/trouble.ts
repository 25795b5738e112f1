import {
  ErrorCode,
  SlackError,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { type NotSent, NotStarted } from '#core/platform.ts';

const gone = new Set([
  'channel_not_found',
  'is_archived',
  'message_not_found',
  'user_not_found',
  'users_not_found',
  'user_disabled',
  'team_not_found',
  'no_channel',
]);
const later = new Set([
  'ratelimited',
  'rate_limited',
  'service_unavailable',
  'team_added_to_org',
  'message_limit_exceeded',
]);
/** The token's fault, and no channel's: all is as it was once the app is installed again. */
const tokenFaults = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'user_removed_from_team',
  'team_disabled',
]);
// Slack says of these that the work may have been done.
const unknown = new Set(['fatal_error', 'internal_error', 'request_timeout']);
const refusedBlocks = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_attachments',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
]);

/** Slack's error code, where the error has one. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError
    ? error.data.error
    : error instanceof Refused
      ? error.error
      : undefined;

/** A response_url that did not take an answer. */
export class Refused extends Error {
  readonly error: string;
  constructor(error: string) {
    super(`response_url: ${error}`);
    this.error = error;
  }
}

/** Whether Slack took offence at the layout, so that a simpler one may pass. */
export const isLayout = (error: unknown): boolean => refusedBlocks.has(codeOf(error) ?? '');

// The call did not leave this machine, or nobody was there to take it.
const unsent = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH/;

const causes = (error: unknown): string =>
  error instanceof Error
    ? `${error.message} ${'code' in error ? String(error.code) : ''} ${causes(error.cause)}`
    : '';

/** It failed before anything went to Slack. */
export class Unsent extends Error {}

/** What a failed post or edit means for who wanted it. */
export function faultOf(error: unknown): NotSent {
  if (error instanceof Unsent) return { fault: 'later', detail: error.message };
  if (error instanceof WebAPIRateLimitedError)
    return { fault: 'later', retryAfterMs: error.retryAfter * 1000, detail: 'ratelimited' };
  if (error instanceof WebAPIHTTPError)
    return { fault: error.statusCode === 503 ? 'later' : 'unknown', detail: `HTTP ${error.statusCode}` };
  if (error instanceof WebAPIRequestError)
    return {
      fault: unsent.test(causes(error.original)) ? 'later' : 'unknown',
      detail: error.original.message,
    };
  const code = codeOf(error);
  if (code === undefined)
    return { fault: 'unknown', detail: error instanceof Error ? error.message : String(error) };
  const fault = gone.has(code)
    ? 'gone'
    : later.has(code) || tokenFaults.has(code)
      ? 'later'
      : unknown.has(code)
        ? 'unknown'
        : 'forbidden';
  return { fault, detail: code };
}

/** Why a start failed, in words an operator can act on. */
export function startFault(error: unknown, variable: string): Error {
  const code = codeOf(error);
  if (code !== undefined && tokenFaults.has(code))
    return new NotStarted(
      'token',
      `Slack refused ${variable} (${code}): copy it anew from the app's settings at api.slack.com`,
      { variable, reason: `Slack: ${code}`, cause: error },
    );
  if (error instanceof SlackError && error.code !== ErrorCode.PlatformError) {
    const { detail } = faultOf(error);
    const reason = `Slack: ${unsent.exec(causes(error))?.[0] ?? detail}`;
    return new NotStarted('unreachable', `Slack could not be reached: ${detail}`, { reason, cause: error });
  }
  const detail = error instanceof Error ? error.message : String(error);
  const reason = `Slack: ${code ?? detail}`;
  return new NotStarted('refused', `Slack did not start: ${detail}`, { reason, cause: error });
}
