import { isJsonObject } from '../json.ts';
import { VALIDATION_FINDINGS } from '../findings.ts';
import type { Walk } from '../walk.ts';
import { judgeProfile } from './judge.ts';
import { vitalSignsProfiles } from './vitalSigns.ts';

/** Judges the resource where we stand by the profiles given, those that it names, and those that its code asks for. */
export function judgeByProfiles(walk: Walk, profiles: readonly string[]): void {
  const { value, type } = walk.context;
  const { meta } = value;
  const named: unknown = isJsonObject(meta) ? meta['profile'] : undefined;
  const own = Array.isArray(named) ? named.filter((each) => typeof each === 'string') : [];
  if (own.length === 0 && profiles.length === 0 && type.name !== 'Observation') {
    return;
  }
  const asked = walk.options.profilesOnly ? profiles : [...profiles, ...own, ...vitalSignsProfiles(value)];
  for (const url of new Set(asked)) {
    judgeByUrl(walk, url);
  }
}

function judgeByUrl(walk: Walk, url: string): void {
  const { value, type } = walk.context;
  const profile = walk.definitions.profile(url);
  if (profile === undefined) {
    const text = walk.definitions.faultOfProfile(url);
    if (text === undefined) {
      walk.report(VALIDATION_FINDINGS.unknownProfile, { found: url }, 'meta.profile');
    } else {
      walk.report(VALIDATION_FINDINGS.brokenProfile, { found: url, text }, 'meta.profile');
    }
  } else if (profile.type === type.name) {
    judgeProfile(walk, value, type, profile);
  } else if (profile.type !== 'Resource' && profile.type !== 'DomainResource') {
    walk.report(VALIDATION_FINDINGS.profileType, { profile: url, found: type.name, allowed: profile.type });
  }
}
