import { call } from '#core/call.ts';
import {
  button,
  buttons,
  codeBlock,
  heading,
  list,
  note,
  paragraph,
  picture,
  type Reply,
  signedList,
  table,
  toldPicture,
} from '#core/reply.ts';
import { code, emphasis, link, strong } from '#core/text.ts';

const help = call('help');

/** Replies of every shape, for the galleries: one stored rendering of each on every platform. */
export const replies: Readonly<Record<string, Reply>> = {
  comparison: {
    title: ['CMD와 ENTRYPOINT'],
    blocks: [
      paragraph([
        strong(['늘 실행할 명령은 ', code('ENTRYPOINT'), ', 바꿀 수 있는 기본값은 ', code('CMD')]),
        '.',
      ]),
      table(
        ['항목', 'CMD', 'ENTRYPOINT'],
        [
          [['뜻'], ['기본 명령'], ['늘 실행할 명령']],
          [[['덮어쓰기']].flat(), [code('docker run IMG cmd')], [code('--entrypoint')]],
        ],
      ),
      heading('예'),
      codeBlock('FROM alpine\nENTRYPOINT ["ping"]\nCMD ["-c", "1", "localhost"]', 'dockerfile'),
      note(['출처: ', link('https://docs.docker.com/reference/dockerfile/', 'Dockerfile reference')]),
      ...buttons(
        button('퀴즈', call('quiz', { topic: 'dockerfile' }), 'primary'),
        button('CMD', call('concept', { name: 'cmd' })),
      ),
    ],
  },
  right: {
    title: ['Right! +10 points'],
    tone: 'right',
    blocks: [list([[strong('A'), ' because ', emphasis('it is so')], ['B — no']]), note('Streak: 3 days')],
  },
  wrong: { title: ['Not quite'], tone: 'wrong', blocks: [paragraph('The right answer is B.')] },
  fault: {
    title: ['There is no command /compere'],
    tone: 'fault',
    blocks: [
      paragraph('Did you mean one of these?'),
      ...buttons(button('/compare', call('compare')), button('Help', help)),
    ],
  },
  picture: {
    title: ['Layers'],
    blocks: [
      picture(
        '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>',
        'Three layers: base, packages, app.',
      ),
      paragraph('A layer is shared.'),
    ],
  },
  hostile: {
    title: ['<!channel> *bold* @everyone'],
    blocks: [
      paragraph('<@U123> <#C1> `code` _under_ ~gone~ & < > \u202egnp.exe'),
      list(['* star', '> quote', '1. one']),
      note('@here *not bold*'),
      codeBlock('```\n<!here>'),
      ...buttons(button('<!channel>', help, 'danger')),
    ],
  },
  tables: {
    title: ['Two tables'],
    blocks: [
      table(
        ['Flag', 'Means'],
        [
          ['-d', 'detached'],
          ['--rm', 'removed afterwards'],
        ],
      ),
      table(
        ['Command', 'Does', 'Undo'],
        [
          ['docker stop', 'stops', 'docker start'],
          ['docker rm', 'removes', ''],
        ],
      ),
    ],
  },
  board: {
    title: ['이번 주 순위표'],
    blocks: [
      toldPicture(
        '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>',
        'Ada leads, 민지 is second.',
      ),
      table(
        ['순위', '이름', '점수', '정답'],
        [
          ['🥇', 'Ada *', '14', '3/3'],
          ['2', [strong('민지'), ' ⬅'], '4', '1/2'],
        ],
      ),
    ],
  },
  signed: {
    title: ['Which one?'],
    blocks: [
      signedList([
        [strong('A'), ' yes'],
        [strong('B'), ' no'],
      ]),
      signedList([
        ['❌ ', emphasis('Every line makes a layer.'), ' → Only those that change files.'],
        ['✅ ', emphasis('A layer is shared.')],
      ]),
    ],
  },
  long: {
    title: ['Everything about volumes'],
    blocks: Array.from({ length: 40 }, (_, index) =>
      paragraph(`${index + 1}. ${'A volume outlives its container. '.repeat(12)}`),
    ),
  },
  labels: {
    title: ['Which one?'],
    blocks: buttons(
      button(
        'The shell form runs /bin/sh -c, so that signals reach the shell and not your program at all',
        help,
      ),
      button('Neither', help),
    ),
  },
};
