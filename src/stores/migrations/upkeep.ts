import type { Dialect } from '#stores/dialects.ts';

/** What is kept for a time only: when a parked spelling was last found in use, and how far each chore has come. */
export const upkeep = {
  name: 'upkeep',
  statements: (d: Dialect): readonly string[] => [
    `alter table parked add column used ${d.millis}`,
    'create index parked_used on parked (used)',
    `create table upkeep (chore text primary key, done ${d.millis} not null) ${d.table}`,
  ],
};
