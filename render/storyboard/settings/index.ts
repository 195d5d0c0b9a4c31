import type { SettingName } from '../lexicon/settings.ts';
import { abstract } from './abstract.ts';
import { forest } from './forest.ts';
import { forge } from './forge.ts';
import { mountain } from './mountain.ts';
import type { Setting } from './setting.ts';

/** Every place by name. */
export const SETTINGS: Record<SettingName, Setting> = {
  forge,
  street: abstract,
  skyline: abstract,
  forest,
  coast: mountain,
  underwater: abstract,
  mountain,
  desert: mountain,
  living_room: forge,
  cafe: forge,
  office: abstract,
  space: abstract,
  laboratory: abstract,
  stage: abstract,
  village: mountain,
  ruins: mountain,
  road: mountain,
  snow: mountain,
  river: mountain,
  market: forge,
  library: forge,
  abstract,
};
