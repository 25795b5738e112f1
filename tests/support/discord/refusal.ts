/** One thing wrong with a request body, with the path to it. */
export interface Fault {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

interface Tree {
  [key: string]: Tree | { code: string; message: string }[];
}

/** A request that the server does not grant: an HTTP status and Discord's error body. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly faults: readonly Fault[];

  constructor(status: number, code: number, message: string, faults: readonly Fault[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.faults = faults;
  }

  /** The body as Discord spells it: `errors` is a tree of keys that ends in `_errors`. */
  body(): Record<string, unknown> {
    const errors = this.faults.length > 0 ? { errors: tree(this.faults) } : {};
    return { message: this.message, code: this.code, ...errors };
  }
}

function tree(faults: readonly Fault[]): Tree {
  const root: Tree = {};
  for (const { path, code, message } of faults) {
    let at = root;
    for (const step of path) {
      at[step] ??= {};
      at = at[step] as Tree;
    }
    at._errors ??= [];
    const list = at._errors as { code: string; message: string }[];
    list.push({ code, message });
  }
  return root;
}

/** 50035 with the faults of the form; nothing when there are none. */
export function refuseInvalid(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new Refusal(400, 50035, 'Invalid Form Body', faults);
}

/** The documented refusals, by code: https://docs.discord.com/developers/topics/opcodes-and-status-codes */
const documented: Record<number, readonly [status: number, message: string]> = {
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10008: [404, 'Unknown Message'],
  10013: [404, 'Unknown User'],
  10015: [404, 'Unknown Webhook'],
  10062: [404, 'Unknown interaction'],
  10063: [404, 'Unknown application command'],
  30034: [400, 'Max number of daily application command creates has been reached (200)'],
  40005: [413, 'Request entity too large'],
  40060: [400, 'Interaction has already been acknowledged.'],
  50001: [403, 'Missing Access'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50006: [400, 'Cannot send an empty message'],
  50007: [403, 'Cannot send messages to this user'],
  50013: [403, 'Missing Permissions'],
  50027: [401, 'Invalid Webhook Token'],
};

/** The refusal that Discord documents under this code. */
export function refusal(code: number): Refusal {
  const [status, message] = documented[code] ?? [400, 'Unknown error'];
  return new Refusal(status, code, message);
}
