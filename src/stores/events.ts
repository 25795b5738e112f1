import type { Temporal } from 'temporal-polyfill';
import { millis } from '#stores/documents.ts';
import type { Db } from '#stores/schema.ts';

/** A change of a setting. `before` and `after` are what it was and is, as JSON can hold it. */
export interface Change {
  readonly team: string;
  /** The account that made it. */
  readonly by: string;
  readonly setting: 'programme';
  /** Our id of what was set. */
  readonly subject: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly at: Temporal.Instant;
}

/** Appends a change to the record, within the transaction that makes it. */
export async function record(tx: Db, change: Change): Promise<void> {
  const { team, by, setting, subject, before, after, at } = change;
  await tx
    .insertInto('event')
    .values({
      team,
      account: by,
      setting,
      subject,
      before: before === undefined ? null : JSON.stringify(before),
      after: JSON.stringify(after),
      at: millis(at),
    })
    .execute();
}
