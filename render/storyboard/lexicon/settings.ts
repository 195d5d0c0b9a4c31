import type { WordTable } from './match.ts';

/** Every place the artist can draw. */
export type SettingName =
  | 'forge'
  | 'street'
  | 'skyline'
  | 'forest'
  | 'coast'
  | 'underwater'
  | 'mountain'
  | 'desert'
  | 'living_room'
  | 'cafe'
  | 'office'
  | 'space'
  | 'laboratory'
  | 'stage'
  | 'village'
  | 'ruins'
  | 'road'
  | 'snow'
  | 'river'
  | 'market'
  | 'library'
  | 'abstract';

/** Words that name a place: English, Spanish, French, German, Portuguese/Italian where near, Arabic, Japanese, Chinese. */
export const SETTING_WORDS: WordTable<SettingName> = [
  [
    'forge',
    'anvil forge blacksmith blacksmithing smithy foundry furnace workshop workbench garage factory ironworks welder welding carpenter metalwork herrero herreria fragua taller forja forgeron atelier schmied schmiede werkstatt حداد ورشة الحدادة 鍛冶 鍛冶屋 工房 铁匠 鐵匠 作坊 工厂',
  ],
  [
    'street',
    'tokyo shibuya osaka new_york paris london berlin madrid lagos mumbai bangkok rome vienna lisbon railway train_station platform carriage high_rise street alley alleyway avenue sidewalk downtown urban city crosswalk boulevard neon_sign storefront metro subway calle callejon ciudad rue ruelle ville strasse gasse stadt stadtstrasse شارع مدينة زقاق 街 通り 路地 街道 城市 小巷 도시 거리',
  ],
  [
    'skyline',
    'construction_site the_construction scaffold skyline skyscraper rooftop cityscape metropolis city_lights rascacielos horizonte_urbano gratte_ciel toits wolkenkratzer hochhaus dach ناطحات سطح_المبنى 摩天楼 高層ビル 天际线 摩天大楼',
  ],
  [
    'forest',
    'forest woods woodland jungle rainforest grove pine redwood canopy undergrowth bosque selva foret bois wald urwald غابة الغابة أشجار 森 森林 林 丛林',
  ],
  [
    'coast',
    'sea ocean coast coastline beach shore shoreline waves wave cliff island harbor harbour lighthouse sailing pier bay mar oceano playa costa faro olas mer plage cote phare meer ozean strand kuste leuchtturm بحر محيط شاطئ منارة 海 海岸 浜 海滩 大海 灯塔 바다',
  ],
  [
    'underwater',
    'underwater undersea deep_sea coral reef coral_reef submarine diver scuba seabed ocean_floor kelp jellyfish submarino arrecife sous_marin recif unterwasser korallenriff تحت_الماء مرجان 海底 水中 珊瑚 水下',
  ],
  [
    'mountain',
    '山 mountain mountains peak summit alps alpine ridge valley canyon hill hills volcano himalaya cliffside montana cumbre valle montagne sommet vallee berg berge gipfel tal جبل جبال قمة وادي 山脈 峠 谷 山峰 산',
  ],
  [
    'desert',
    'desert dune dunes sand savanna savannah steppe sahara oasis mesa arid wasteland mars martian cactus desierto duna dunas sable wuste dune صحراء كثبان رمال 砂漠 砂丘 沙漠 사막',
  ],
  [
    'living_room',
    'living_room bedroom room house home apartment sofa couch fireplace interior indoors hallway attic parlor parlour salon casa hogar habitacion dormitorio chambre maison wohnzimmer zimmer schlafzimmer haus غرفة بيت منزل 部屋 家 居間 リビング 房间 客厅 卧室 방',
  ],
  [
    'cafe',
    'cafe coffee_shop coffeehouse kitchen restaurant bar bakery diner bistro tavern pub cocina cafeteria panaderia cuisine boulangerie kuche backerei مقهى مطبخ قهوة مطعم カフェ 喫茶 台所 キッチン 厨房 咖啡 餐厅 面包店 주방 카페',
  ],
  [
    'office',
    'classroom school blackboard lecture_hall office boardroom meeting conference desk cubicle coworking startup workplace headquarters corporate business presentation team_meeting oficina reunion bureau reunion_d_affaires buro besprechung مكتب اجتماع شركة オフィス 会議 事務所 办公室 会议 사무실',
  ],
  [
    'space',
    'lunar the_crater crater_wall lander space outer_space galaxy nebula planet planets orbit asteroid cosmos cosmic starship spaceship spacecraft moon_surface satellite universe espacio galaxia planeta espace galaxie weltraum weltall فضاء مجرة كوكب 宇宙 銀河 惑星 太空 星系 行星 우주',
  ],
  [
    'laboratory',
    'observatory telescope laboratory lab scientist experiment microscope test_tube beaker research clean_room robotics server_room data_center datacenter hospital clinic surgery laboratorio cientifico laboratoire forschung مختبر تجربة 研究室 実験 実験室 ラボ 实验室 医院 실험실',
  ],
  [
    'stage',
    'gym stadium boxing_ring floodlight stage concert theater theatre spotlight spotlights performance band orchestra ballet auditorium arena gig opera nightclub dj podium escenario concierto teatro konzert buhne مسرح حفل ステージ 舞台 コンサート 劇場 音乐会 剧院 演唱会 무대',
  ],
  [
    'village',
    'village farm field fields meadow countryside barn wheat cottage vineyard orchard pasture garden hay crops harvest rural prairie pueblo granja campo pradera jardin ferme champ prairie dorf bauernhof feld wiese garten قرية مزرعة حقل حديقة 村 畑 田舎 農場 田んぼ 庭 村庄 农场 田野 花园 마을',
  ],
  [
    'ruins',
    'museum mansion the_mine mine_shaft cave cavern timber_prop castle ruin ruins temple fortress palace cathedral church monastery pyramid tomb throne ancient medieval shrine tower dungeon gothic castillo ruinas templo palacio catedral chateau ruines temple burg schloss tempel kathedrale قلعة معبد قصر مسجد أطلال 城 神社 寺 寺院 遺跡 神殿 城堡 寺庙 废墟 宫殿 성',
  ],
  [
    'road',
    'road highway freeway motorway drive driving motorcycle race racing track racetrack bridge route traffic carretera autopista puente autoroute autobahn landstrasse طريق جسر 道路 高速道路 公路 马路 도로',
  ],
  [
    'snow',
    'snow snowy ice icy arctic antarctic glacier winter blizzard frozen tundra iceberg polar nieve hielo invierno artico neige glace hiver schnee eis winterlandschaft ثلج جليد شتاء 雪 氷 冬 雪原 冰 冬天 北极 눈',
  ],
  [
    'river',
    '川 小川 river lake waterfall pond creek swamp marsh canal fishing rio lago cascada riviere lac cascade fluss wasserfall نهر بحيرة شلال 湖 滝 河 瀑布 池塘 湖泊 강 호수',
  ],
  [
    'market',
    'circus carousel fairground striped_tent market bazaar souk marketplace stall stalls fair festival vendor lantern_festival carnival mercado bazar feria marche kermesse markt jahrmarkt سوق بازار مهرجان 市場 屋台 祭り 集市 市场 夜市 시장',
  ],
  [
    'library',
    'the_study library bookshelf bookshelves bookshop bookstore archive manuscript biblioteca librairie bibliotheque bibliothek مكتبة كتب 図書館 書店 本棚 图书馆 书店 书架 도서관',
  ],
  [
    'abstract',
    'the_studio plinth seamless_backdrop abstract geometric gradient backdrop studio_background plain_background seamless_background infinite title_card typography floating_shapes abstracto abstrait abstrakt تجريدي 抽象 抽象的 几何',
  ],
];
