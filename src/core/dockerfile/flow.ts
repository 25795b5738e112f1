/** The way a shell takes through a text: lists, pipelines, conditions, choices and loops. */
import { expandText, expandWords, Missing, type Scope } from '#core/dockerfile/expansion.ts';
import type { ShellKind } from '#core/dockerfile/images.ts';
import { checkRedirect, Jump, matches } from '#core/dockerfile/shellrules.ts';
import {
  Beyond,
  type Command,
  type Compound,
  type Entry,
  type List,
  type Simple,
  type Word,
} from '#core/dockerfile/syntax.ts';

/** More rounds of a loop and commands in all than these are not followed. */
const mostRounds = 100;
const mostSteps = 10_000;

/** Of each kind of compound command, what it carries. */
type Kind<T extends Compound['type']> = Extract<Compound, { readonly type: T }>;

/**
 * Carries out everything but single commands, which are for who extends it. What runs something says whether the shell ended
 * by it; {@link Beyond} is thrown where the way cannot be known.
 */
export abstract class Flow {
  /** What the last command ended with; `undefined` where that is not known. */
  protected code: number | undefined = 0;
  /** `set -e`. */
  protected errexit = false;
  /** Loops around what is being run. */
  protected loops = 0;
  // Conditions and what stands before `&&` may fail under `set -e`.
  #guards = 0;
  #steps = 0;

  abstract readonly shell: ShellKind;
  /** `$1`, `$2` … */
  abstract positional: readonly string[];
  abstract assign(name: string, value: string): void;
  /** How many programs were started so far. */
  protected abstract get started(): number;
  /** What words are expanded with, now. */
  protected abstract scope(): Scope;
  /** `last`: the shell has nothing to do behind it. */
  protected abstract simple(command: Simple, last: boolean): boolean;
  /** The shell ends at `${X:?message}`. */
  protected abstract fails(missing: Missing): void;
  /** Does work in a shell of its own: what it changes is undone. `forks`: a process of its own. */
  protected abstract apart(forks: boolean, work: () => unknown): void;

  /** `atEnd`: nothing follows behind the list. */
  protected run({ entries, background }: List, atEnd: boolean): boolean {
    for (const [i, { joint, pipeline }] of entries.entries()) {
      if (this.#skips(joint)) continue;
      const next = entries[i + 1]?.joint;
      const last = i === entries.length - 1;
      const isBackground = next === '&' || (last && background);
      const isGuarded = next === '&&' || next === '||' || pipeline.negated;
      const alone = atEnd && last && !isBackground && !pipeline.negated && pipeline.commands.length === 1;
      const work = () => this.#pipeline(pipeline.commands, alone);
      const ended = isGuarded ? this.#guarded(work) : work();
      if (isBackground) this.code = 0;
      else if (ended) return true;
      if (pipeline.negated && this.code !== undefined) this.code = this.code === 0 ? 1 : 0;
      if (this.errexit && !isGuarded && this.#guards === 0 && this.code !== 0 && !isBackground) {
        if (this.code === undefined) throw new Beyond('set -e');
        return true;
      }
    }
    return false;
  }

  #skips(joint: Entry['joint']): boolean {
    if (joint !== '&&' && joint !== '||') return false;
    return this.#holds(joint) !== (joint === '&&');
  }

  #pipeline(commands: readonly Command[], alone: boolean): boolean {
    if (++this.#steps > mostSteps) throw new Beyond('…');
    const [only] = commands;
    if (commands.length === 1 && only) return this.#command(only, alone);
    for (const command of commands) this.apart(true, () => this.#command(command, false));
    return false;
  }

  #command(command: Command, last: boolean): boolean {
    try {
      return command.type === 'simple' ? this.simple(command, last) : this.#compound(command, last);
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      this.fails(error);
      return true;
    }
  }

  #compound(command: Compound, last: boolean): boolean {
    const scope = this.scope();
    for (const { operator, target } of command.redirects)
      checkRedirect(operator, expandWords([target], scope));
    // Bash gives its place to nothing inside of a compound command, busybox does unless a loop or a redirection waits.
    const atEnd = last && this.shell !== 'bash' && command.redirects.length === 0;
    switch (command.type) {
      case 'group':
        return this.run(command.body, atEnd);
      case 'subshell': {
        const stays = last && this.shell !== 'bash' && this.shell !== 'dash';
        this.apart(!stays, () => this.run(command.body, stays));
        return false;
      }
      case 'if':
        return this.#if(command, atEnd);
      case 'case':
        return this.#case(command, atEnd);
      case 'for':
        return this.#for(command);
      default:
        return this.#while(command);
    }
  }

  #if({ branches, otherwise }: Kind<'if'>, atEnd: boolean): boolean {
    for (const { condition, body } of branches) {
      if (this.#condition(condition)) return true;
      if (this.#holds('if')) return this.run(body, atEnd);
    }
    this.code = 0;
    return otherwise ? this.run(otherwise, atEnd) : false;
  }

  #case({ subject, cases }: Kind<'case'>, atEnd: boolean): boolean {
    const scope = this.scope();
    const text = expandText(subject, scope);
    const fits = (pattern: Word): boolean => matches(pattern, text, scope);
    const chosen = cases.find(({ patterns }) => patterns.some(fits));
    this.code = 0;
    return chosen ? this.run(chosen.body, atEnd) : false;
  }

  #for({ name, words, body }: Kind<'for'>): boolean {
    const values = words ? expandWords(words, this.scope()) : this.positional;
    if (values.length > mostRounds) throw new Beyond('for');
    this.code = 0;
    return this.#loop(() => {
      for (const value of values) {
        this.assign(name, value);
        if (this.#round(() => this.run(body, false))) return true;
      }
      return false;
    });
  }

  // A loop that has started a program and goes on may go on for ever.
  #while({ type, condition, body }: Kind<'while' | 'until'>): boolean {
    const { started } = this;
    return this.#loop(() => {
      let code: number | undefined = 0;
      for (let rounds = 0; rounds < mostRounds; rounds++) {
        if (this.#round(() => this.#condition(condition))) return true;
        if (this.#holds(type) !== (type === 'while')) {
          this.code = code;
          return false;
        }
        if (this.#round(() => this.run(body, false))) return true;
        code = this.code;
        if (this.started > started) break;
      }
      throw new Beyond(type);
    });
  }

  #condition(list: List): boolean {
    return this.#guarded(() => this.run(list, false));
  }

  // `break` may leave it as well.
  #guarded(work: () => boolean): boolean {
    this.#guards++;
    try {
      return work();
    } finally {
      this.#guards--;
    }
  }

  #holds(what: string): boolean {
    if (this.code === undefined) throw new Beyond(what);
    return this.code === 0;
  }

  #loop(work: () => boolean): boolean {
    this.loops++;
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Jump) || error.rounds) throw error;
      if (error.levels > 1) throw new Jump(error.levels - 1, false);
      return false;
    } finally {
      this.loops--;
    }
  }

  #round(work: () => boolean): boolean {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Jump) || !error.rounds) throw error;
      if (error.levels > 1) throw new Jump(error.levels - 1, true);
      return false;
    }
  }
}
