import { looksLikeManifest } from '#core/dockerfile/manifest.ts';
import { beginsMisspelt } from '#core/explain/image.ts';

const dockerLine =
  /^\s*(?:[$#>%]\s+)?(?:[A-Z_]+=\S*\s+)*(?:sudo\s+(?:-\S+\s+)*)?(?:docker|docker-compose|podman|podman-compose|nerdctl|finch)(?:\.exe)?(?:\s|$)/;
const instruction =
  /^\s*(?:#.*\n\s*)*(?:(?:FROM|ARG|CMD|ENTRYPOINT|RUN|SHELL|COPY|ADD|ENV|EXPOSE|HEALTHCHECK|ONBUILD|USER|VOLUME|WORKDIR)\s|from\s[^\n]*\n)/;

/** Options, although a blank behind the colon makes them look like YAML; on one line also those that are keys there. */
const ownOptions = /^\s*(?:(?:line|dockerfile|file|cmd|override|alone):|(?:image|entrypoint|args):[^\n]*$)/i;

/** Whether a text is a docker line, perhaps with a prompt, sudo or variables in front. */
export const isDockerLine = (typed: string): boolean => dockerLine.test(typed);

/** Whether a text begins as a Dockerfile does: with an instruction; in lower case only with FROM, for `run -d nginx` is a line. */
export const isInstructions = (typed: string): boolean => instruction.test(typed);

/** Whether a text is a Dockerfile or a manifest rather than a line. */
export const isFile = (typed: string): boolean =>
  isInstructions(typed) || beginsMisspelt(typed) || (looksLikeManifest(typed) && !ownOptions.test(typed));
