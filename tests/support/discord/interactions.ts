import { passed } from '#tests/support/clock.ts';
import { optionKinds } from '#tests/support/discord/commands.ts';
import { type Json, object, objects, size } from '#tests/support/discord/json.ts';
import {
  createMessage,
  editMessage,
  flags,
  type Message,
  type Sender,
  thinking,
  type Upload,
} from '#tests/support/discord/messages.ts';
import { checkModal } from '#tests/support/discord/modal.ts';
import { type Fault, refusal, refuseInvalid } from '#tests/support/discord/refusal.ts';
import { check } from '#tests/support/discord/schema.ts';
import { type Interaction, type World, wake } from '#tests/support/discord/world.ts';

/** The body of a request with the files that came with it. */
export interface Content {
  readonly body: Json;
  readonly uploads: readonly Upload[];
}

const underData = (faults: readonly Fault[]): Fault[] =>
  faults.map((fault) => ({ ...fault, path: ['data', ...fault.path] }));

const choiceOf = (allowed: readonly number[]): Fault => ({
  path: ['type'],
  code: 'BASE_TYPE_CHOICES',
  message: `Value must be one of {${allowed.join(', ')}}.`,
});

/** The callbacks each kind of interaction may be answered with. A form that a command opened has no message to update. */
function allowedTypes({ type, source }: Interaction): readonly number[] {
  if (type === 4) return [8];
  if (type === 2) return [4, 5, 9];
  if (type === 3) return [4, 5, 6, 7, 9];
  return source ? [4, 5, 6, 7] : [4, 5];
}

/** POST /interactions/{id}/{token}/callback: the first answer, once and within three seconds. */
export function callback(
  world: World,
  id: string,
  token: string,
  { body, uploads }: Content,
  cdn: string,
): Message | undefined {
  const interaction = world.interactions.get(id);
  if (!interaction || interaction.token !== token) throw refusal(10062);
  if (interaction.acknowledged) throw refusal(40060);
  if (passed() - interaction.dispatched > world.deadline) throw refusal(10062);
  const type = Number(body.type);
  const allowed = allowedTypes(interaction);
  if (!allowed.includes(type)) refuseInvalid([choiceOf(allowed)]);
  const message = answer(world, interaction, type, { body, uploads }, cdn);
  interaction.acknowledged = { type, at: passed(), data: object(body.data) };
  if (message) world.messages.set(message.id, message);
  interaction.original = message;
  wake(interaction);
  return message;
}

function answer(
  world: World,
  interaction: Interaction,
  type: number,
  { body, uploads }: Content,
  cdn: string,
): Message | undefined {
  const data = object(body.data);
  switch (type) {
    case 4:
      refuseInvalid(check('CreateMessageInteractionCallbackRequest', body));
      return underDataPath(() =>
        createMessage(undefined, data, uploads, senderOf(world, interaction, data, cdn)),
      );
    case 5:
      refuseInvalid(check('CreateMessageInteractionCallbackRequest', body));
      return thinking(senderOf(world, interaction, data, cdn));
    case 6:
    case 7:
      refuseInvalid(check('UpdateMessageInteractionCallbackRequest', body));
      return update(interaction, type, data, uploads, cdn);
    case 8:
      refuseInvalid(checkChoices(interaction, body));
      return undefined;
    default:
      refuseInvalid(checkModal(body));
      return undefined;
  }
}

function update(
  interaction: Interaction,
  type: number,
  data: Json,
  uploads: readonly Upload[],
  cdn: string,
): Message | undefined {
  const { source } = interaction;
  if (!source || source.deleted) throw refusal(10008);
  if (type === 7) underDataPath(() => editMessage(undefined, source, data, uploads, cdn));
  return source;
}

function underDataPath<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const faults = (error as { faults?: readonly Fault[] }).faults ?? [];
    refuseInvalid(underData(faults));
    throw error;
  }
}

const senderOf = (world: World, { channel, user }: Interaction, data: Json, cdn: string): Sender => ({
  channel: channel.id,
  author: world.bot.id,
  ...(Number(data.flags ?? 0) & flags.ephemeral ? { viewer: user.id } : {}),
  cdn,
});

function checkChoices({ focused }: Interaction, body: Json): Fault[] {
  const path = (index: number, key: string): (string | number)[] => ['data', 'choices', index, key];
  const choices = objects(object(body.data).choices);
  const bad = choices.flatMap((choice, index): Fault[] => {
    if (focused === optionKinds.string && size(choice.value) > 100)
      return [
        {
          path: path(index, 'value'),
          code: 'BASE_TYPE_BAD_LENGTH',
          message: 'Must be between 1 and 100 in length.',
        },
      ];
    const right = focused === optionKinds.string ? 'string' : 'number';
    if (typeof choice.value === right && choice.value !== '') return [];
    return [
      { path: path(index, 'value'), code: 'BASE_TYPE_BAD_TYPE', message: `The value must be a ${right}` },
    ];
  });
  return [...check('ApplicationCommandAutocompleteCallbackRequest', body), ...bad];
}

/** The interaction that a webhook path's token stands for. Refuses an unknown, expired or unanswered one. */
export function byToken(world: World, application: string, token: string): Interaction {
  const interaction = world.interactionOf(token);
  if (application !== world.bot.id || !interaction) throw refusal(10015);
  if (passed() - interaction.dispatched > world.tokenLife) throw refusal(50027);
  if (!interaction.acknowledged) throw refusal(10015);
  return interaction;
}

/** POST /webhooks/{application}/{token}: a follow-up; after a deferral the first one fills the original. */
export function followUp(
  world: World,
  interaction: Interaction,
  { body, uploads }: Content,
  cdn: string,
): Message {
  const { original } = interaction;
  refuseInvalid(check('IncomingWebhookRequestPartial', body));
  if (original?.loading && !original.deleted) {
    editMessage(undefined, original, body, uploads, cdn);
    wake(interaction);
    return original;
  }
  const message = createMessage(undefined, body, uploads, senderOf(world, interaction, body, cdn));
  world.messages.set(message.id, message);
  interaction.followUps.push(message);
  wake(interaction);
  return message;
}

/** The message that `@original` or an id names under a token. */
export function messageUnder(interaction: Interaction, id: string): Message {
  const message =
    id === '@original'
      ? interaction.original
      : [interaction.original, ...interaction.followUps].find((one) => one?.id === id);
  if (!message || message.deleted) throw refusal(10008);
  return message;
}

/** PATCH under a token. */
export function editUnder(
  interaction: Interaction,
  id: string,
  { body, uploads }: Content,
  cdn: string,
): Message {
  const message = messageUnder(interaction, id);
  editMessage('IncomingWebhookUpdateRequestPartial', message, body, uploads, cdn);
  wake(interaction);
  return message;
}

/** DELETE under a token. */
export function deleteUnder(interaction: Interaction, id: string): void {
  messageUnder(interaction, id).deleted = true;
  wake(interaction);
}
