import type { SettingName } from '../lexicon/settings.ts';
import { abstract } from './abstract.ts';
import { cafe } from './cafe.ts';
import { coast } from './coast.ts';
import { desert } from './desert.ts';
import { forest } from './forest.ts';
import { forge } from './forge.ts';
import { laboratory } from './laboratory.ts';
import { library } from './library.ts';
import { livingRoom } from './living-room.ts';
import { market } from './market.ts';
import { mountain } from './mountain.ts';
import { office } from './office.ts';
import { river } from './river.ts';
import { road } from './road.ts';
import { ruins } from './ruins.ts';
import type { Setting } from './setting.ts';
import { skyline } from './skyline.ts';
import { snow } from './snow.ts';
import { space } from './space.ts';
import { street } from './street.ts';
import { theatre } from './theatre.ts';
import { underwater } from './underwater.ts';
import { village } from './village.ts';

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
  living_room: livingRoom,
  cafe,
  office,
  space,
  laboratory,
  stage: theatre,
  village,
  ruins,
  road,
  snow,
  river,
  market,
  library,
  abstract,
};
