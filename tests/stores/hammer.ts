/**
 * One of several processes on one database: does the tasks it is given as lines of JSON, one after another, and writes each
 * thing that was acknowledged as such a line too, at once, so that nothing it said is lost when it is killed. Behind the last
 * thing of a task it says `"done"`.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Member, Stores } from '#core/store.ts';
import { openStores } from '#stores/database.ts';
import { randomId } from '#stores/id.ts';
import { given, later, noon, question, scene } from '#tests/stores/scene.ts';

/** A task to be done by one who is called `name`. */
export interface Order {
  readonly url: string;
  readonly task: string;
  readonly name: string;
}

const tell = (said: unknown): void => {
  writeSync(1, `${JSON.stringify(said)}\n`);
};

const dayOf = (index: number): string =>
  noon
    .add({ hours: 24 * index })
    .toString()
    .slice(0, 10);

type Task = (stores: Stores, name: string) => Promise<void>;

const tasks: Readonly<Record<string, Task>> = {
  /** Opens only. */
  start: async (stores) => tell({ ready: await stores.ready() }),

  /** Opens or skips the same days as the others, and claims their posts. */
  open: async (stores, name) => {
    const { team, programme, place } = await scene(stores);
    for (let index = 1; index <= 40; index += 1) {
      const day = dayOf(index);
      const skips = (index + name.length) % 4 === 0;
      const skipped = skips && (await stores.agenda.skip(programme.id, day, noon));
      const { id, questions } = await stores.agenda.open({
        team: team.id,
        kind: 'daily',
        programme: programme.id,
        day,
        questions: [question(`${name}-${day}`)],
        opened: later(index),
      });
      const claimed = await stores.agenda.claim(id, place, 'ask', later(index), noon);
      if (claimed) await stores.agenda.settle(claimed.id, 'posted', { place, message: name }, later(index));
      const revealed = await stores.agenda.reveal(id, later(index));
      tell({
        day,
        id,
        asked: questions.map((one) => one.id),
        skipped,
        claimed: claimed !== undefined,
        revealed,
      });
    }
  },

  /** Makes the same players as the others and answers the same questions for them. */
  answer: async (stores) => {
    const { of, round, player } = await scene(stores);
    for (let index = 0; index < 30; index += 1) {
      const { account, player: id } = await player(`p${index}`);
      for (const question of [0, 1]) {
        const { kind } = await of.rounds.answer(account, given(round, { question }));
        tell({ player: id, question, kind });
      }
    }
  },

  /** Answers as one player after another until the round is closed. */
  closed: async (stores, name) => {
    const { of, round, player } = await scene(stores);
    for (let index = 0; ; index += 1) {
      const { account } = await player(`${name}${index}`);
      const { kind } = await of.rounds.answer(account, given(round));
      tell({ kind });
      if (kind === 'closed') return;
    }
  },

  /** Reveals the round once the others have begun to answer, and tells what was counted at that moment. */
  reveal: async (stores) => {
    const { round } = await scene(stores);
    for (let count = 0; count < 10; ) [count = 0] = await stores.agenda.counts(round.id);
    await stores.agenda.reveal(round.id, later(60));
    tell({ counts: await stores.agenda.counts(round.id) });
  },

  /** Answers new practice questions until it is killed. */
  forever: async (stores, name) => {
    const { of, player } = await scene(stores);
    const members: Member[] = [await player(`${name}1`), await player(`${name}2`)];
    for (let index = 0; ; index += 1) {
      const { account } = members[index % 2] as Member;
      const round = await of.rounds.practise(account, question('tag'), later(index));
      const outcome = await of.rounds.answer(account, given(round, { points: 1, at: later(index) }));
      tell({ round: round.id, kind: outcome.kind, account });
    }
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { url, task, name } = JSON.parse(line) as Order;
  const stores = await openStores(url, { ids: randomId, limitMs: 20_000 });
  await tasks[task]?.(stores, name);
  await stores.close();
  tell('done');
}
