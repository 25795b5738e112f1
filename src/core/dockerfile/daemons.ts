/** Programs that go to the background, where nothing keeps the container alive, and servers that RUN would wait for. */
import { isShell } from '#core/dockerfile/handing.ts';
import { type Command, type Image, lineOf } from '#core/dockerfile/image.ts';
import type { Inner } from '#core/dockerfile/inner.ts';
import { execForm } from '#core/dockerfile/json.ts';
import { wordsOfSimple } from '#core/dockerfile/repair.ts';
import type { Report } from '#core/dockerfile/report.ts';
import { sayPlain } from '#core/say.ts';

type Words = readonly string[];

/** Services by the name that `service … start` takes, each as a program that stays in the foreground. */
const services: ReadonlyMap<string, Words> = new Map([
  ['nginx', ['nginx', '-g', 'daemon off;']],
  ['apache2', ['apachectl', '-D', 'FOREGROUND']],
  ['httpd', ['httpd', '-DFOREGROUND']],
  ['ssh', ['/usr/sbin/sshd', '-D']],
  ['sshd', ['/usr/sbin/sshd', '-D']],
  ['cron', ['cron', '-f']],
  ['mysql', ['mysqld_safe']],
  ['mariadb', ['mysqld_safe']],
  ['redis-server', ['redis-server', '--daemonize', 'no']],
  ['supervisor', ['supervisord', '-n']],
]);

const nameOf = (program: string): string => program.slice(program.lastIndexOf('/') + 1);
const hasAny = (words: Words, options: Words): boolean => words.some((word) => options.includes(word));
/** Whether one of the letters is among the options; several may stand behind one dash (`-De`). */
const hasLetter = (words: Words, letters: string): boolean =>
  words.some((word) => new RegExp(`^-[a-zA-Z0-9]*[${letters}]`).test(word));

/** What a daemon needs to stay in the foreground; undefined when it does, or when its settings cannot be seen. */
function inForeground(
  [program = '', ...words]: Words,
  image: Pick<Image, 'ownNginx' | 'sh'>,
): Words | undefined {
  switch (nameOf(program)) {
    case 'nginx':
      return words.length === 0 && !image.ownNginx ? services.get('nginx') : undefined;
    case 'apachectl':
    case 'apache2ctl':
      return words.length === 0 || words[0] === 'start' ? [program, '-D', 'FOREGROUND'] : undefined;
    case 'sshd':
      return hasLetter(words, 'DdGitTV') ? undefined : [program, '-D', ...words];
    case 'crond':
      return hasLetter(words, 'fdnx') ? undefined : [program, image.sh === 'bash' ? '-n' : '-f', ...words];
    case 'cron':
      return words.length === 0 ? [program, '-f'] : undefined;
    case 'pm2':
      return words[0] === 'start' && !hasAny(words, ['--no-daemon', '--attach'])
        ? ['pm2-runtime', ...words]
        : undefined;
    case 'gunicorn':
      return without(program, words, ['-D', '--daemon']);
    case 'php-fpm':
      return without(program, words, ['-D', '--daemonize']);
    case 'memcached':
      return without(program, words, ['-d']);
    default:
      return undefined;
  }
}

const without = (program: string, words: Words, options: Words): Words | undefined =>
  hasAny(words, options) ? [program, ...words.filter((word) => !options.includes(word))] : undefined;

/** The service that is started and left: `service nginx start`, `/etc/init.d/nginx start`. */
function serviceOf([program = '', ...words]: Words): string | undefined {
  if (nameOf(program) === 'service' && words[1] === 'start') return words[0];
  return program.startsWith('/etc/init.d/') && words[0] === 'start' ? nameOf(program) : undefined;
}

const waits = ([program = '', ...words]: Words): boolean =>
  (nameOf(program) === 'tail' && words.some((word) => /^-\w*[fF]|--follow/.test(word))) ||
  (nameOf(program) === 'sleep' && /^inf/.test(words[0] ?? ''));

/** A command that leaves what it starts in the background, with what to start instead where that is known. */
export function backgroundOf(
  words: Words,
): { readonly service: boolean; readonly foreground?: Words } | undefined {
  const service = serviceOf(words);
  // Settings of nginx may come with a mount.
  const foreground =
    service === undefined ? inForeground(words, { ownNginx: true, sh: 'unknown' }) : services.get(service);
  return service === undefined && !foreground
    ? undefined
    : { service: service !== undefined, ...(foreground && { foreground }) };
}

