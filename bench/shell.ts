/**
 * Time per command line, side by side with composerize (which makes a compose.yaml of `docker run`), and how the time
 * grows with the length of the line. Run: `node bench/shell.ts`.
 */
import composerize from 'composerize';
import { Bench } from 'tinybench';
import { composeOf } from '#core/shell/compose.ts';
import { readDockerCommand } from '#core/shell/docker.ts';
import { explainDockerCommand } from '#core/shell/explain.ts';

const lines: Readonly<Record<string, string>> = {
  short: 'docker run -d -p 8080:80 --name web nginx',
  usual:
    'docker run -d --name web -p 8080:80 -p 127.0.0.1:8443:443 -e A=1 -e B=two -v data:/data -v /etc/x:/etc/x:ro --restart unless-stopped --network net -m 512m nginx:1.27 nginx -g "daemon off;"',
  long: `docker run -d --name web ${Array.from({ length: 60 }, (_, index) => `-e NAME_${index}="value ${index}" -p ${8000 + index}:${index + 1}`).join(' ')} nginx`,
};

/** Microseconds a line, the middle of all runs. */
async function measure(name: string, run: () => unknown): Promise<number> {
  const bench = new Bench({ time: 400, warmupTime: 150, iterations: 16, warmupIterations: 4 });
  bench.add(name, () => {
    run();
  });
  const [task] = await bench.run();
  const latency = task?.result && 'latency' in task.result ? task.result.latency : undefined;
  return (latency?.p50 ?? Number.NaN) * 1000;
}

const show = (microseconds: number): string => `${microseconds.toFixed(1)} µs`.padStart(12);

console.log('line          read   read+compose      explain  composerize   composerize / read+compose');
for (const [name, line] of Object.entries(lines)) {
  const read = await measure('read', () => readDockerCommand(line));
  const compose = await measure('compose', () => composeOf(readDockerCommand(line)));
  const explain = await measure('explain', () => explainDockerCommand(line));
  const theirs = await measure('composerize', () => composerize(line));
  console.log(
    `${name.padEnd(6)} ${show(read)} ${show(compose)} ${show(explain)} ${show(theirs)}   ${(theirs / compose).toFixed(1)}×`,
  );
}

/** Microseconds of processor time a reading takes, the least of several: other programs do not count. */
function processor(line: string): number {
  const rounds = Array.from({ length: 7 }, () => {
    const start = process.cpuUsage();
    const times = Math.ceil(20_000 / line.length);
    for (let time = 0; time < times; time++) readDockerCommand(line);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / times;
  });
  return Math.min(...rounds);
}

console.log('\nlength     read   per character (processor time)');
for (const length of [1000, 10_000, 100_000]) {
  const line = `docker run ${'-e NAME="a b" -p 8080:80 '.repeat(length / 25)} nginx`.slice(0, length);
  const time = processor(line);
  console.log(`${String(length).padEnd(8)} ${show(time)}   ${((time * 1000) / length).toFixed(1)} ns`);
}
