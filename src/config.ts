import { statSync } from 'node:fs';

/**
 * The settings: one table, read once from the environment. `npm run -s forlopsbro -- serve --help` and the README
 * show the same table.
 */

export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly allowRemoteAccessWithoutAuthentication: boolean;
  readonly databaseUrl: string;
  readonly baseUrl: string;
  readonly logLevel: string;
  readonly fhirPackagesDir: string | undefined;
  /** URL prefixes, or domains. */
  readonly knownExtensions: readonly string[];
  readonly kithSchemaDir: string | undefined;
  readonly kithOwnHerIds: readonly string[];
  readonly kithUnknownService: 'accept' | 'reject';
  /** Bytes. */
  readonly bodyLimit: number;
  /** Milliseconds that requests under way get at shutdown. */
  readonly shutdownGrace: number;
}

/** One setting as the operator knows it. */
export interface SettingRow {
  readonly name: string;
  readonly byDefault: string;
  readonly meaning: string;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const LOOPBACK_HOSTS = ['127.0.0.1', '::1', 'localhost'];

export const SETTING_ROWS: readonly SettingRow[] = [
  {
    name: 'HOST',
    byDefault: '127.0.0.1',
    meaning: 'Address to listen on. Only loopback, unless the next setting is given',
  },
  {
    name: 'ALLOW_REMOTE_ACCESS_WITHOUT_AUTHENTICATION',
    byDefault: 'false',
    meaning:
      '`true` lets HOST be another address although nobody has to sign in: whoever reaches it can read and write everything',
  },
  { name: 'PORT', byDefault: '8080', meaning: 'Port to listen on; 0 takes a free one' },
  {
    name: 'DATABASE_URL',
    byDefault: 'sqlite:./data/forlopsbro.db',
    meaning: '`sqlite:PATH`; `sqlite::memory:` forgets everything at the end',
  },
  {
    name: 'BASE_URL',
    byDefault: 'http://HOST:PORT/fhir',
    meaning:
      'The FHIR address that clients see, where it differs (behind a proxy): used in links and fullUrl',
  },
  { name: 'LOG_LEVEL', byDefault: 'info', meaning: `One of ${LOG_LEVELS.join(', ')}` },
  {
    name: 'FHIR_PACKAGES_DIR',
    byDefault: '',
    meaning: 'Folder of FHIR packages (.tgz files or unpacked) to load definitions from',
  },
  {
    name: 'KNOWN_EXTENSIONS',
    byDefault: '',
    meaning:
      'Domains, or beginnings of URLs, separated by commas: FHIR extensions from there need no definition here to be valid',
  },
  {
    name: 'KITH_SCHEMA_DIR',
    byDefault: '',
    meaning: 'Folder of the official XML schemas; received messages are then validated against them (T02)',
  },
  {
    name: 'KITH_OWN_HER_IDS',
    byDefault: '',
    meaning:
      'HER-ids that are ours, separated by commas: one acknowledgement for each of them in a message. Empty: every receiver is ours',
  },
  {
    name: 'KITH_UNKNOWN_SERVICE',
    byDefault: 'accept',
    meaning:
      'What becomes of a message to a service whose HER-id is not among ours, of an enterprise whose HER-id is: accept, or reject (E21)',
  },
  { name: 'BODY_LIMIT', byDefault: '20971520', meaning: 'Largest request body, in bytes' },
  {
    name: 'SHUTDOWN_GRACE',
    byDefault: '10000',
    meaning: 'Milliseconds that requests under way get when the service is told to stop',
  },
];

/** A setting that cannot be used; the message names it, what was found and what is allowed. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws SettingError */
export function readSettings(environment: Environment): Settings {
  const text = (name: string): string => {
    const row = SETTING_ROWS.find((candidate) => candidate.name === name);
    const value = environment[name];
    return value === undefined || value === '' ? (row?.byDefault ?? '') : value;
  };
  const wholeNumber = (name: string, from: number, to: number): number => {
    const value = text(name);
    const number = Number(value);
    if (!Number.isInteger(number) || number < from || number > to) {
      throw new SettingError(`${name} is "${value}", but must be a whole number from ${from} to ${to}`);
    }
    return number;
  };
  const host = text('HOST');
  const port = wholeNumber('PORT', 0, 65_535);
  const allowRemote = text('ALLOW_REMOTE_ACCESS_WITHOUT_AUTHENTICATION');
  if (allowRemote !== 'true' && allowRemote !== 'false') {
    throw new SettingError(
      `ALLOW_REMOTE_ACCESS_WITHOUT_AUTHENTICATION is "${allowRemote}", but must be true or false`,
    );
  }
  if (!LOOPBACK_HOSTS.includes(host) && allowRemote !== 'true') {
    throw new SettingError(
      `HOST is "${host}", an address that others can reach, and nobody has to sign in yet. ` +
        'Use 127.0.0.1, or set ALLOW_REMOTE_ACCESS_WITHOUT_AUTHENTICATION=true where the network itself keeps others out',
    );
  }
  const logLevel = text('LOG_LEVEL');
  if (!LOG_LEVELS.includes(logLevel)) {
    throw new SettingError(`LOG_LEVEL is "${logLevel}", but must be one of ${LOG_LEVELS.join(', ')}`);
  }
  const kithUnknownService = text('KITH_UNKNOWN_SERVICE');
  if (kithUnknownService !== 'accept' && kithUnknownService !== 'reject') {
    throw new SettingError(`KITH_UNKNOWN_SERVICE is "${kithUnknownService}", but must be accept or reject`);
  }
  const databaseUrl = text('DATABASE_URL');
  if (!databaseUrl.startsWith('sqlite:') || databaseUrl === 'sqlite:') {
    throw new SettingError(
      `DATABASE_URL is "${maskSecret(databaseUrl)}", but must be sqlite:PATH (PostgreSQL is not supported yet)`,
    );
  }
  const baseUrl = environment['BASE_URL'];
  if (baseUrl !== undefined && baseUrl !== '' && !/^https?:\/\/\S+$/.test(baseUrl)) {
    throw new SettingError(`BASE_URL is "${maskSecret(baseUrl)}", but must be an http or https address`);
  }
  return {
    host,
    port,
    allowRemoteAccessWithoutAuthentication: allowRemote === 'true',
    databaseUrl,
    baseUrl: (optionalValue(baseUrl) ?? defaultBaseUrl(host, port)).replace(/\/+$/, ''),
    logLevel,
    fhirPackagesDir: folderSetting(environment, 'FHIR_PACKAGES_DIR'),
    knownExtensions: listSetting(environment, 'KNOWN_EXTENSIONS'),
    kithSchemaDir: folderSetting(environment, 'KITH_SCHEMA_DIR'),
    kithOwnHerIds: listSetting(environment, 'KITH_OWN_HER_IDS'),
    kithUnknownService,
    bodyLimit: wholeNumber('BODY_LIMIT', 1_024, 1_073_741_824),
    shutdownGrace: wholeNumber('SHUTDOWN_GRACE', 0, 600_000),
  };
}

/** The FHIR address as it is on this machine; one that listens on every address is reached on the loopback one. */
export function defaultBaseUrl(host: string, port: number): string {
  const reached = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}/fhir`;
}

/** A setting that names a folder; undefined when it is not given. @throws SettingError when there is no such folder */
export function folderSetting(
  environment: Environment,
  name: 'FHIR_PACKAGES_DIR' | 'KITH_SCHEMA_DIR',
): string | undefined {
  const path = optionalValue(environment[name]);
  if (path !== undefined && statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new SettingError(`${name} is "${path}", but there is no such folder`);
  }
  return path;
}

/** A setting of several values, separated by commas; empty when it is not given. */
export function listSetting(
  environment: Environment,
  name: 'KITH_OWN_HER_IDS' | 'KNOWN_EXTENSIONS',
): readonly string[] {
  return (environment[name] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function optionalValue(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value;
}

/** The settings in force, a line each, for the log: passwords in URLs are masked. */
export function summarizeSettings(settings: Settings): Readonly<Record<string, string | number | boolean>> {
  return {
    HOST: settings.host,
    PORT: settings.port,
    ALLOW_REMOTE_ACCESS_WITHOUT_AUTHENTICATION: settings.allowRemoteAccessWithoutAuthentication,
    DATABASE_URL: maskSecret(settings.databaseUrl),
    BASE_URL: maskSecret(settings.baseUrl),
    LOG_LEVEL: settings.logLevel,
    FHIR_PACKAGES_DIR: settings.fhirPackagesDir ?? '',
    KNOWN_EXTENSIONS: settings.knownExtensions.join(','),
    KITH_SCHEMA_DIR: settings.kithSchemaDir ?? '',
    KITH_OWN_HER_IDS: settings.kithOwnHerIds.join(','),
    KITH_UNKNOWN_SERVICE: settings.kithUnknownService,
    BODY_LIMIT: settings.bodyLimit,
    SHUTDOWN_GRACE: settings.shutdownGrace,
  };
}

/** Up to the last @, as a password may hold one that nobody encoded. */
function maskSecret(url: string): string {
  return url.replace(/(:\/\/[^/:@\s]*):.*@/, '$1:***@');
}
