import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSettings, SETTING_ROWS, SettingError, summarizeSettings } from '../src/config.ts';
import { withFreePort } from '../src/freePort.ts';

const folder = mkdtempSync(join(tmpdir(), 'forlopsbro-settings-'));
const file = join(folder, 'file');
writeFileSync(file, '');
afterAll(() => rmSync(folder, { recursive: true }));

describe('without an environment', () => {
  it('the settings are those of the table', () => {
    const summary = summarizeSettings(readSettings({}));
    for (const { name, byDefault } of SETTING_ROWS.filter(({ name }) => name !== 'BASE_URL')) {
      expect(String(summary[name]), name).toBe(byDefault);
    }
    expect(summary['BASE_URL']).toBe('http://127.0.0.1:8080/fhir');
  });

  it('every setting is in the table and in the summary', () => {
    expect(Object.keys(summarizeSettings(readSettings({}))).sort()).toEqual(
      SETTING_ROWS.map(({ name }) => name).sort(),
    );
  });

  it('an empty variable counts as none', () => {
    const empty = Object.fromEntries(SETTING_ROWS.map(({ name }) => [name, '']));
    expect(readSettings(empty)).toEqual(readSettings({}));
  });
});

describe('a setting that is given', () => {
  it.each<readonly [Record<string, string>, object]>([
    [{ PORT: '0' }, { port: 0 }],
    [{ HOST: 'localhost' }, { host: 'localhost', baseUrl: 'http://localhost:8080/fhir' }],
    [{ HOST: '::1', PORT: '9000' }, { baseUrl: 'http://[::1]:9000/fhir' }],
    [
      { HOST: '0.0.0.0', ALLOW_REMOTE_ACCESS_WITHOUT_AUTHENTICATION: 'true' },
      { host: '0.0.0.0', allowRemoteAccessWithoutAuthentication: true },
    ],
    [{ BASE_URL: 'https://fhir.example.org/r4//' }, { baseUrl: 'https://fhir.example.org/r4' }],
    [{ DATABASE_URL: 'sqlite::memory:' }, { databaseUrl: 'sqlite::memory:' }],
    [{ KITH_OWN_HER_IDS: ' 8900001, ,8900002,' }, { kithOwnHerIds: ['8900001', '8900002'] }],
    [{ KITH_UNKNOWN_SERVICE: 'reject' }, { kithUnknownService: 'reject' }],
    [{ KITH_SCHEMA_DIR: folder, FHIR_PACKAGES_DIR: folder }, { kithSchemaDir: folder, fhirPackagesDir: folder }],
    [{ LOG_LEVEL: 'silent' }, { logLevel: 'silent' }],
    [{ BODY_LIMIT: '1024', SHUTDOWN_GRACE: '0' }, { bodyLimit: 1024, shutdownGrace: 0 }],
  ])('%j is read', (environment, settings) => {
    expect(readSettings(environment)).toMatchObject(settings);
  }); // prettier-ignore

  it.each<readonly [Record<string, string>, string]>([
    [{ HOST: '0.0.0.0' }, 'ALLOW_REMOTE_ACCESS_WITHOUT_AUTHENTICATION=true'],
    [{ HOST: '192.168.0.10' }, 'nobody has to sign in yet'],
    [{ HOST: '::' }, 'HOST is "::"'],
    [{ HOST: 'hospital.example' }, 'HOST is "hospital.example"'],
    [{ ALLOW_REMOTE_ACCESS_WITHOUT_AUTHENTICATION: 'yes' }, 'must be true or false'],
    [{ PORT: 'http' }, 'PORT is "http"'],
    [{ PORT: '-1' }, 'from 0 to 65535'],
    [{ PORT: '65536' }, 'from 0 to 65535'],
    [{ PORT: '80.5' }, 'whole number'],
    [{ LOG_LEVEL: 'loud' }, 'must be one of fatal, error'],
    [{ DATABASE_URL: 'postgres://me:secret@db/x' }, 'must be sqlite:PATH'],
    [{ DATABASE_URL: 'sqlite:' }, 'must be sqlite:PATH'],
    [{ BASE_URL: 'fhir.example.org' }, 'must be an http or https address'],
    [{ BODY_LIMIT: '1' }, 'BODY_LIMIT'],
    [{ SHUTDOWN_GRACE: 'soon' }, 'SHUTDOWN_GRACE'],
    [{ KITH_UNKNOWN_SERVICE: 'ask' }, 'must be accept or reject'],
    [{ KITH_SCHEMA_DIR: join(folder, 'missing') }, 'KITH_SCHEMA_DIR'],
    [{ FHIR_PACKAGES_DIR: file }, 'FHIR_PACKAGES_DIR'],
  ])('%j is refused, with what is allowed', (environment, part) => {
    const read = (): unknown => readSettings(environment);
    expect(read).toThrow(SettingError);
    expect(read).toThrow(part);
  });
});

describe('a secret', () => {
  it.each([
    'postgres://me:secret@db/x',
    'postgres://me:sec:ret@db/x',
    'postgres://me:s/ec@ret@db/x',
    'postgres://:secret@db/x',
  ])('in %s is told to nobody', (url) => {
    let message = '';
    try {
      readSettings({ DATABASE_URL: url });
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain(':***@db/x');
    expect(message).not.toMatch(/sec|ret/);
  });

  it('in BASE_URL is masked in the summary, and only there', () => {
    const settings = readSettings({ BASE_URL: 'https://me:secret@proxy.example/fhir' });
    expect(settings.baseUrl).toBe('https://me:secret@proxy.example/fhir');
    expect(summarizeSettings(settings)['BASE_URL']).toBe('https://me:***@proxy.example/fhir');
    expect(() => readSettings({ BASE_URL: 'ftp://me:secret@proxy.example' })).toThrow(/^(?!.*secret)/);
  });
});

describe('port 0', () => {
  it('becomes a free port, and the links name it', async () => {
    const settings = await withFreePort(readSettings({ PORT: '0' }));
    expect(settings.port).toBeGreaterThan(0);
    expect(settings.baseUrl).toBe(`http://127.0.0.1:${settings.port}/fhir`);
  });

  it('leaves a base address that is given as it is', async () => {
    const settings = await withFreePort(readSettings({ PORT: '0', BASE_URL: 'https://fhir.example.org' }));
    expect(settings.baseUrl).toBe('https://fhir.example.org');
  });

  it('is another matter than a port that is given', async () => {
    const settings = readSettings({ PORT: '8099' });
    expect(await withFreePort(settings)).toBe(settings);
  });
});
