import type { Call } from '#core/call.ts';
import type { Option } from '#core/option.ts';

/** One thing a form asks: the option of that name, with its words in the reader's language. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly option: Option;
  readonly required: boolean;
  /** What stands in it at first. */
  readonly value?: string;
}

/** A form that asks for options before a call is made. Submitting it makes `call` with the fields filled in. */
export interface Form {
  readonly title: string;
  readonly submit: string;
  /** Without `asks`: it is ready to be made once the fields are added. */
  readonly call: Call;
  readonly fields: readonly Field[];
}
