import { createFinding, type Finding, type FindingDefinition } from '../../findings/finding.ts';
import { BUNDLE_FAULTS } from './bundleFaults.ts';

/** As many entries as one Bundle can ask for. */
export const MAX_ENTRIES = 10_000;

const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'DELETE']);

/** The shape of what can be asked for by each method, the query apart (FHIR R4 3.1.0.11). */
const PATHS: Readonly<Record<string, RegExp>> = {
  GET: /^[A-Za-z]+(\/[^/]+(\/_history(\/[^/]+)?)?)?$/,
  POST: /^[A-Za-z]+(\/_search)?$/,
  PUT: /^[A-Za-z]+(\/[^/]+)?$/,
  DELETE: /^[A-Za-z]+\/[^/]+$/,
};

const CONDITIONS = ['ifMatch', 'ifNoneMatch', 'ifModifiedSince', 'ifNoneExist'] as const;

/** What is wrong with an entry as such, whatever it asks for. */
export function checkEntry(entry: unknown, index: number, baseUrl: string): Finding | undefined {
  const place = `Bundle.entry[${index}]`;
  const fault = (definition: FindingDefinition, at: string, what: string): Finding =>
    createFinding(definition, `${place}${at}`, { what });
  const { request, resource, fullUrl } = isObject(entry) ? entry : {};
  const parts = isObject(request) ? request : {};
  const { method, url } = parts;
  if (typeof method !== 'string') {
    return fault(BUNDLE_FAULTS.entryIncomplete, '.request.method', 'request.method');
  }
  if (typeof url !== 'string' || url === '') {
    return fault(BUNDLE_FAULTS.entryIncomplete, '.request.url', 'request.url');
  }
  const noText = CONDITIONS.find((name) => parts[name] !== undefined && typeof parts[name] !== 'string');
  if (noText !== undefined) {
    return fault(BUNDLE_FAULTS.entryText, `.request.${noText}`, noText);
  }
  if (fullUrl !== undefined && typeof fullUrl !== 'string') {
    return fault(BUNDLE_FAULTS.entryText, '.fullUrl', 'fullUrl');
  }
  if (!METHODS.has(method)) {
    return fault(BUNDLE_FAULTS.entryNotOffered, '.request.method', method.slice(0, 20));
  }
  const [path = '', query] = relativeTo(baseUrl, url).split('?');
  // An update is of one instance, or of what a condition finds.
  const takesQuery = method === 'PUT' ? !path.includes('/') : method === 'GET' ? undefined : false;
  if (
    PATHS[method]?.test(path) !== true ||
    (takesQuery !== undefined && takesQuery !== (query !== undefined))
  ) {
    return fault(BUNDLE_FAULTS.entryNotOffered, '.request.url', `${method} ${shownPath(path)}`);
  }
  const needsResource = method === 'PUT' || (method === 'POST' && !path.endsWith('/_search'));
  return needsResource && !isObject(resource)
    ? fault(BUNDLE_FAULTS.entryIncomplete, '.resource', 'resource')
    : undefined;
}

/** The entries of a Bundle that a caller sent, whose shape is not known yet. */
export function entriesOf(bundle: { readonly entry?: unknown }): readonly unknown[] {
  return Array.isArray(bundle.entry) ? bundle.entry : [];
}

/** The address of an entry relative to the base, without a slash in front. */
export function relativeTo(baseUrl: string, url: string): string {
  return (url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url).replace(/^\//, '');
}

/** Only names of types and operations are quoted, never an id or a query. */
function shownPath(path: string): string {
  return path.split('/').map((step) => (/^[A-Z][A-Za-z]{0,63}$|^[_$][a-z-]{1,40}$/.test(step) ? step : '…')).slice(0, 4).join('/'); // prettier-ignore
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