/** Adds what ends the container at once, or keeps it alive for nothing. Whether something was said. */
export function adviseBackground(
  report: Report,
  image: Image,
  argv: Words,
  inner: Inner | undefined,
): boolean {
  const { say } = report;
  const programs = inner ? [inner.argv, ...(inner.followedBy ?? [])] : [argv];
  const last = programs.at(-1) ?? [];
  const used = image.cmd.words.length > 0 ? image.cmd : image.entrypoint;
  const before = report.hints.length;
  const service = serviceOf(last);
  const foreground = service === undefined ? inForeground(last, image) : services.get(service);
  if (service !== undefined) {
    report.hint(
      'ends-at-once',
      sayPlain(say, '{command} starts a service in the background and ends, and the container ends with it', {
        command: last.join(' '),
      }),
      { ...lineOf(used), ...fixOf(image, used, foreground) },
    );
  } else if (foreground) {
    report.hint(
      'ends-at-once',
      sayPlain(say, '{command} goes to the background by itself and ends, and the container ends with it', {
        command: last.join(' '),
      }),
      { ...lineOf(used), ...fixOf(image, used, foreground) },
    );
  } else if (nameOf(last[0] ?? '') === 'systemctl') {
    report.hint(
      'no-systemd',
      sayPlain(
        say,
        'systemctl talks to systemd, which does not run in a container: start the program itself',
      ),
      { ...lineOf(used), ...fixOf(image, used, services.get((last[2] ?? '').replace(/\.service$/, ''))) },
    );
  }
  adviseAmpersand(report, image, used, inner);
  if (waits(last)) adviseKeptAlive(report, image, used, programs);
  return report.hints.length > before;
}

function fixOf(image: Image, used: Command, words: Words | undefined): { fix?: string } {
  if (!words || !used.origin) return {};
  return { fix: `${used === image.cmd ? 'CMD' : 'ENTRYPOINT'} ${execForm(words)}` };
}

function adviseAmpersand(report: Report, image: Image, used: Command, inner: Inner | undefined): void {
  const text = used.origin && !used.origin.exec ? used.words.at(-1) : undefined;
  if (!inner || text === undefined || !/(^|[^&])&\s*$/.test(text)) return;
  report.hint(
    'ends-at-once',
    sayPlain(
      report.say,
      'The & sends the program to the background: the shell ends at once, and the container with it',
    ),
    {
      ...lineOf(used),
      fix: `${used === image.cmd ? 'CMD' : 'ENTRYPOINT'} ${text.trimEnd().slice(0, -1).trimEnd()}`,
    },
  );
}

// `service nginx start && tail -f /dev/null`: what is watched is the tail.
function adviseKeptAlive(report: Report, image: Image, used: Command, programs: readonly Words[]): void {
  const last = programs.at(-1) ?? [];
  for (const words of programs.slice(0, -1)) {
    const service = serviceOf(words);
    const foreground = service === undefined ? inForeground(words, image) : services.get(service);
    if (service === undefined && !foreground) continue;
    report.hint(
      'kept-alive',
      sayPlain(
        report.say,
        'The container lives as long as {last}, not as what {command} started: if that dies, nobody notices',
        {
          last: last.join(' '),
          command: words.join(' '),
        },
      ),
      { ...lineOf(used), ...fixOf(image, used, foreground) },
    );
    return;
  }
}

// What people start their own servers with; each runs until it is stopped.
const servers =
  /^(?:(?:npm|yarn|pnpm|bun) (?:run )?(?:start|dev|serve)(?::\w+)?|node (?:\S*\/)?(?:server|app)\.[cm]?js|python3? (?:\S*\/)?(?:app|server|bot)\.py|python3? \S*manage\.py runserver.*|flask run.*|(?:uvicorn|gunicorn|hypercorn) .*\w:\w.*|(?:\S*\/)?rails (?:s|server)(?: .*)?|php artisan serve.*|tail -[fF].*|sleep infinity)$/;

/** Tells of a RUN whose last command is a server, or a service that does not outlive the step. */
export function hintRun(report: Report, text: string, line: number, shell: Words): void {
  if (!isShell(shell[0]) || text.length > 2000) return;
  const last =
    text
      .split(/&&|\|\||;/)
      .at(-1)
      ?.trim() ?? '';
  const words = wordsOfSimple(last);
  if (!words) return;
  const service = serviceOf(words);
  if (service !== undefined) {
    const foreground = services.get(service);
    report.hint(
      'service-in-run',
      sayPlain(report.say, '{command} is gone when this step of the build ends; only files stay', {
        command: last,
      }),
      { line, ...(foreground && { fix: `CMD ${execForm(foreground)}` }) },
    );
  } else if (servers.test(last)) {
    report.hint(
      'server-in-run',
      sayPlain(
        report.say,
        'RUN runs {command} during the build, which then never ends; what a container starts stands in CMD',
        {
          command: last,
        },
      ),
      { line, fix: `CMD ${execForm(words)}` },
    );
  }
}
