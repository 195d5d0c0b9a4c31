import type { SettingName } from '../lexicon/settings.ts';
import { abstract } from './abstract.ts';
import { coast } from './coast.ts';
import { desert } from './desert.ts';
import { forest } from './forest.ts';
import { forge } from './forge.ts';
import { mountain } from './mountain.ts';
import { river } from './river.ts';
import type { Setting } from './setting.ts';
import { skyline } from './skyline.ts';
import { snow } from './snow.ts';
import { space } from './space.ts';
import { street } from './street.ts';
import { underwater } from './underwater.ts';

/** Every place by name. */
export const SETTINGS: Record<SettingName, Setting> = {
  forge,
  street,
  skyline,
  forest,
  coast,
  underwater,
  mountain,
  desert,
  living_room: forge,
  cafe: forge,
  office: abstract,
  space,
  laboratory: abstract,
  stage: abstract,
  village: mountain,
  ruins: mountain,
  road: mountain,
  snow,
  river,
  market: street,
  library: forge,
  abstract,
};
