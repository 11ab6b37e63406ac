import { AsyncLocalStorage } from 'node:async_hooks';
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { ControlledTransaction, Kysely } from 'kysely';
import { withinSavepoint } from './savepoint.ts';
import type { Schema } from './schema.ts';

/** A shared commit takes in no more units after this many, or after this many milliseconds of work. */
const MOST_UNITS = 100;
const LONGEST_WORK = 50;

interface Job {
  run(transaction: Kysely<Schema>): Promise<void>;
  succeed(): void;
  fail(reason: unknown): void;
}

/**
 * Runs units of work one after another; those that wait together share one commit, so that waiting for the disk is
 * paid once for all of them. Each unit stands in a savepoint of its own and fails alone. Nobody hears of a result
 * before the commit is durable.
 */
export class CommitQueue {
  readonly #database: Kysely<Schema>;
  readonly #waiting: Job[] = [];
  readonly #inside = new AsyncLocalStorage<true>();
  #running: Promise<void> | undefined;
  #closed = false;

  constructor(database: Kysely<Schema>) {
    this.#database = database;
  }

  /** Whether the caller runs within a unit of work of this queue. */
  get isInside(): boolean {
    return this.#inside.getStore() === true;
  }

  /** Rejects with what `work` throws, or with the engine's error when the commit fails. */
  run<T>(work: (transaction: Kysely<Schema>) => Promise<T>): Promise<T> {
    if (this.#closed) {
      return Promise.reject(new Error('The store is closed'));
    }
    if (this.isInside) {
      return Promise.reject(
        new Error(
          'A unit of work cannot start another one: it would wait for itself. Use the unit that is given',
        ),
      );
    }
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    let result: { readonly value: T } | undefined;
    this.#waiting.push({
      run: async (transaction) => {
        result = { value: await this.#inside.run(true, work, transaction) };
      },
      succeed: () => {
        if (result !== undefined) {
          resolve(result.value);
        }
      },
      fail: reject,
    });
    this.#running ??= this.#inside.exit(() => this.#drain());
    return promise;
  }

  /** Takes no new work; resolves when what waits is done. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      // A commit holds the event loop, so requests gather meanwhile: all that are there are let in before the next one.
      await setImmediate();
      await this.#commitTogether();
    }
    this.#running = undefined;
  }

  async #commitTogether(): Promise<void> {
    const answers: (() => void)[] = [];
    const jobs: Job[] = [];
    let transaction: ControlledTransaction<Schema> | undefined;
    try {
      transaction = await this.#database.startTransaction().execute();
      const started = performance.now();
      let job = this.#waiting.shift();
      while (job !== undefined) {
        jobs.push(job);
        answers.push(await runInSavepoint(transaction, job));
        const full = jobs.length >= MOST_UNITS || performance.now() - started > LONGEST_WORK;
        job = full ? undefined : this.#waiting.shift();
      }
      await transaction.commit().execute();
    } catch (error) {
      await rollBack(transaction);
      if (jobs.length === 0) {
        // The transaction could not even begin: nobody else would tell those who wait.
        jobs.push(...this.#waiting.splice(0));
      }
      for (const job of jobs) {
        job.fail(error);
      }
      return;
    }
    for (const answer of answers) {
      answer();
    }
  }
}

async function runInSavepoint(transaction: ControlledTransaction<Schema>, job: Job): Promise<() => void> {
  try {
    await withinSavepoint(transaction, 'unit', () => job.run(transaction));
    return () => {
      job.succeed();
    };
  } catch (error) {
    return () => {
      job.fail(error);
    };
  }
}

/** The engine may have rolled back by itself (disk full); then there is nothing left to do. */
async function rollBack(transaction: ControlledTransaction<Schema> | undefined): Promise<void> {
  if (transaction !== undefined) {
    await transaction
      .rollback()
      .execute()
      .catch(() => undefined);
  }
}
