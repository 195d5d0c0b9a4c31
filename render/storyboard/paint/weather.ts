import { type Colour, css, hex, lighten, mix } from '../colour.ts';
import type { WeatherName } from '../lexicon/light.ts';
import type { Random } from '../random.ts';
import { glow, mist, puff } from './air.ts';
import { type Stage, tone } from './stage.ts';

/** Glowing sparks thrown up from (x, y); they climb and spread as the shot goes on. */
export function sparks(stage: Stage, random: Random, x: number, y: number, count: number, reach: number): void {
  const { context, grade } = stage;
  const hot = mix(grade.lamp, hex('ffb04a'), 0.7);
  context.save();
  context.globalCompositeOperation = 'lighter';
  context.lineCap = 'round';
  for (let index = 0; index < count; index += 1) {
    const angle = -Math.PI / 2 + random.range(-1.25, 1.25);
    const phase = (random.next() + stage.time * 0.37) % 1;
    const speed = reach * random.range(0.35, 1);
    const travelled = speed * phase;
    const fall = phase * phase * reach * 0.55;
    const sparkX = x + Math.cos(angle) * travelled;
    const sparkY = y + Math.sin(angle) * travelled + fall;
    const streak = reach * 0.035 * (1.2 - phase);
    const slope = Math.atan2(Math.sin(angle) * speed + 2 * phase * reach * 0.55, Math.cos(angle) * speed);
    context.strokeStyle = css(mix(lighten(hot, 0.55), hex('ff5a1e'), phase), 1 - phase * 0.75);
    context.lineWidth = random.range(0.0012, 0.0034) * (1.2 - phase * 0.6);
    context.beginPath();
    context.moveTo(sparkX - Math.cos(slope) * streak, sparkY - Math.sin(slope) * streak);
    context.lineTo(sparkX, sparkY);
    context.stroke();
  }
  context.restore();
  glow(stage, x, y, reach * 0.4, hot, 0.55);
}

function rain(stage: Stage, random: Random): void {
  const { context, grade } = stage;
  context.save();
  context.strokeStyle = css(lighten(grade.haze, 0.45), 0.3);
  context.lineCap = 'round';
  for (const [count, length, width] of [
    [150, 0.035, 0.0012],
    [60, 0.085, 0.0022],
  ] as const) {
    context.lineWidth = width;
    context.beginPath();
    for (let index = 0; index < count; index += 1) {
      const x = random.range(stage.left, stage.right);
      const y = ((random.next() + stage.time * 0.31) % 1) * (stage.height + 0.8) - 0.4;
      context.moveTo(x, y);
      context.lineTo(x - length * 0.2, y + length);
    }
    context.stroke();
  }
  context.restore();
  mist(stage, random, stage.height * 0.7, stage.height * 1.05, 5, grade.haze, 0.22);
}

/** Small round things adrift: snow, dust, petals, fireflies. */
function drift(
  stage: Stage,
  random: Random,
  count: number,
  size: readonly [small: number, large: number],
  colours: readonly [Colour, ...Colour[]],
  options: { fall: number; alpha: number; stretch?: number; halo?: boolean },
): void {
  const { context } = stage;
  for (let index = 0; index < count; index += 1) {
    const nearness = random.next() ** 2;
    const radius = size[0] + (size[1] - size[0]) * nearness;
    const sway = random.range(-1, 1);
    const x = random.range(stage.left, stage.right) + stage.time * sway * 0.05;
    const span = stage.height + 0.6;
    const y = ((((random.next() + stage.time * options.fall * (0.4 + nearness)) % 1) + 1) % 1) * span - 0.3;
    const colour = random.pick(colours);
    const turn = random.range(0, Math.PI) + stage.time * 1.2;
    const alpha = options.alpha * random.range(0.35, 1) * (nearness > 0.75 ? 0.55 : 1);
    if (options.halo === true) glow(stage, x, y, radius * 7, colour, alpha * 0.6);
    context.fillStyle = css(colour, alpha);
    context.beginPath();
    context.ellipse(x, y, radius, radius * (options.stretch ?? 1), turn, 0, Math.PI * 2);
    context.fill();
  }
}

