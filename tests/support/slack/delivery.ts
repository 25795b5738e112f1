import type { Json } from './schema.ts';

export type EnvelopeKind = 'slash_commands' | 'interactive' | 'events_api';

/** What is sent to the app: the same over a socket and over HTTP. */
export interface Envelope {
  readonly kind: EnvelopeKind;
  readonly payload: Json;
  /** Events only: which attempt after the first, and why. */
  readonly retry?: { readonly attempt: number; readonly reason: string };
}

/** What the app acknowledged with: an answer's body, or nothing. */
export type Ack = Json | undefined;

/** The app did not acknowledge in time, or could not be reached: the error the person sees. */
export class NotDelivered extends Error {}

/** A way to the app. */
export interface Delivery {
  /** Resolves with the acknowledgement, rejects with {@link NotDelivered}. */
  deliver(envelope: Envelope, withinMs: number): Promise<Ack>;
}
