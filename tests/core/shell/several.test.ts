import { expect, test } from 'vitest';
import { dockerLines } from '#core/shell/several.ts';

test.each([
  ['docker ps', ['docker ps']],
  ['docker build -t a .\ndocker run a', ['docker build -t a .', 'docker run a']],
  ['cd app && docker build . && docker push x', ['cd app && docker build . && docker push x']],
  ['docker run \\\n  -d nginx\ndocker ps', ['docker run \\\n  -d nginx', 'docker ps']],
  ['$ docker ps\n$ docker images', ['$ docker ps', '$ docker images']],
  ['# a remark\ndocker ps\n\nls -la\n', ['docker ps']],
  ['docker ps -q | xargs docker rm; docker info', ['docker ps -q | xargs docker rm; docker info']],
  ['docker save a |\n  gzip > a.gz\ndocker ps', ['docker save a |\n  gzip > a.gz', 'docker ps']],
  ['docker build . &&\n  docker push a\ndocker ps &', ['docker build . &&\n  docker push a', 'docker ps &']],
  [
    'for c in a b\ndo\n  docker stop $c\ndone\ndocker ps',
    ['for c in a b\ndo\n  docker stop $c\ndone', 'docker ps'],
  ],
  [
    'if docker ps; then\n  docker info\nfi\ndocker ps',
    ['if docker ps; then\n  docker info\nfi', 'docker ps'],
  ],
  ['(\ndocker ps\ndocker info\n)\ndocker ps', ['(\ndocker ps\ndocker info\n)', 'docker ps']],
  ['X=$(docker ps -q)\necho hi\ndocker rm $X', ['X=$(docker ps -q)', 'docker rm $X']],
  ['docker run a sh -c "b && docker c"', ['docker run a sh -c "b && docker c"']],
  ['ssh host "cd app && docker ps"', ['ssh host "cd app && docker ps"']],
  ['echo hi', []],
  ['echo "docker ps"', []],
])('%j', (text, expected) => expect(dockerLines(text)).toEqual(expected));
