import type { WordTable } from './match.ts';

/** Everything the artist can put in front of a setting. */
export type SubjectName =
  | 'woman'
  | 'man'
  | 'child'
  | 'smith'
  | 'astronaut'
  | 'knight'
  | 'robot'
  | 'crowd'
  | 'couple'
  | 'dog'
  | 'cat'
  | 'horse'
  | 'bird'
  | 'fish'
  | 'turtle'
  | 'whale'
  | 'deer'
  | 'fox'
  | 'wolf'
  | 'bear'
  | 'big_cat'
  | 'lion'
  | 'elephant'
  | 'young'
  | 'dragon'
  | 'car'
  | 'ship'
  | 'rocket'
  | 'train'
  | 'bicycle'
  | 'plane'
  | 'building'
  | 'lighthouse'
  | 'emblem'
  | 'sword'
  | 'bottle'
  | 'cup'
  | 'tree'
  | 'flower'
  | 'phone'
  | 'laptop'
  | 'book'
  | 'lantern'
  | 'anvil'
  | 'guitar'
  | 'balloon'
  | 'eye'
  | 'hand'
  | 'box';

const FOUR_FOOTED = ['dog', 'cat', 'horse', 'deer', 'fox', 'wolf', 'bear', 'big_cat', 'lion', 'elephant'] as const;
/** The animals among them. */
export const ANIMALS = [...FOUR_FOOTED, 'bird', 'fish', 'turtle', 'whale', 'dragon', 'young'] as const;

