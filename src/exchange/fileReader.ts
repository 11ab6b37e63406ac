import type { Resource } from '@medplum/fhirtypes';
import type { Finding } from '../findings/finding.ts';
import type { FileFinding } from '../formats/record/registrationFile/fileFinding.ts';
import type { Exchange } from './exchange.ts';

/** What was in a file, for a summary. */
export interface FileCounts {
  /** Pathway records, those that cannot be read among them. */
  records: number;
  /** FHIR resources; a Bundle is one. */
  resources: number;
  /** Registrations that stand alone. */
  rows: number;
  /** Pathways of those, each part of one that comes in parts. */
  pathways: number;
}

export interface FileChecking extends Pick<Exchange, 'catalogue' | 'terminology' | 'now'> {
  /** What is wrong with a FHIR resource as such: the rules are asked of valid ones only. */
  readonly validate: (resource: Resource) => readonly Finding[];
  /** Milliseconds after which a sender who pauses is answered so far; absent: only at the end. */
  readonly pause?: number;
  /** Bytes of the longest JSON value that is read; absent: MAX_VALUE_BYTES. */
  readonly maxValueBytes?: number;
}

/** Reads one format of file, piece by piece. */
export interface FileReader {
  /** Nothing more can be read. */
  readonly isOver: boolean;
  read(piece: Uint8Array): void;
  /** The sender has paused: what can be judged is. */
  pause(): void;
  end(): void;
  /** What has been found since. */
  take(): readonly FileFinding[];
}
