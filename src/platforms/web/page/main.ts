import type { Start } from '#platforms/web/wire.ts';
import { h } from './dom.ts';
import { createRoom, type Room } from './room.ts';
import { server } from './server.ts';
import { keepLocale, keepPlayer, openSession } from './session.ts';

const app = document.getElementById('app') ?? document.body;
let room: Room | undefined;

/** Shows the room as the session says, anew after each change of player or language; what was being written stays. */
async function show(start: Start): Promise<void> {
  const draft = room?.draft() ?? '';
  room?.close();
  const session = openSession(start);
  document.documentElement.lang = session.locale;
  document.title = session.words.title;
  const mine = createRoom(session, {
    player(name) {
      keepPlayer(name);
      void show(start);
    },
    locale(locale) {
      keepLocale(locale);
      void show(start);
    },
  });
  room = mine;
  app.replaceChildren(mine.element);
  mine.write(draft);
  await mine.open();
}

async function open(): Promise<void> {
  try {
    await show(await server.start());
  } catch {
    const again = h(
      'button',
      { type: 'button', class: 'press primary', onclick: () => void open() },
      '다시 시도 · Try again',
    );
    app.replaceChildren(
      h(
        'div',
        { class: 'closed', role: 'alert' },
        h('img', { src: '/page/whale.svg', alt: '', width: 64, height: 64 }),
        h('p', {}, '놀이터에 연결할 수 없어요. The playground cannot be reached.'),
        again,
      ),
    );
  }
}

void open();
