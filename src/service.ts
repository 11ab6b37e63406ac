import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import { readSettings, SettingError, summarizeSettings, type Settings } from './config.ts';
import { withFreePort } from './freePort.ts';
import { createLogger } from './http/logging.ts';

/** Starts the service and keeps it until it is told to stop. A setting that cannot be used ends it with status 2. */
export async function run(environment: Readonly<Record<string, string | undefined>>): Promise<void> {
  let settings: Settings;
  try {
    settings = readSettings(environment);
  } catch (error) {
    if (error instanceof SettingError) {
      process.stderr.write(`forlopsbro: ${error.message}\n`);
      process.exitCode = 2;
      return;
    }
    throw error;
  }
  const logger = createLogger(settings.logLevel);
  let app: FastifyInstance;
  try {
    settings = await withFreePort(settings);
    app = await buildApp({ settings, logger });
  } catch (error) {
    logger.debug({ error }, 'the service cannot start');
    process.stderr.write(
      `forlopsbro: cannot start: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exitCode = 1;
    return;
  }
  let address: string;
  try {
    address = await app.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    process.stderr.write(
      `forlopsbro: cannot listen on ${settings.host}:${settings.port} (${codeOf(error)})\n`,
    );
    process.exitCode = 1;
    await app.close();
    return;
  }
  logger.info({ settings: summarizeSettings(settings) }, 'settings');
  process.stdout.write(welcome(address, settings));

  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) {
      return;
    }
    stopping = true;
    logger.info({ signal }, 'stopping');
    const giveUp = setTimeout(() => process.exit(1), settings.shutdownGrace);
    giveUp.unref();
    void app.close().then(() => {
      clearTimeout(giveUp);
      logger.info('stopped');
    });
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

function welcome(address: string, settings: Settings): string {
  return [
    `Forløpsbro is ready on ${address}`,
    `  FHIR R4 API        ${address}/fhir          (capabilities: ${address}/fhir/metadata)`,
    `  pathway records    POST ${address}/pathways (schema: ${address}/pathways/schema.json)`,
    `  KITH XML messages  POST ${address}/messages (what became of one: ${address}/messages/{MsgId})`,
    `  API pages          ${address}/docs`,
    `  database           ${settings.databaseUrl}`,
    'Try next:',
    `  curl -s -H 'content-type: application/json' --data-binary @examples/journeys/d11-adult/02-started.json ${address}/pathways`,
    `  curl -s '${address}/fhir/CarePlan?_pretty=true'`,
    '',
  ].join('\n');
}
