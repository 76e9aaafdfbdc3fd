#!/usr/bin/env node
// Atalaia. Licensed under the Apache License 2.0; see LICENSE.
/**
 * A worked client of Atalaia's REST API without a dependency: copy it and go on from here. It needs fetch, which Node.js has
 * since version 18, Deno and Bun have, and browsers have too. `node atalaia.mjs --help` tells its commands.
 */

/** So long may an answer take, in milliseconds. */
const PATIENCE = 10_000;

export class Atalaia {
  /**
   * @param {string} base for instance http://127.0.0.1:8080
   * @param {string} [token] of a program, where the gateway wants one
   */
  constructor(base, token) {
    this.base = base.replace(/\/$/, '');
    this.token = token;
  }

  /** Every machine, page by page. `fields` cuts each answer to what is needed. */
  async *machines(fields = 'items.id,items.name,items.state,items.headline,next') {
    for (let after; ;) {
      const page = await this.get('/api/v1/machines', {limit: 100, after, fields});
      yield* page.items;
      if (!page.next) {
        return;
      }
      after = page.next;
    }
  }

  /** The points of a chart: one to eight metrics over the last minutes. */
  query(machine, metrics, {minutes = 60, points = 300, labels = {}, as = 'raw'} = {}) {
    const to = Date.now();
    const chosen = Object.fromEntries(Object.entries(labels).map(([name, value]) => [`label.${name}`, value]));
    return this.get('/api/v1/query', {machine, metric: metrics, from: to - minutes * 60_000, to, points, as, ...chosen});
  }

  /** Stores samples of this program; they are on the gateway's disk when it returns. An id makes a repetition count once. */
  save(samples) {
    return this.send('POST', '/api/v1/samples', samples);
  }

  /** Each change of registered services. Leave the loop to end it. */
  async *watch(name) {
    const end = new AbortController();
    const answer = await this.ask('GET', '/api/v1/watch/registrations', {name}, undefined, end.signal);
    const text = new TextDecoder();
    let waiting = '';
    try {
      for await (const bytes of answer.body) {
        waiting += text.decode(bytes, {stream: true});
        const events = waiting.split('\n\n');
        waiting = events.pop();
        for (const event of events.filter((one) => one.startsWith('id:'))) {
          const [, kind, data] = /event: (\w+)\ndata: (.*)/.exec(event);
          yield {kind, data: JSON.parse(data)};
        }
      }
    } finally {
      end.abort();
    }
  }

  async get(path, parameters) {
    return (await this.ask('GET', path, parameters)).json();
  }

  async send(method, path, body) {
    return (await this.ask(method, path, {}, JSON.stringify(body))).json();
  }

  /** Whatever is not answered well is thrown as a {@link Problem}. */
  async ask(method, path, parameters = {}, body = undefined, signal = AbortSignal.timeout(PATIENCE)) {
    const address = new URL(this.base + path);
    for (const [name, value] of Object.entries(parameters)) {
      [value].flat().filter((one) => one !== undefined).forEach((one) => address.searchParams.append(name, one));
    }
    const headers = {
      ...(this.token ? {authorization: `Bearer ${this.token}`} : {}),
      ...(body ? {'content-type': 'application/json'} : {}),
    };
    const answer = await fetch(address, {method, headers, body, signal});
    if (!answer.ok) {
      throw new Problem(await answer.json());
    }
    return answer;
  }
}

/** What the gateway says went wrong (RFC 9457). */
export class Problem extends Error {
  constructor(details) {
    super(`${details.status} ${details.title}: ${details.detail}`);
    this.details = details;
  }
}

const print = (value) => console.log(JSON.stringify(value));

const commands = {
  async list(api) {
    for await (const machine of api.machines()) {
      print(machine);
    }
  },
  async query(api, machine, metric, minutes = 60, as = 'raw') {
    const answer = await api.query(machine, metric.split(','), {minutes: Number(minutes), as});
    for (const {metric: name, labels, t, avg} of answer.series) {
      t.forEach((time, i) => print({metric: name, labels, time, average: avg[i]}));
    }
  },
  async save(api, client, metric, value, id) {
    print(await api.save({client, metrics: {[metric]: Number(value)}, ...(id ? {id} : {})}));
  },
  async watch(api, name, count = Infinity) {
    let told = 0;
    for await (const change of api.watch(name || undefined)) {
      print(change);
      if (++told >= Number(count)) {
        return;
      }
    }
  },
};

const USAGE = `usage: node atalaia.mjs COMMAND …
  list                                     every machine
  query MACHINE METRIC[,METRIC] [MINUTES] [raw|rate]
  save CLIENT METRIC VALUE [ID]            a sample of your own
  watch [SERVICE] [COUNT]                  changes of registered services
ATALAIA_URL is the gateway (http://127.0.0.1:8080), ATALAIA_TOKEN a token where it wants one.`;

async function main([command, ...rest]) {
  const run = commands[command];
  if (!run) {
    console.error(USAGE);
    return command === '--help' ? 0 : 2;
  }
  const api = new Atalaia(process.env.ATALAIA_URL ?? 'http://127.0.0.1:8080', process.env.ATALAIA_TOKEN);
  try {
    await run(api, ...rest);
    return 0;
  } catch (error) {
    console.error(error instanceof Problem ? error.message : `no answer: ${error.cause?.message ?? error.message}`);
    return 1;
  }
}

if (globalThis.process?.argv[1]?.endsWith('atalaia.mjs')) {
  process.exitCode = await main(process.argv.slice(2));
}
