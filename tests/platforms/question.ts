import type { Question } from '#core/quiz/question.ts';

const both = (ko: string, en: string) => ({ ko, en });

/** A question of a day on any platform; all have the same words, so that any of them may come. */
export const question = (id: string): Question => ({
  id,
  revision: 1,
  topic: 'basics',
  difficulty: 'easy',
  prompt: both('컨테이너는 무엇을 함께 쓰나요?', 'What do containers share?'),
  choices: [
    { key: 'a', text: both('커널', 'The kernel'), why: both('맞아요.', 'Yes.') },
    { key: 'b', text: both('디스크', 'The disk'), why: both('아니에요.', 'No.') },
  ],
  answer: 'a',
  about: ['concept:container'],
  sources: [{ title: 'Docker overview', url: 'https://docs.docker.com/get-started/docker-overview/' }],
});
