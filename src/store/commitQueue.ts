import { AsyncLocalStorage } from 'node:async_hooks';
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { ControlledTransaction, Kysely } from 'kysely';
import type { Durability } from './durability.ts';
import { withinSavepoint } from './savepoint.ts';
import type { Schema } from './schema.ts';

/** A shared commit takes in no more units after this many, or after this many milliseconds of work. */
const MOST_UNITS = 100;
const LONGEST_WORK = 50;

/**
 * What is done on a transaction. What it remembers outside the database it can take back by what it adds to `undo`,
 * which is called when the transaction, or the work's part of it, is rolled back.
 */
export type Work<T> = (transaction: Kysely<Schema>, undo: (() => void)[]) => Promise<T>;

interface Job {
  run(transaction: Kysely<Schema>): Promise<void>;
  /** Takes back what it remembers outside the database. */
  undo(): void;
  succeed(): void;
  fail(reason: unknown): void;
}

/** What is to be said of a job once its commit is durable. */
type Answer = { readonly job: Job } | { readonly job: Job; readonly failure: unknown };

/**
 * Runs units of work one after another; those that wait together share one commit. Each unit stands in a savepoint of
 * its own and fails alone. Nobody hears of a result before the commit is on the disk; the next units run meanwhile, and
 * what commits during one wait for the disk shares the next.
 */
export class CommitQueue {
  readonly #database: Kysely<Schema>;
  readonly #durability: Durability;
  readonly #beforeCommit: (transaction: Kysely<Schema>) => Promise<void>;
  readonly #waiting: Job[] = [];
  readonly #inside = new AsyncLocalStorage<true>();
  #running: Promise<void> | undefined;
  #closed = false;

  /** @param beforeCommit what is done once for all units that share a commit */
  constructor(
    database: Kysely<Schema>,
    durability: Durability,
    beforeCommit: (transaction: Kysely<Schema>) => Promise<void> = () => Promise.resolve(),
  ) {
    this.#database = database;
    this.#durability = durability;
    this.#beforeCommit = beforeCommit;
  }

  /** Whether the caller runs within a unit of work of this queue. */
  get isInside(): boolean {
    return this.#inside.getStore() === true;
  }

  /** Rejects with what `work` throws, or with the engine's error when the commit or the disk fails. */
  run<T>(work: Work<T>): Promise<T> {
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
    const undo: (() => void)[] = [];
    this.#waiting.push({
      run: async (transaction) => {
        result = { value: await this.#inside.run(true, work, transaction, undo) };
      },
      undo: () => {
        for (const step of undo.splice(0)) {
          step();
        }
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
    await this.#durability.settled;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      // A commit holds the event loop, so requests gather meanwhile: all that are there are let in before the next one.
      await setImmediate();
      const answers = await this.#commitTogether();
      if (answers.length > 0) {
        void this.#answerWhenDurable(answers);
      }
    }
    this.#running = undefined;
  }

  async #answerWhenDurable(answers: readonly Answer[]): Promise<void> {
    try {
      await this.#durability.ofCommitted();
    } catch (reason) {
      for (const { job } of answers) {
        job.fail(reason);
      }
      return;
    }
    for (const answer of answers) {
      if ('failure' in answer) {
        answer.job.fail(answer.failure);
      } else {
        answer.job.succeed();
      }
    }
  }

  /** The answers of what has been committed; those of what could not be are given at once. */
  async #commitTogether(): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    const jobs: Job[] = [];
    let transaction: ControlledTransaction<Schema> | undefined;
    try {
      this.#durability.requireWorkingDisk();
      transaction = await this.#database.startTransaction().execute();
      const started = performance.now();
      let job = this.#waiting.shift();
      while (job !== undefined) {
        jobs.push(job);
        answers.push(await runInSavepoint(transaction, job));
        const full = jobs.length >= MOST_UNITS || performance.now() - started > LONGEST_WORK;
        job = full ? undefined : this.#waiting.shift();
      }
      await this.#beforeCommit(transaction);
      await transaction.commit().execute();
      return answers;
    } catch (error) {
      await rollBack(transaction);
      if (jobs.length === 0) {
        // The transaction could not even begin: nobody else would tell those who wait.
        jobs.push(...this.#waiting.splice(0));
      }
      for (const job of jobs) {
        job.undo();
        job.fail(error);
      }
      return [];
    }
  }
}

async function runInSavepoint(transaction: ControlledTransaction<Schema>, job: Job): Promise<Answer> {
  try {
    await withinSavepoint(transaction, 'unit', () => job.run(transaction));
    return { job };
  } catch (failure) {
    job.undo();
    return { job, failure };
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
