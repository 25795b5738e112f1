import { below, canvas, type Drawing, footnote, inner, left } from '#core/drawing/canvas.ts';
import type { Mark } from '#core/drawing/mark.ts';
import { amber, tones } from '#core/drawing/palette.ts';
import { arrow, box, card, chip, chipWidth, cross, frame, pill, words } from '#core/drawing/shapes.ts';
import { sayPlain } from '#core/say.ts';

const half = (inner - 24) / 2;
const outside = below;
const host = outside + 200;
const bridge = host + 90;
const container = bridge + 150;
const end = container + 140;

/** A container: what it is called, under the port that sits on its upper edge. */
const server = (x: number, name: string, address: string): readonly Mark[] => [
  box(frame(x, container, half - 32, 118), 'sea'),
  ...card(frame(x, container + 22, half - 32, 92), 'sea', name, address),
];

/** A bridge network: what `-p 8080:80` opens, what stays closed, and how containers reach each other. */
export const ports: Drawing = (say) => {
  const second = left + half + 24;
  const [web, db] = [left + half / 2, second + half / 2];
  return {
    svg: canvas(end + 158, sayPlain(say, 'Bridge network and -p'), [
      ...card(frame(left, outside, half, 84), 'white', sayPlain(say, 'Browser'), 'localhost:8080'),
      ...card(frame(second, outside, half, 84), 'white', sayPlain(say, 'Database tool'), 'localhost:5432'),
      box(frame(left, host, inner, end - host), 'mist', { radius: 16 }),
      ...words(sayPlain(say, 'Host'), frame(left + 20, host + 32, 90, 44), {
        size: 26,
        weight: 'bold',
        align: 'start',
      }),
      box(frame(left + 16, bridge, inner - 32, 64), 'foam', { radius: 32 }),
      ...words(sayPlain(say, 'bridge network'), frame(web + 40, bridge, db - web - 80, 64), {
        size: 26,
        weight: 'bold',
      }),
      ...arrow(
        [
          [web, outside + 87],
          [web, container - 24],
        ],
        { colour: amber },
      ),
      ...arrow(
        [
          [db, outside + 87],
          [db, host - 24],
        ],
        { dashed: true },
      ),
      ...cross([db, host]),
      ...words(sayPlain(say, 'no -p: closed'), frame(second, host + 26, half, 40), { fill: tones.coral.ink }),
      ...pill('8080', [web, host], 'sand'),
      ...arrow(
        [
          [web + 70, container - 2],
          [web + 70, bridge + 66],
        ],
        { both: true },
      ),
      ...arrow(
        [
          [db, container - 24],
          [db, bridge + 66],
        ],
        { both: true },
      ),
      ...server(left + 20, 'web', '172.17.0.2'),
      ...server(second + 12, 'db', '172.17.0.3'),
      ...pill('80', [web, container], 'sand'),
      ...pill('5432', [db, container], 'white'),
      ...chip('-p 8080:80', [left, end + 18], 'sand'),
      ...words(
        sayPlain(say, 'host port 8080 → port 80 of web'),
        frame(left + chipWidth('-p 8080:80') + 16, end + 18, inner - chipWidth('-p 8080:80') - 16, 44),
        { size: 24, align: 'start' },
      ),
      ...footnote(
        sayPlain(
          say,
          'Containers of one network reach each other without -p. EXPOSE is only a note: it opens nothing.',
        ),
        end + 74,
        2,
      ),
    ]),
    alt: say(
      'A host has a bridge network with two containers: web, 172.17.0.2, listening on port 80, and db, 172.17.0.3, listening on 5432. A browser asks for localhost:8080; -p 8080:80 leads it from port 8080 of the host to port 80 of web. A database tool that asks for localhost:5432 does not get in: db was started without -p. The two containers reach each other over the network without -p. EXPOSE is only a note and opens nothing.',
    ),
  };
};
