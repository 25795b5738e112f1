import type { Start } from '#platforms/web/wire.ts';
import { whale } from './avatar.ts';
import { h } from './dom.ts';
import { createRoom, type Room } from './room.ts';
import { server } from './server.ts';
import { keepLocale, keepPlayer, openSession, takeLeft } from './session.ts';

const app = document.getElementById('app') ?? document.body;
let room: Room | undefined;

/** Shows the room as the session says, anew after each change of player or language; what was being written stays. */
async function show(start: Start): Promise<void> {
  room?.close();
  const session = openSession(start);
  document.documentElement.lang = session.locale;
  document.title = session.words.title;
  const mine = createRoom(
    session,
    {
      player(name) {
        keepPlayer(name);
        void attempt(() => show(start));
      },
      locale(locale) {
        keepLocale(locale);
        void attempt(() => show(start));
      },
    },
    takeLeft(),
  );
  room = mine;
  app.replaceChildren(mine.element);
  await mine.open();
}

/** Does it, or says that the playground cannot be reached: in both languages, since its words could not be had either. */
async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch {
    room?.close();
    app.replaceChildren(
      h(
        'div',
        { class: 'closed', role: 'alert' },
        h('img', { src: whale, alt: '', width: 64, height: 64 }),
        h('p', {}, '플레이그라운드에 연결할 수 없어요.'),
        h('p', { lang: 'en' }, 'The playground cannot be reached.'),
        h(
          'button',
          { type: 'button', class: 'press primary', onclick: () => void open() },
          '다시 시도 · Try again',
        ),
      ),
    );
  }
}

const open = (): Promise<void> => attempt(async () => show(await server.start()));

void open();