/** Words that name a subject, in the same languages as the settings. */
export const SUBJECT_WORDS: WordTable<SubjectName> = [
  ['smith', 'blacksmith smith ironworker welder herrero forgeron schmied حداد 鍛冶屋 铁匠 鐵匠'],
  ['astronaut', 'astronaut cosmonaut spacewalker astronauta astronaute رائد_فضاء 宇宙飛行士 宇航员'],
  [
    'knight',
    'knight warrior samurai soldier viking gladiator hero caballero guerrero chevalier ritter krieger فارس محارب 侍 武士 騎士 战士',
  ],
  ['robot', 'robot android cyborg mech droid automaton roboter روبوت ロボット 机器人 로봇'],
  [
    'crowd',
    'crowd audience group people team friends family workers students protesters dancers gente multitud equipo familia foule equipe famille menge leute gruppe familie حشد ناس عائلة فريق 群衆 人々 家族 チーム 人群 团队 家庭 사람들',
  ],
  [
    'couple',
    'couple lovers pair two_people bride_and_groom pareja amantes amoureux paar زوجان عاشقان 恋人 夫婦 二人 情侣 夫妻',
  ],
  [
    'child',
    'child kid boy girl toddler children nina nino enfant fille_petite garcon kind junge madchen طفل طفلة ولد بنت 子供 少年 少女 孩子 男孩 女孩 아이',
  ],
  [
    'woman',
    'woman she her lady queen princess mother actress ballerina dancer singer waitress grandmother witch mujer bailarina cantante reina femme danseuse chanteuse reine frau tanzerin sangerin konigin امرأة ملكة راقصة 女 女性 女王 踊り子 女人 女士 여자',
  ],
  [
    'man',
    'person man he him his figure traveler traveller walker hiker wanderer worker farmer chef barista scientist doctor king wizard monk father detective businessman runner athlete explorer pilot driver fisherman fishermen artist painter photographer musician guitarist pianist violinist teacher engineer founder ceo grandfather old_man someone hombre persona viajero rey hombre_mayor homme personne voyageur roi mann reisender konig رجل شخص مسافر ملك 男 男性 人物 旅人 王 男人 旅行者 남자 사람',
  ],
  ['fox', 'fox vixen zorro renard fuchs ثعلب キツネ 狐 狐狸 여우'],
  ['wolf', 'wolf wolves coyote jackal lobo loup ذئب オオカミ 狼 늑대'],
  ['bear', 'bear polar_bear grizzly panda oso ours bar_tier bär دب 熊 クマ 곰'],
  ['lion', 'lion leon lowe löwe أسد ライオン 狮子 사자'],
  ['big_cat', 'lioness tiger panther leopard cheetah jaguar puma lynx tigre نمر 虎 豹 トラ 老虎 호랑이'],
  ['elephant', 'elephant mammoth rhino hippo elefante elephant_d_afrique éléphant elefant فيل 象 ゾウ 大象 코끼리'],
  ['dog', 'dog puppy hound husky retriever terrier perro chien hund كلب 犬 狗 개'],
  ['cat', 'cat kitten tomcat gato chat katze قطة 猫 고양이'],
  ['young', 'cub pup foal fawn calf calves gosling duckling hatchling baby_animal'],
  ['horse', 'horse stallion mare pony unicorn camel donkey caballo cheval pferd حصان جمل 馬 马 말'],
  ['deer', 'deer stag elk moose antelope reindeer ciervo cerf hirsch غزال 鹿 사슴'],
  ['dragon', 'dragon wyvern dinosaur drache تنين 竜 龍 ドラゴン 龙 용'],
  [
    'bird',
    'bird eagle hawk owl raven crow seagull gull dove falcon crane_bird swan parrot hummingbird flock pajaro aguila oiseau aigle vogel adler طائر نسر 鳥 鷲 鸟 鹰 새',
  ],
  [
    'whale',
    'whale dolphin orca shark ballena delfin baleine dauphin wal delfin_tier حوت دلفين 鯨 クジラ イルカ 鲸 海豚 고래',
  ],
  ['turtle', 'turtle tortoise tortuga tortue schildkröte سلحفاة 亀 ウミガメ 海龟 乌龟 거북'],
  ['fish', 'fish koi salmon jellyfish goldfish pez peces poisson fisch سمكة 魚 鯉 鱼 물고기'],
  [
    'car',
    'car sedan truck van suv sports_car taxi automobile jeep vehicle coche camion voiture auto wagen سيارة شاحنة 車 自動車 汽车 卡车 자동차',
  ],
  [
    'ship',
    'ship boat sailboat yacht vessel galleon ferry canoe kayak rowboat barco velero bateau voilier navire schiff boot segelboot سفينة قارب 船 帆船 ボート 舟 배',
  ],
  [
    'rocket',
    'rocket spaceship spacecraft starship shuttle space_shuttle cohete nave_espacial fusee vaisseau rakete raumschiff صاروخ مركبة_فضائية ロケット 宇宙船 火箭 飞船 로켓',
  ],
  [
    'train',
    'train locomotive railway tram steam_train tren train_a_vapeur zug bahn eisenbahn قطار 電車 列車 汽車 火车 기차',
  ],
  [
    'bicycle',
    'bicycle bike cyclist cycling motorcycle motorbike scooter bicicleta velo fahrrad دراجة 自転車 バイク 自行车 자전거',
  ],
  ['plane', 'plane airplane aircraft jet airliner drone helicopter glider avion flugzeug طائرة 飛行機 飞机 비행기'],
  ['balloon', 'balloon hot_air_balloon airship zeppelin globo ballon montgolfiere منطاد 気球 热气球'],
  ['lighthouse', 'lighthouse faro phare leuchtturm منارة 灯台 灯塔 등대'],
  [
    'building',
    'building house tower castle skyscraper monument statue cathedral temple cabin windmill barn edificio torre castillo batiment tour chateau gebaude turm برج بناء 塔 建物 ビル 城 建筑 塔楼 건물',
  ],
  [
    'emblem',
    'logo emblem badge brand symbol icon crest title wordmark insignia insignia_text escudo embleme marke wappen شعار ロゴ 紋章 标志 徽章 로고',
  ],
  ['sword', 'sword blade dagger katana knife axe spear espada cuchillo epee lame schwert klinge سيف خنجر 剣 刀 剑 검'],
  [
    'bottle',
    'bottle perfume vial flask potion wine jar product_bottle serum cosmetic botella frasco bouteille parfum flasche parfüm زجاجة عطر 瓶 香水 ボトル 병',
  ],
  [
    'cup',
    'cup mug coffee tea espresso latte teacup goblet chalice taza vaso tasse verre becher كوب فنجان カップ 茶 杯 杯子 컵',
  ],
  [
    'box',
    'product package packaging gift box parcel device gadget treasure treasure_chest wooden_chest producto regalo paquete produit cadeau boite produkt geschenk schachtel منتج هدية صندوق 商品 箱 贈り物 产品 盒子 礼物 상자',
  ],
  [
    'phone',
    'phone smartphone mobile tablet app screen telefono movil telephone handy telefon هاتف スマホ 携帯 手机 휴대폰',
  ],
  [
    'laptop',
    'laptop computer notebook_computer monitor dashboard ordenador portatil ordinateur rechner computer_bildschirm حاسوب パソコン ノートパソコン 电脑 笔记本 노트북',
  ],
  ['book', '本を 一冊 book novel manuscript diary scroll tome libro livre buch كتاب 書物 书 책'],
  [
    'lantern',
    'lantern lamp candle torch bulb light_bulb farol vela lampara lanterne bougie laterne kerze lampe فانوس شمعة مصباح 提灯 蝋燭 ランプ 灯笼 蜡烛 등불',
  ],
  [
    'anvil',
    'anvil hammer tongs ingot glowing_steel horseshoe yunque martillo enclume marteau amboss hammer_werkzeug سندان مطرقة 金床 ハンマー 铁砧 锤子',
  ],
  [
    'guitar',
    'guitar violin cello ukulele bass piano instrument guitarra violin_instrumento guitare violon gitarre geige جيتار عود ギター バイオリン 吉他 小提琴 기타',
  ],
  ['tree', 'tree oak sapling willow bonsai baobab cherry_tree arbol arbre baum شجرة 桜 樹 树 나무'],
  [
    'flower',
    'flower rose lotus tulip sunflower blossom bouquet orchid seedling plant sprout flor rosa fleur plante blume pflanze زهرة وردة نبتة 花 薔薇 植物 玫瑰 꽃',
  ],
  ['eye', 'eye eyes pupil iris gaze ojo ojos mirada oeil yeux regard auge augen blick عين عيون 目 瞳 眼 眼睛 눈동자'],
  ['hand', 'hand hands finger fingers palm fist mano manos haende hande يد أيدي 手 指 손'],
];