function flock(stage: Stage, random: Random): void {
  const { context, grade } = stage;
  const centreX = stage.width * random.range(0.3, 0.7) + stage.time * 0.09;
  const centreY = stage.horizon * random.range(0.3, 0.55) - stage.time * 0.02;
  context.strokeStyle = css(mix(grade.ink, grade.haze, 0.25), 0.9);
  context.lineWidth = 0.0035;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (let index = 0; index < 13; index += 1) {
    const x = centreX + random.range(-0.24, 0.24);
    const y = centreY + random.range(-0.07, 0.07);
    const size = random.range(0.008, 0.018);
    const flap = Math.sin(random.range(0, 6) + stage.time * 2.2) * 0.6;
    context.beginPath();
    context.moveTo(x - size, y - size * flap);
    context.quadraticCurveTo(x - size * 0.4, y - size * 0.5, x, y);
    context.quadraticCurveTo(x + size * 0.4, y - size * 0.5, x + size, y - size * flap);
    context.stroke();
  }
}

const PAINTERS: Record<WeatherName, (stage: Stage, random: Random) => void> = {
  rain,
  snowfall: (stage, random) =>
    drift(stage, random, 190, [0.0014, 0.009], [lighten(stage.grade.haze, 0.75)], { fall: 0.2, alpha: 0.85 }),
  // Sparks belong to a fire and are thrown by the settings and subjects that have one; elsewhere embers drift.
  sparks: (stage, random) => {
    if (stage.scene.setting === 'forge') return;
    drift(stage, random, 60, [0.0012, 0.004], [hex('ffb04a'), hex('ff7a2a')], { fall: -0.22, alpha: 0.95 });
  },
  dust: (stage, random) =>
    drift(stage, random, 110, [0.001, 0.005], [lighten(stage.grade.key, 0.3)], { fall: -0.05, alpha: 0.4 }),
  petals: (stage, random) => {
    const petal = tone(stage, stage.scene.light === 'golden' ? hex('e8a04a') : hex('f5b8c8'), 0.9);
    drift(stage, random, 70, [0.003, 0.011], [petal, lighten(petal, 0.25), mix(petal, stage.grade.accent, 0.3)], {
      fall: 0.16,
      alpha: 0.9,
      stretch: 0.5,
    });
  },
  smoke: (stage, random) =>
    mist(stage, random, stage.horizon * 0.9, stage.height, 5, mix(stage.grade.haze, stage.grade.key, 0.15), 0.22),
  fireflies: (stage, random) =>
    drift(stage, random, 34, [0.0018, 0.0042], [mix(stage.grade.lamp, hex('ffe98a'), 0.5)], {
      fall: -0.07,
      alpha: 0.95,
      halo: true,
    }),
  birds: flock,
  confetti: (stage, random) => {
    const { accent, accentTwo, lamp } = stage.grade;
    drift(stage, random, 120, [0.003, 0.009], [accent, accentTwo, lamp, lighten(accent, 0.4)], {
      fall: 0.2,
      alpha: 0.95,
      stretch: 0.55,
    });
  },
};

/** Everything in the air the words ask for, and the mist that a foggy light brings by itself. */
export function paintWeather(stage: Stage): void {
  const names = new Set(stage.scene.weather);
  const sheltered = [
    'forge',
    'living_room',
    'cafe',
    'office',
    'laboratory',
    'library',
    'stage',
    'space',
    'underwater',
    'abstract',
  ];
  const indoors = sheltered.includes(stage.scene.setting);
  if (stage.scene.setting === 'snow' && stage.scene.light !== 'day') names.add('snowfall');
  for (const name of names) {
    if (indoors && (name === 'rain' || name === 'snowfall' || name === 'birds')) continue;
    PAINTERS[name](stage, stage.random.fork(`weather ${name}`));
  }
  if (stage.scene.light === 'fog') {
    const random = stage.random.fork('fog');
    mist(stage, random, stage.horizon - 0.05, stage.height, 6, stage.grade.haze, indoors ? 0.25 : 0.42);
    puff(stage, 'wisp', stage.width * 0.5 + stage.time * 0.05, stage.horizon, 2.2, 0.4, stage.grade.haze, 0.35);
  }
}
