import { looksLikeManifest } from '#core/dockerfile/manifest.ts';
import { beginsMisspelt } from '#core/explain/image.ts';

const dockerLine =
  /^\s*(?:[$#>%]\s+)?(?:[A-Z_]+=\S*\s+)*(?:sudo\s+(?:-\S+\s+)*)?(?:docker|docker-compose|podman|podman-compose|nerdctl|finch)(?:\.exe)?(?:\s|$)/;
const instruction =
  /^\s*(?:#.*\n\s*)*(?:(?:FROM|ARG|CMD|ENTRYPOINT|RUN|SHELL|COPY|ADD|ENV|EXPOSE|HEALTHCHECK|ONBUILD|USER|VOLUME|WORKDIR)\s|from\s[^\n]*\n)/;

/** Docker somewhere behind an operator, a bracket, a quote or a word of the shell. */
const inLine =
  /(?:[|&;({`'"]|\b(?:do|then|else|if|while|until|time|watch|xargs|nohup|ssh)\s[^|&;\n]{0,200}?)\s*(?:sudo\s+)?docker(?:-compose)?(?:\.exe)?\s/;
/** What a line begins with that comes to docker only later: `cat dump.sql | docker …`, `for c in $(docker ps -q); do …`. */
const shellBeginning =
  /^\s*(?:[$#>%]\s+)?(?:(?:cat|echo|printf|cd|for|while|until|if|xargs|gunzip|zcat|gzip|curl|git|npm|make|ssh|diff|mkdir|sleep)\s[\s\S]*[|&;('"<]|(?:time|watch|nohup)\s+['"]?docker\s|[A-Za-z_]\w*=["']?\$\()/;
/** `line: …`: the option is named, and what follows is read as options are. */
const namesOption = /^\s*[\p{L}_]+\s?:(?!\/)/u;

/** Options, although a blank behind the colon makes them look like YAML; on one line also those that are keys there. */
const ownOptions = /^\s*(?:(?:line|dockerfile|file|cmd|override|alone):|(?:image|entrypoint|args):[^\n]*$)/i;

/** Whether a text is a docker line, perhaps with a prompt, sudo or variables in front. */
export const isDockerLine = (typed: string): boolean => dockerLine.test(typed);

/** Whether a text is a line of a shell that has docker in it, though it does not begin with it. */
export const isShellLine = (typed: string): boolean => inLine.test(typed) && !namesOption.test(typed);

/** Whether a text is such a line beyond doubt, by how it begins. */
export const beginsShell = (typed: string): boolean => shellBeginning.test(typed) && isShellLine(typed);

/** Whether a text begins as a Dockerfile does: with an instruction; in lower case only with FROM, for `run -d nginx` is a line. */
export const isInstructions = (typed: string): boolean => instruction.test(typed);

/** Whether a text is a Dockerfile or a manifest rather than a line. */
export const isFile = (typed: string): boolean =>
  isInstructions(typed) || beginsMisspelt(typed) || (looksLikeManifest(typed) && !ownOptions.test(typed));
