/**
 * Time per Dockerfile, side by side with dockerfile-ast (which parses one for editors and runs nothing), and how the
 * time grows with the length of the file. Run: `node bench/dockerfile.ts`.
 */
import { DockerfileParser } from 'dockerfile-ast';
import { Bench } from 'tinybench';
import { readInstructions } from '#core/dockerfile/instructions.ts';
import { effectiveProcess } from '#core/dockerfile/process.ts';

const small = 'FROM node:20-slim\nWORKDIR /app\nCOPY . .\nCMD ["node", "app.js"]\n';

const usual = `# syntax=docker/dockerfile:1
ARG NODE=20
FROM node:\${NODE}-slim AS deps
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci

FROM deps AS build
COPY . .
RUN npm run build \\
    # the sources are not needed any more
    && npm prune --omit=dev

FROM node:\${NODE}-slim
ENV NODE_ENV=production PORT=3000
RUN <<EOF
apt-get update
apt-get install -y --no-install-recommends tini
rm -rf /var/lib/apt/lists/*
EOF
WORKDIR /app
COPY --from=build --chown=node:node /app ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s CMD curl -f http://localhost:3000/ || exit 1
ENTRYPOINT ["tini", "--"]
CMD ["node", "dist/main.js"]
`;

const large = `FROM debian:12\n${Array.from({ length: 300 }, (_, i) => `ENV NAME_${i}="value ${i}"\nRUN echo "\${NAME_${i}}" >> /log \\\n    && true\n`).join('')}CMD ["cat", "/log"]\n`;

const files: Readonly<Record<string, string>> = { small, usual, large };

/** Microseconds a file, the middle of all runs. */
async function measure(name: string, run: () => unknown): Promise<number> {
  const bench = new Bench({ time: 400, warmupTime: 150 });
  bench.add(name, () => {
    run();
  });
  const [task] = await bench.run();
  const latency = task?.result && 'latency' in task.result ? task.result.latency : undefined;
  return (latency?.p50 ?? Number.NaN) * 1000;
}

const show = (microseconds: number): string =>
  (Number.isNaN(microseconds) ? '—' : `${microseconds.toFixed(1)} µs`).padStart(13);

/** What a reader of dockerfile-ast's tree must touch to know the same as our instructions: every instruction's words. */
const parseTheirs = (text: string) =>
  DockerfileParser.parse(text)
    .getInstructions()
    .map((instruction) => [instruction.getKeyword(), instruction.getArguments().map(String)]);

console.log('file              read        process  dockerfile-ast   theirs / read   theirs / process');
for (const [name, text] of Object.entries(files)) {
  const read = await measure('read', () => readInstructions(text));
  const whole = await measure('process', () => effectiveProcess({ dockerfile: text, run: [], bases: {} }));
  const theirs = await measure('dockerfile-ast', () => parseTheirs(text));
  console.log(
    `${name.padEnd(8)} ${show(read)}  ${show(whole)}   ${show(theirs)}   ${`${(theirs / read).toFixed(1)}×`.padStart(13)}   ${`${(theirs / whole).toFixed(1)}×`.padStart(16)}`,
  );
}

console.log('\nlength           process  per character   dockerfile-ast  per character');
for (const length of [1000, 10_000, 100_000]) {
  const text = `FROM debian:12\n${'ENV A="a b" C=$D\nRUN echo hello \\\n  && true\n'.repeat(length / 44)}CMD app\n`;
  const time = await measure('growth', () => effectiveProcess({ dockerfile: text, run: [], bases: {} }));
  // Theirs grows with the square: a hundred kilobytes would take seconds a run.
  const theirs = length > 10_000 ? Number.NaN : await measure('theirs', () => parseTheirs(text));
  const each = (total: number) =>
    (Number.isNaN(total) ? '—' : `${((total * 1000) / text.length).toFixed(1)} ns`).padStart(13);
  console.log(`${String(length).padEnd(9)} ${show(time)}  ${each(time)}   ${show(theirs)}  ${each(theirs)}`);
}
