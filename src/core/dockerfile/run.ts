/** The words of `docker run` around the image, as far as they decide which process runs. */
import { engineRefusal } from '#core/dockerfile/engine.ts';
import { readDockerCommand } from '#core/shell/docker.ts';
import { findCommand, findFlag, takesValue } from '#core/shell/flags.ts';

/** What `docker run` says of how a container starts. */
export interface Run {
  /** Undefined when it is not given; the last one wins. */
  readonly entrypoint: string | undefined;
  readonly init: boolean;
  /** Of `-e NAME=value`, in order. */
  readonly env: ReadonlyMap<string, string>;
  /** Names whose value is not written: `-e NAME` takes it from the client. */
  readonly envFromClient: ReadonlySet<string>;
  /** `--env-file`: its lines are not known here. */
  readonly envFile: boolean;
  /** Ports are published: `-p`, `-P`, or the host's own network. */
  readonly publishes: boolean;
  readonly workdir: string | undefined;
  readonly user: string | undefined;
  /** The words after the image; they are never split and never read as options. */
  readonly args: readonly string[];
}

/** Why the client does not even ask the engine. */
export interface RunFault {
  readonly fault: string;
}

const command = findCommand('run');

/**
 * Reads options, `@` for the image, then arguments; without `@` every word is an argument. Whether an option takes a
 * value is a fact of the client (`data/docker/cli.json`).
 */
export function readRun(words: readonly string[]): Run | RunFault {
  const image = words.indexOf('@');
  const options = image === -1 ? [] : words.slice(0, image);
  const reader = new OptionReader();
  for (let i = 0; i < options.length; i++) {
    const word = options[i] ?? '';
    // "--" ends the options, so the next word is the image; it must be ours.
    if (word === '--' && i === options.length - 1) break;
    if (!word.startsWith('-') || word === '-' || word === '--') {
      const image = options[word === '--' ? i + 1 : i] ?? '';
      return { fault: `Unable to find image '${image.includes(':') ? image : `${image}:latest`}' locally` };
    }
    const taken = word.startsWith('--')
      ? reader.long(word, options[i + 1])
      : reader.short(word, options[i + 1]);
    if (typeof taken === 'object') return taken;
    i += taken;
  }
  const fault = options.length > 0 ? refusalOf(options, reader.values) : undefined;
  return fault === undefined ? reader.run(image === -1 ? words : words.slice(image + 1)) : { fault };
}

const quotedWord = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** What the client, then the engine says against the options' values and against options that do not go together. */
function refusalOf(options: readonly string[], values: ReadonlyMap<string, string>): string | undefined {
  const { faults, hints, help } = readDockerCommand(`docker run ${options.map(quotedWord).join(' ')} image`);
  if (help) return 'docker run --help prints its help and makes no container';
  const [first] = faults;
  return first ? (first.detail ?? first.message) : engineRefusal(values, hints);
}

/** Gathers options; each read tells how many further words it took. */
class OptionReader {
  /** The last value of each option. */
  readonly values = new Map<string, string>();
  #entrypoint: string | undefined;
  #init = false;
  #envFile = false;
  #publishes = false;
  #workdir: string | undefined;
  #user: string | undefined;
  readonly #env = new Map<string, string>();
  readonly #envFromClient = new Set<string>();

  long(word: string, next: string | undefined): number | RunFault {
    const cut = word.indexOf('=');
    const name = word.slice(2, cut === -1 ? undefined : cut);
    const flag = command && findFlag(command, `--${name}`);
    if (!flag) {
      if (name === '' || name.startsWith('-')) return { fault: `bad flag syntax: ${word}` };
      return { fault: `unknown flag: --${name}` };
    }
    if (cut !== -1) return this.#set(flag.long, word.slice(cut + 1), 0);
    if (!takesValue(flag)) return this.#set(flag.long, 'true', 0);
    return next === undefined
      ? { fault: `flag needs an argument: --${name}` }
      : this.#set(flag.long, next, 1);
  }

  // -itd, -p80:80, -p=80:80, -p 80:80: letters up to the first one that takes a value.
  short(word: string, next: string | undefined): number | RunFault {
    for (let i = 1; i < word.length; i++) {
      const letter = word.charAt(i);
      const flag = command && findFlag(command, `-${letter}`);
      if (!flag) return { fault: `unknown shorthand flag: '${letter}' in ${word}` };
      const rest = word.slice(i + 1);
      if (rest.startsWith('=')) return this.#set(flag.long, rest.slice(1), 0);
      if (takesValue(flag)) {
        if (rest !== '') return this.#set(flag.long, rest, 0);
        return next === undefined
          ? { fault: `flag needs an argument: '${letter}' in ${word}` }
          : this.#set(flag.long, next, 1);
      }
      const set = this.#set(flag.long, 'true', 0);
      if (typeof set === 'object') return set;
    }
    return 0;
  }

  #set(name: string, value: string, taken: number): number | RunFault {
    this.values.set(name, value);
    if (name === 'entrypoint') this.#entrypoint = value;
    else if (name === 'workdir') this.#workdir = value;
    else if (name === 'user') this.#user = value;
    else if (name === 'env-file') this.#envFile = true;
    else if (name === 'publish' || name === 'publish-all') this.#publishes = true;
    else if (name === 'network' || name === 'net') this.#publishes ||= value === 'host';
    else if (name === 'env') return this.#setEnv(value, taken);
    else if (name === 'init') this.#init = /^(1|t|true)$/i.test(value);
    return taken;
  }

  #setEnv(value: string, taken: number): number | RunFault {
    const cut = value.indexOf('=');
    if (cut === 0 || value === '') {
      return {
        fault: `invalid argument "${value}" for "-e, --env" flag: invalid environment variable: ${value}`,
      };
    }
    if (cut === -1) {
      this.#env.delete(value);
      this.#envFromClient.add(value);
    } else {
      this.#envFromClient.delete(value.slice(0, cut));
      this.#env.set(value.slice(0, cut), value.slice(cut + 1));
    }
    return taken;
  }

  run(args: readonly string[]): Run {
    return {
      entrypoint: this.#entrypoint,
      init: this.#init,
      env: this.#env,
      envFromClient: this.#envFromClient,
      envFile: this.#envFile,
      publishes: this.#publishes,
      workdir: this.#workdir,
      user: this.#user,
      args,
    };
  }
}
