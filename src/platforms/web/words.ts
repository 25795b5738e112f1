import type { Say } from '#core/say.ts';
import { plain } from '#core/text.ts';

/**
 * The page's own words in one language. A `{name}` in them is filled in by the page, as text. They are said here so that
 * the page carries no messages, and both languages can travel with it.
 */
export const pageWords = (say: Say) => ({
  title: plain(say('Gorae playground')),
  subtitle: plain(say('A study bot for Docker')),
  topic: plain(say('Learn Docker together, one command at a time')),
  channels: plain(say('Channels')),
  commands: plain(say('Commands')),
  you: plain(say('you')),
  app: plain(say('APP')),
  messages: plain(say('Messages in #{channel}', { channel: 'general' })),
  today: plain(say('Today')),
  yesterday: plain(say('Yesterday')),
  hidden: plain(say('Only you can see this')),
  composer: plain(say('Message')),
  placeholder: plain(say('Ask, or type / for commands')),
  send: plain(say('Send')),
  working: plain(say('Gorae is looking it up…')),
  failed: plain(say('This could not be sent. The playground may have stopped.')),
  refused: plain(say('The playground did not take this.')),
  again: plain(say('Try again')),
  discard: plain(say('Discard')),
  offline: plain(say('Connection lost. Trying again…')),
  newer: plain(say('New messages')),
  earlier: plain(say('Show earlier messages')),
  more: plain(say('Show all')),
  less: plain(say('Show less')),
  copy: plain(say('Copy')),
  copied: plain(say('Copied')),
  picture: plain(say('Picture')),
  enlarge: plain(say('Show the picture large')),
  table: plain(say('Table')),
  rightTone: plain(say('Right')),
  wrongTone: plain(say('Wrong')),
  faultTone: plain(say('Could not do this')),
  close: plain(say('Close')),
  cancel: plain(say('Cancel')),
  required: plain(say('required')),
  optional: plain(say('optional')),
  pickFile: plain(say('Pick a file')),
  tooLong: plain(say('This file is too long.')),
  switchPlayer: plain(say('Switch player')),
  playingAs: plain(say('Playing as')),
  addPlayer: plain(say('Add a player')),
  playerName: plain(say('Name')),
  badName: plain(say('Use 1 to 32 visible characters.')),
  add: plain(say('Add')),
  language: plain(say('Language')),
  theme: plain(say('Appearance')),
  themeSystem: plain(say('System')),
  themeLight: plain(say('Light')),
  themeDark: plain(say('Dark')),
  menu: plain(say('Menu')),
  skip: plain(say('Go to the message box')),
  welcome: plain(say('Hello! I am Gorae, a whale who knows Docker.')),
  welcomeText: plain(
    say(
      'Ask me with a command, answer the daily quiz, and climb the board with your team. Three things to try:',
    ),
  ),
  askHint: plain(say('I answer what I know about Docker. Commands start with /.')),
  keyMove: plain(say('choose')),
  keyFill: plain(say('fill in')),
  keySend: plain(say('send')),
  keyClose: plain(say('close')),
  example: plain(say('Example')),
  suggestions: plain(say('Suggestions')),
  suggested: plain(say('{count} suggestions', { count: '{count}' })),
});

/** What a first visit should try: asked in words, with the line that asks it. */
export const firstTries = (
  say: Say,
): readonly { readonly command: string; readonly asks: string; readonly line: string }[] => [
  {
    command: 'compare',
    asks: plain(say('How does a container differ from a virtual machine?')),
    line: plain(say('/compare docker vs vm')),
  },
  {
    command: 'docker-cmd',
    asks: plain(say('How do I remove a container?')),
    line: plain(say('/docker-cmd remove a container')),
  },
  { command: 'quiz', asks: plain(say('Ask me a question!')), line: '/quiz' },
];

/** See {@link pageWords}. */
export type PageWords = ReturnType<typeof pageWords>;