/** What a subject is doing. */
export type ActionName =
  | 'walk'
  | 'run'
  | 'jump'
  | 'fly'
  | 'hammer'
  | 'sit'
  | 'dance'
  | 'raise'
  | 'hold'
  | 'fall'
  | 'point';

/** Words that name an action. */
export const ACTION_WORDS: WordTable<ActionName> = [
  [
    'hammer',
    'hammer hammers hammering strike strikes striking forging forges pounding pounds martilla golpea martele hammert schlagt يطرق 打つ 叩く 锤打 敲打',
  ],
  [
    'run',
    'run runs running sprint sprinting sprints chase chasing race races racing gallop galloping gallops corre corriendo rennt lauft يركض 走る 跑 奔跑',
  ],
  [
    'walk',
    'walk walks walking stroll strolls wander wanders march marches marching approach approaches approaching enters steps stride strides camina caminando marche geht wandert يمشي 歩く 歩いて 走 走路 走在',
  ],
  ['jump', 'jump jumps jumping leap leaps leaping salta saute springt يقفز 跳ぶ 跳 跳跃'],
  [
    'fly',
    'fly flies flying soar soars soaring glide glides hover hovers launch launches launching takes_off lift_off vuela vole fliegt يطير 飛ぶ 飞 飞翔',
  ],
  [
    'sit',
    'sit sits sitting seated kneel kneels crouch crouches meditates meditating reads reading types typing works working sentado sentada assis assise sitzt يجلس 座る 座って 坐 坐着',
  ],
  ['dance', 'dance dances dancing spin spins spinning twirl twirls baila danse tanzt يرقص 踊る 跳舞'],
  [
    'raise',
    'raise raises raising lift lifts lifting cheer cheers cheering celebrate celebrates celebrating triumphant victory sings singing conducts levanta celebra leve hebt jubelt يرفع 掲げる 举起 欢呼',
  ],
  [
    'hold',
    'hold holds holding carry carries carrying grip grips grasp pours pouring pour offers reveal reveals holding_up drinks sips sostiene tient halt tragt يحمل 持つ 握る 拿着 握着',
  ],
  [
    'point',
    'point points pointing gesture gestures presents presenting explains teaches reach reaches reaching senala montre zeigt يشير 指す 指着',
  ],
  ['fall', 'fall falls falling collapse collapses drops dropping cae tombe fallt يسقط 落ちる 倒れる 掉落'],
];
