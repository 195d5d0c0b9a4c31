import type { WordTable } from './match.ts';

/** A named lighting situation; each has its sky, key light and haze in `paint/lights.ts`. */
export type LightName =
  | 'day'
  | 'golden'
  | 'dawn'
  | 'sunset'
  | 'blue_hour'
  | 'night'
  | 'moonlight'
  | 'neon'
  | 'firelight'
  | 'candlelight'
  | 'overcast'
  | 'fog'
  | 'storm'
  | 'studio';

/** Words for light and time of day. */
export const LIGHT_WORDS: WordTable<LightName> = [
  ['neon', 'neon cyberpunk neon_lit ultraviolet rgb synthwave نيون ネオン 霓虹'],
  [
    'candlelight',
    'candlelight candle_light candlelit candles lamplight luz_de_velas vela bougies kerzenlicht kerzenschein ضوء_الشموع 蝋燭の 烛光',
  ],
  [
    'firelight',
    'firelight fire_light fire flame flames ember embers molten glowing_steel torchlight torch bonfire furnace lava forge_glow fuego llamas brasas feu braise feuer flammen glut نار لهب 炎 火 焚き火 火焰 불',
  ],
  [
    'golden',
    'golden golden_hour magic_hour warm_light warm_sunlight late_afternoon low_sun afternoon honey_light hora_dorada heure_doree goldene_stunde الساعة_الذهبية 黄金 夕日 午後 黄金时刻 午后',
  ],
  [
    'dawn',
    'dawn sunrise daybreak morning early_light first_light amanecer alba aube matin morgen morgendammerung sonnenaufgang فجر شروق صباح 夜明け 朝 黎明 日出 早晨 새벽 아침',
  ],
  [
    'sunset',
    'sunset dusk sundown evening crimson_sky atardecer ocaso crepuscule coucher_de_soleil sonnenuntergang abend غروب مساء 日没 夕暮れ 夕焼け 日落 黄昏 傍晚 노을 저녁',
  ],
  ['blue_hour', 'blue_hour twilight nautical_twilight gloaming hora_azul heure_bleue blaue_stunde 薄暮 蓝调 暮色'],
  [
    'moonlight',
    'moonlight moonlit full_moon moon luz_de_luna luna clair_de_lune lune mondlicht mond ضوء_القمر قمر 月光 月 月亮 달빛',
  ],
  [
    'night',
    'night midnight nighttime nocturnal dark starry stars starlight noche nuit nacht sterne ليل نجوم 夜 星空 夜晚 밤 별',
  ],
  [
    'storm',
    'storm stormy thunder lightning tempest rain rainy raining downpour tormenta lluvia orage pluie sturm gewitter regen عاصفة مطر 嵐 雷 雨 暴风雨 폭풍 비가',
  ],
  ['fog', 'fog foggy mist misty haze hazy smoky niebla neblina brouillard brume nebel dunst ضباب 霧 雾 안개'],
  [
    'overcast',
    'overcast cloudy grey gray diffuse flat_light soft_light muted nublado couvert bewolkt bedeckt غائم 曇り 阴天 흐린',
  ],
  [
    'studio',
    'studio studio_light softbox high_key even_light clean_light bright_white product_shot estudio lumiere_de_studio studiolicht استوديو スタジオ 影棚',
  ],
  [
    'day',
    'day daylight noon midday sunny sunlight bright sunlit natural_light clear_sky dia mediodia soleado jour midi soleil tag mittag sonnig sonne نهار ظهر شمس 昼 太陽 日光 晴れ 白天 中午 阳光 낮',
  ],
];

/** What hangs or moves in the air. */
export type WeatherName =
  | 'rain'
  | 'snowfall'
  | 'sparks'
  | 'dust'
  | 'petals'
  | 'smoke'
  | 'fireflies'
  | 'birds'
  | 'confetti';

/** Words for things in the air. */
export const WEATHER_WORDS: WordTable<WeatherName> = [
  ['rain', 'rain rainy raining downpour drizzle lluvia pluie regen مطر 雨 비가'],
  ['snowfall', 'snowfall snowing snowflake blizzard falling_snow nevando schneefall 降雪 雪が降 下雪'],
  ['sparks', 'spark sparks embers ember sparkle chispas etincelles funken شرر 火花 불꽃'],
  ['dust', 'dust dusty motes dust_motes sandstorm pollen polvo poussiere staub غبار 埃 塵 尘'],
  [
    'petals',
    'petal petals blossom blossoms sakura cherry_blossom autumn_leaves falling_leaves petalos petales 桜 花びら 樱花 落叶',
  ],
  ['smoke', 'smoke smoky steam vapor vapour humo vapor fumee rauch dampf دخان 煙 湯気 烟 蒸汽'],
  [
    'fireflies',
    'firefly fireflies magic magical sparkles enchanted luciernagas lucioles gluhwurmchen يراعات 蛍 萤火虫',
  ],
  ['birds', 'birds flock seagulls pajaros oiseaux vogel طيور 鳥たち 鸟群'],
  [
    'confetti',
    'confetti celebration celebrate party fireworks streamers confeti fiesta confettis konfetti feuerwerk حفلة 花火 祝 庆祝 烟花',
  ],
];

/** The feeling of a scene, which moves contrast and saturation. */
export type MoodName = 'tense' | 'calm' | 'joyful' | 'sad' | 'epic' | 'mysterious';

/** Words for moods, read in the mood and the prompt. */
export const MOOD_WORDS: WordTable<MoodName> = [
  [
    'tense',
    'tense suspense ominous danger dangerous dark urgent fear menacing dread angry tenso tendu gespannt متوتر 緊張 紧张',
  ],
  [
    'calm',
    'calm peaceful serene quiet gentle tender soft tranquil still intimate tranquilo sereno calme paisible ruhig friedlich هادئ 静か 平和 宁静',
  ],
  [
    'joyful',
    'joyful happy playful cheerful fun bright optimistic energetic hopeful uplifting warm alegre feliz joyeux heureux frohlich سعيد 楽しい 快乐',
  ],
  [
    'sad',
    'sad melancholy melancholic lonely somber sombre nostalgic grief bleak triste melancolico traurig einsam حزين 悲しい 孤独 悲伤',
  ],
  [
    'epic',
    'epic heroic grand majestic powerful triumphant awe inspiring dramatic intense epico epique episch ملحمي 壮大 史诗',
  ],
  [
    'mysterious',
    'mysterious mystery eerie dreamy surreal ethereal magical strange misterioso mysterieux geheimnisvoll غامض 神秘 不思議',
  ],
];
