import type { Dialect } from '#stores/dialects.ts';

/** The order in which the lines of the playground's history were written or changed, so that a process hears of another's. */
export const order = {
  name: 'order',
  statements: (d: Dialect): readonly string[] => [
    `alter table journal add column revision ${d.whole} not null default 0`,
    'update journal set revision = id',
    'create index journal_revision on journal (revision, id)',
  ],
};
