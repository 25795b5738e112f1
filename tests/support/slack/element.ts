import { all, among, boolean, type Check, integer, isRecord, kinds, list, object, string } from './schema.ts';

// Lengths and counts: docs.slack.dev/reference/block-kit (composition objects and block elements), August 2026.

export const plainText = (max: number): Check =>
  kinds({ plain_text: object({ text: string(max) }, { emoji: boolean }) });
export const anyText = (max: number): Check =>
  kinds({
    plain_text: object({ text: string(max) }, { emoji: boolean }),
    mrkdwn: object({ text: string(max) }, { verbatim: boolean }),
  });

const id = string(255);
const url = string(3000, 1, /^[a-z][a-z0-9+.-]*:/i);
const confirm = object(
  { text: anyText(300) },
  {
    title: plainText(100),
    confirm: plainText(30),
    deny: plainText(30),
    style: among('primary', 'danger'),
  },
);

const option = (label: Check): Check =>
  object({ text: label }, { value: string(150), description: plainText(75), url });
const plainOption = option(plainText(75));
const richOption = option(anyText(75));
const group = object({ label: plainText(75), options: list(plainOption, 100) });
const placeholder = plainText(150);
const dispatch = object({
  trigger_actions_on: list(among('on_enter_pressed', 'on_character_entered'), 2),
});

/** `initial_option` must be one of the options, to the letter. */
const initialAmongOptions: Check = (value, at, report) => {
  if (!isRecord(value) || value.initial_option === undefined) return;
  const groups = Array.isArray(value.option_groups) ? value.option_groups : [{ options: value.options }];
  const options = groups.flatMap((each) =>
    isRecord(each) && Array.isArray(each.options) ? each.options : [],
  );
  const wanted = JSON.stringify(value.initial_option);
  if (!options.some((each) => JSON.stringify(each) === wanted))
    report('initial option must match one of the options', `${at}/initial_option`);
};

const optionsOrGroups: Check = (value, at, report) => {
  if (isRecord(value) && (value.options === undefined) === (value.option_groups === undefined))
    report('must provide exactly one of options or option_groups', at);
};

const named = { action_id: id };
const focus = { focus_on_load: boolean };
const select = { ...named, ...focus, placeholder, confirm };
const initialText = string(3000, 0);

/** What a file block or an image points at; whether the file exists is for the server to say. */
export const imageSource: Check = (value, at, report) => {
  if (isRecord(value) && (value.image_url === undefined) === (value.slack_file === undefined))
    report('must provide exactly one of image_url or slack_file', at);
};
export const slackFile = object({}, { id: string(255, 1, /^F[A-Z0-9]{8,}$/), url: string(3000) });
export const imageUrl = string(3000, 1, /^https:\/\//);

export const button: Check = object(
  { text: plainText(75) },
  {
    ...named,
    url,
    value: string(2000),
    style: among('primary', 'danger'),
    confirm,
    accessibility_label: string(75),
  },
);

const menus: Readonly<Record<string, Check>> = {
  static_select: all(
    object(
      {},
      {
        ...select,
        options: list(plainOption, 100),
        option_groups: list(group, 100),
        initial_option: plainOption,
      },
    ),
    optionsOrGroups,
    initialAmongOptions,
  ),
  external_select: object({}, { ...select, initial_option: plainOption, min_query_length: integer(0, 150) }),
  users_select: object({}, { ...select, initial_user: id }),
  conversations_select: object(
    {},
    {
      ...select,
      initial_conversation: id,
      default_to_current_conversation: boolean,
      response_url_enabled: boolean,
      filter: object(
        {},
        {
          include: list(among('im', 'mpim', 'private', 'public'), 4),
          exclude_bot_users: boolean,
          exclude_external_shared_channels: boolean,
        },
      ),
    },
  ),
  channels_select: object({}, { ...select, initial_channel: id, response_url_enabled: boolean }),
  multi_static_select: all(
    object(
      {},
      {
        ...select,
        options: list(plainOption, 100),
        option_groups: list(group, 100),
        initial_options: list(plainOption, 100),
        max_selected_items: integer(1, 100),
      },
    ),
    optionsOrGroups,
  ),
};

const choosers: Readonly<Record<string, Check>> = {
  radio_buttons: all(
    object({ options: list(richOption, 10) }, { ...named, ...focus, confirm, initial_option: richOption }),
    initialAmongOptions,
  ),
  checkboxes: object(
    { options: list(richOption, 10) },
    { ...named, ...focus, confirm, initial_options: list(richOption, 10) },
  ),
  datepicker: object({}, { ...select, initial_date: string(10, 10, /^\d{4}-\d\d-\d\d$/) }),
  timepicker: object({}, { ...select, initial_time: string(5, 5, /^\d\d:\d\d$/), timezone: string(100) }),
};

/** Elements of an actions block. */
export const actionElement: Check = kinds({
  button,
  overflow: object({ options: list(plainOption, 5) }, { ...named, confirm }),
  ...menus,
  ...choosers,
});

/** Elements of an input block. */
export const inputElement: Check = kinds({
  plain_text_input: object(
    {},
    {
      ...named,
      ...focus,
      placeholder,
      initial_value: initialText,
      multiline: boolean,
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
      dispatch_action_config: dispatch,
    },
  ),
  number_input: object(
    { is_decimal_allowed: boolean },
    {
      ...named,
      ...focus,
      placeholder,
      initial_value: string(30),
      min_value: string(30),
      max_value: string(30),
      dispatch_action_config: dispatch,
    },
  ),
  url_text_input: object({}, { ...named, ...focus, placeholder, initial_value: initialText }),
  file_input: object({}, { ...named, filetypes: list(string(20), 100), max_files: integer(1, 10) }),
  ...menus,
  ...choosers,
});

/** What may stand beside a section's text. */
export const accessory: Check = kinds({
  button,
  overflow: object({ options: list(plainOption, 5) }, { ...named, confirm }),
  image: all(object({ alt_text: string(2000) }, { image_url: imageUrl, slack_file: slackFile }), imageSource),
  ...menus,
  ...choosers,
});

/** Answers to `block_suggestion`: options or groups of at most 100, labels and values of their length. */
export const suggestions: Check = all(
  object({}, { options: list(plainOption, 100, 0), option_groups: list(group, 100, 0) }),
  optionsOrGroups,
);
