import { call } from '#core/call.ts';
import { type Context, command } from '#core/command.ts';
import { button, buttons, list, note, paragraph, type Reply } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import { strong, type Text } from '#core/text.ts';

const languages = { ko: '한국어', en: 'English' } as const;

const keptTitle = (say: Say): Text => say('What I keep about you');

async function show(context: Context, title = keptTitle(context.say)): Promise<Reply> {
  const { say, stores, who, zone } = context;
  const kept = await stores.players.kept(who.account);
  const since = kept.since.toZonedDateTimeISO(zone).toPlainDate().toString();
  return {
    title,
    blocks: [
      list([
        [strong(say('Name')), ' — ', kept.name],
        [
          strong(say('Language')),
          ' — ',
          ...(kept.locale ? [languages[kept.locale]] : say('same as the app')),
        ],
        [strong(say('Since')), ' — ', since],
        [strong(say('Answers')), ' — ', String(kept.answers)],
        [strong(say('Settings you changed')), ' — ', String(kept.settings)],
      ]),
      note(
        say(
          'Besides that I keep the ID the app gives me for you, so that your score finds you. Nothing you write elsewhere is read.',
        ),
      ),
      note(
        say(
          'A long text you paste, such as a Dockerfile, is kept for the buttons below the answer, and dropped when they were not used for half a year.',
        ),
      ),
      ...buttons(
        button('한국어', call('profile language', { language: 'ko' })),
        button('English', call('profile language', { language: 'en' })),
        button(say('Same as the app'), call('profile language', { language: 'auto' })),
        button(say('Forget me…'), call('profile forget'), 'danger'),
      ),
    ],
  };
}

export const profileShow = command({
  name: 'profile show',
  also: ['프로필', '내 정보'],
  describe: 'Show your language and what I keep about you',
  to: 'asker',
  as: 'same',
  options: {},
  examples: ['profile show'],
  run: (_, context) => show(context),
});

export const profileLanguage = command({
  name: 'profile language',
  also: ['language', 'lang', '언어', '프로필 언어'],
  describe: 'Choose your language',
  to: 'asker',
  as: 'same',
  options: {
    language: {
      kind: 'choice',
      describe: 'Your language',
      also: ['lang', '언어'],
      required: true,
      choices: [
        { value: 'ko', label: '한국어', also: ['korean', 'kr', '한글', '한국말'] },
        { value: 'en', label: 'English', also: ['영어'] },
        { value: 'auto', label: 'Same as the app', also: ['app', 'default', '앱', '자동'] },
      ],
    },
  },
  examples: ['profile language ko', 'profile language auto'],
  async run({ language }, context) {
    await context.stores.players.setLocale(context.who.account, language === 'auto' ? undefined : language);
    const say = context.speak(language === 'auto' ? context.reader : language);
    return show(
      { ...context, say },
      language === 'auto'
        ? say('From now on I follow the language of the app')
        : say('From now on I answer you in {language}', { language: languages[language] }),
    );
  },
});

export const profileForget = command({
  name: 'profile forget',
  also: [
    'profile delete',
    'profile delete me',
    'profile forget me',
    'forget me',
    '프로필 삭제',
    '내 정보 삭제',
  ],
  describe: 'Forget me: name, language and ID',
  to: 'asker',
  as: 'same',
  options: { sure: { kind: 'flag', describe: 'Really forget' } },
  examples: ['profile forget'],
  async run({ sure = false }, { say, stores, who }) {
    if (!sure)
      return {
        title: say('Shall I forget you?'),
        blocks: [
          paragraph(
            say(
              'Your name, language and ID are erased and you leave the leaderboard. This cannot be undone. Your answers stay counted without a name.',
            ),
          ),
          ...buttons(
            button(say('Forget me'), call('profile forget', { sure: 'yes' }), 'danger'),
            button(say('Keep me'), call('profile show')),
          ),
        ],
      };
    await stores.players.erase(who.account);
    return {
      title: say('You are forgotten'),
      blocks: [paragraph(say('If you call me again, we start anew.'))],
    };
  },
});
