import { expect, test } from 'vitest';
import { dockerLines } from '#core/shell/several.ts';

test.each([
  ['docker ps', ['docker ps']],
  ['docker build -t a .\ndocker run a', ['docker build -t a .', 'docker run a']],
  ['cd app && docker build . && docker push x', ['docker build .', 'docker push x']],
  ['docker run \\\n  -d nginx\ndocker ps', ['docker run \\\n  -d nginx', 'docker ps']],
  ['$ docker ps\n$ docker images', ['$ docker ps', '$ docker images']],
  ['# a remark\ndocker ps\n\nls -la\n', ['docker ps']],
  [
    'docker ps -q | xargs docker rm; sudo docker info',
    ['docker ps -q | xargs docker rm', 'sudo docker info'],
  ],
  ['docker run a sh -c "b && docker c"', ['docker run a sh -c "b && docker c"']],
  ['echo hi', []],
])('%j', (text, expected) => expect(dockerLines(text)).toEqual(expected));
