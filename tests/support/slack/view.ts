import { blockFaults } from './block.ts';
import { plainText } from './element.ts';
import { among, boolean, faults, isRecord, type Json, object, string } from './schema.ts';

const anything = () => {};

const modal = object(
  { type: among('modal'), title: plainText(24), blocks: anything },
  {
    submit: plainText(24),
    close: plainText(24),
    private_metadata: string(3000, 0),
    callback_id: string(255),
    external_id: string(255),
    clear_on_close: boolean,
    notify_on_close: boolean,
  },
);
const home = object(
  { type: among('home'), blocks: anything },
  { private_metadata: string(3000, 0), callback_id: string(255), external_id: string(255) },
);

/** Why Slack would refuse this view, or nothing. */
export function viewFaults(view: unknown): string[] {
  if (!isRecord(view)) return ['must provide an object [json-pointer:/view]'];
  const surface = view.type === 'home' ? 'home' : 'modal';
  const found = faults(surface === 'home' ? home : modal, view, '/view');
  const blocks = Array.isArray(view.blocks) ? (view.blocks as readonly Json[]) : [];
  if (blocks.length === 0) found.push('must have at least one block [json-pointer:/view/blocks]');
  if (surface === 'modal' && blocks.some((block) => block.type === 'input') && view.submit === undefined)
    found.push('missing required field: submit [json-pointer:/view]');
  const inner = blockFaults(view.blocks, surface);
  return inner ? [...found, ...(inner.messages.length > 0 ? inner.messages : [inner.error])] : found;
}
