import { call } from '#core/call.ts';
import { type Context, command } from '#core/command.ts';
import { looksLikeManifest } from '#core/dockerfile/manifest.ts';
import { dockerfileReply } from '#core/explain/dockerfile.ts';
import { type Asked, quickLook, whole } from '#core/explain/image.ts';
import { kinReply } from '#core/explain/kin.ts';
import { linesReply } from '#core/explain/line.ts';
import { manifestReply } from '#core/explain/manifest.ts';
import { matrixReply } from '#core/explain/matrix.ts';
import { beginsShell, isDockerLine, isFile, isInstructions, isShellLine } from '#core/explain/pasted.ts';
import { Refusal, refusal } from '#core/fault.ts';
import { echoed } from '#core/near.ts';
import { button, buttons, paragraph, type Reply } from '#core/reply.ts';
import { code } from '#core/text.ts';

export const cmdExplain = command({
  name: 'cmd-explain',
  also: ['cmd explain', 'cmdexplain', 'explain', '설명', '명령 설명', '명령어 설명'],
  describe: 'Explain a docker line, or what a Dockerfile really runs',
  to: 'room',
  asks: ['line', 'dockerfile', 'args'],
  takes: (typed) =>
    isDockerLine(typed) || (isInstructions(typed) && typed.includes('\n')) || beginsShell(typed),
  verbatim: (typed) => isDockerLine(typed) || isFile(typed) || isShellLine(typed),
  options: {
    line: {
      kind: 'text',
      describe: 'A docker line: docker run -p 3000:80 nginx',
      max: 4000,
      also: ['명령', '명령어', '줄'],
    },
    dockerfile: {
      kind: 'longtext',
      describe: 'A Dockerfile, Compose or Kubernetes file',
      also: ['도커파일'],
      max: 20_000,
      example: 'FROM node:22\nCMD ["node", "app.js"]',
    },
    file: { kind: 'file', describe: 'A Dockerfile as a file', also: ['파일'] },
    entrypoint: { kind: 'text', describe: 'ENTRYPOINT: ["nginx"] or nginx', max: 1000 },
    cmd: { kind: 'text', describe: 'CMD: ["-g", "daemon off;"] or npm start', max: 1000 },
    args: {
      kind: 'text',
      describe: 'What follows the image in docker run',
      max: 1000,
      also: ['arguments', '인자', '인수'],
    },
    override: { kind: 'text', describe: 'What --entrypoint is set to', max: 1000 },
    image: { kind: 'text', describe: 'The image of FROM: node:22, alpine …', max: 255, also: ['이미지'] },
    alone: { kind: 'flag', describe: 'CMD alone, ENTRYPOINT alone and both, side by side' },
  },
  read: (typed) => (isFile(typed) ? { dockerfile: typed } : { line: typed }),
  examples: [
    'cmd-explain docker run -d -p 3000:80 --name web nginx',
    'cmd-explain docker run nginx -p 80:80',
    'cmd-explain docker ps -aq | xargs docker rm -f',
    'cmd-explain entrypoint:\'["nginx"]\' cmd:\'["-g", "daemon off;"]\'',
    'cmd-explain image:alpine entrypoint:"app serve" args:"--debug"',
    'cmd-explain dockerfile:"image: node:22\ncommand: npm run build && npm start"',
  ],
  run(values, context) {
    const { line, entrypoint, cmd, args, override, alone } = values;
    if (values.file !== undefined && onlyName.test(values.file))
      throw new Refusal(namedFile(values.file, context));
    const text = values.dockerfile ?? values.file;
    if (text !== undefined) return pastedReply({ dockerfile: text, args, override }, context);
    if (entrypoint !== undefined || cmd !== undefined) {
      if (alone && entrypoint !== undefined && cmd !== undefined)
        return matrixReply({ entrypoint, cmd, args, image: values.image }, context);
      return dockerfileReply({ dockerfile: quickLook(values), args, override }, context);
    }
    if (line !== undefined) {
      const asked = withoutQuestion(line);
      return kinReply(asked, context) ?? linesReply(asked, context);
    }
    if (values.image !== undefined)
      return dockerfileReply({ dockerfile: quickLook(values), args, override }, context);
    throw new Refusal(nothingGiven(context));
  },
});

/** One word is no file that could be explained; typed where a file belongs, it is the name of one. */
const onlyName = /^\s*\S+\s*$/;

const namedFile = (name: string, { say }: Context): Reply =>
  refusal(
    say('I cannot open a file by its name'),
    paragraph(
      say('Paste what is in {name}, or attach the file itself.', { name: [code(echoed(name.trim()))] }),
    ),
    ...buttons(
      button(say('Paste…'), { command: 'cmd-explain', options: {}, asks: ['dockerfile'] }, 'primary'),
    ),
  );

/** Longer lines are no questions. In UTF-16 units. */
const questionLimit = 300;
const asking = /^(?:please )?(?:explain|what (?:does|is|do)) (?:this ?:? ?)?(?=(?:sudo )?docker )/i;
const koreanAsking = /^[가-힣][가-힣 ]*[:：]? ?(?=(?:sudo )?docker )/u;
const koreanBehind = / (?:이게|이건|이거|이 명령|뭐|무슨|설명|해석)[가-힣 ]*[?!.]*$/u;

/** A docker line without the question around it: `what does docker ps -a do?`, 이거 설명해줘 docker ps, docker ps 이게 뭐야? */
function withoutQuestion(line: string): string {
  const text = line.trim();
  if (text.length > questionLimit || text.includes('\n')) return line;
  if (asking.test(text)) return text.replace(asking, '').replace(/(?: (?:do|mean))? ?\?$/i, '');
  const named = text.replace(/^도커 (?=[a-z])/, 'docker ').replace(koreanAsking, '');
  return /^(?:sudo )?docker /i.test(named) ? named.replace(koreanBehind, '') : line;
}

/** What was pasted is told by what it says, whichever field it was put in. */
function pastedReply(asked: Asked, context: Context): Reply {
  const { dockerfile: text } = asked;
  if (looksLikeManifest(text)) return manifestReply(asked, context);
  if (isDockerLine(text)) return kinReply(text, context) ?? linesReply(text, context);
  return dockerfileReply({ ...asked, dockerfile: whole(text) }, context);
}

const nothingGiven = ({ say }: Context): Reply =>
  refusal(
    say('What shall I explain?'),
    paragraph(say('Give me a docker line, a Dockerfile, or ENTRYPOINT and CMD.')),
    ...buttons(
      button(
        say('Paste…'),
        { command: 'cmd-explain', options: {}, asks: ['line', 'dockerfile', 'args'] },
        'primary',
      ),
      button(
        'docker run -d -p 3000:80 nginx',
        call('cmd-explain', { line: 'docker run -d -p 3000:80 --name web nginx' }),
      ),
    ),
  );
