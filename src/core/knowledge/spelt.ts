/** A docker command as it is typed, by its id: `docker container rm`. The program's own entry has its name for an id. */
export const spelt = (id: string): string => (id === 'docker' ? id : `docker ${id}`);
