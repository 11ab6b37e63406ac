import { createServer } from 'node:net';
import { defaultBaseUrl, type Settings } from './config.ts';

/**
 * The settings with a port that nobody listens on in the place of port 0, before the service is built: the links in
 * its answers name the port. Another process can take the port in between; then listening fails and says so.
 */
export async function withFreePort(settings: Settings): Promise<Settings> {
  if (settings.port !== 0) {
    return settings;
  }
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, settings.host, resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const named = settings.baseUrl !== defaultBaseUrl(settings.host, 0);
  return { ...settings, port, baseUrl: named ? settings.baseUrl : defaultBaseUrl(settings.host, port) };
}
