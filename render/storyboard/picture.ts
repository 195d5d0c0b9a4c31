import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { StoryboardJob } from '../../src/types/render.ts';
import { finishPicture } from './paint/finish.ts';
import { gradeScene } from './paint/grade.ts';
import { BLEED, type Stage } from './paint/stage.ts';
import { paintWeather } from './paint/weather.ts';
import { createRandom, hashText } from './random.ts';
import { readScene, type Scene } from './scene.ts';
import { SETTINGS } from './settings/index.ts';
import { paintSubjects } from './subjects/index.ts';

/** A rectangle of the shot's world and the pixels it is drawn on. World units: the frame at rest is the unit square. */
export interface View {
  pixelWidth: number;
  pixelHeight: number;
  left: number;
  top: number;
  width: number;
  height: number;
}

/** How much nearer the surroundings look as the shot gets tighter, as a longer lens shows them, and how blurred. */
const LENS: Record<Scene['shotSize'], readonly [zoom: number, blur: number]> = {
  extreme_wide: [0.94, 0],
  wide: [1, 0],
  full: [1.12, 0],
  medium: [1.32, 0.0035],
  close_up: [1.6, 0.009],
  extreme_close_up: [1.9, 0.016],
};

function buildStage(context: SKRSContext2D, job: StoryboardJob, scene: Scene): Stage {
  const aspect = job.width / job.height;
  const height = Math.sqrt(16 / 9 / aspect);
  const width = height * aspect;
  const place = createRandom((hashText(scene.setting) ^ Math.imul(scene.layoutSeed, 0x9e3779b1)) >>> 0);
  const setting = SETTINGS[scene.setting];
  const grade = gradeScene(scene);
  // Third lines by seed; the light comes from the open side, so the subject looks into it.
  const side = place.chance(0.5) ? 1 : -1;
  const offset =
    scene.shotSize === 'extreme_close_up' || setting.centred === true ? 0.02 : width < height ? 0.06 : 0.135;
  const lightSide = side === 1 ? -1 : 1;
  const horizon = height * setting.horizon;
  // The sun moves a little between the two ends of a shot: time passes.
  const lightX = width * (0.5 + lightSide * place.range(0.16, 0.3)) + 0.02 * ((scene.time - 0.5) * lightSide);
  const lightY = horizon - 0.05 - grade.elevation * Math.min(0.62, horizon) * 0.86 - scene.time * 0.012;
  return {
    context,
    width,
    height,
    left: -BLEED,
    right: width + BLEED,
    horizon,
    lightSide,
    lightX,
    lightY,
    focusX: width * (0.5 + side * offset),
    random: place,
    grade,
    scene,
    time: scene.time,
  };
}

function worldTransform(context: SKRSContext2D, stage: Stage, view: View, scale = 1): void {
  context.setTransform(
    (scale * view.pixelWidth) / (view.width * stage.width),
    0,
    0,
    (scale * view.pixelHeight) / (view.height * stage.height),
    (-view.left * view.pixelWidth * scale) / view.width,
    (-view.top * view.pixelHeight * scale) / view.height,
  );
}

/** Steps back to the lens of the shot size: the surroundings grow about the point the subject stands at. */
function zoomAbout(stage: Stage, zoom: number): void {
  stage.context.translate(stage.focusX, stage.horizon);
  stage.context.scale(zoom, zoom);
  stage.context.translate(-stage.focusX, -stage.horizon);
}

function paintBackdrop(stage: Stage, view: View): void {
  const [zoom, softness] = LENS[stage.scene.shotSize];
  // With nothing in front to be sharp, the place itself is the subject.
  const blur = stage.scene.subjects.length === 0 ? 0 : softness;
  const setting = SETTINGS[stage.scene.setting];
  if (blur === 0) {
    stage.context.save();
    zoomAbout(stage, zoom);
    setting.paintBackdrop(stage);
    stage.context.restore();
    return;
  }
  // Out of focus: paint small, blur, enlarge. Far cheaper than blurring at size, and the eye cannot tell.
  const shrink = stage.scene.shotSize === 'medium' ? 2 : 4;
  const margin = 0.06;
  const wide: View = {
    pixelWidth: Math.ceil((view.pixelWidth * (1 + margin * 2)) / shrink),
    pixelHeight: Math.ceil((view.pixelHeight * (1 + margin * 2)) / shrink),
    left: view.left - view.width * margin,
    top: view.top - view.height * margin,
    width: view.width * (1 + margin * 2),
    height: view.height * (1 + margin * 2),
  };
  const small = createCanvas(wide.pixelWidth, wide.pixelHeight);
  const context = small.getContext('2d');
  const smallStage: Stage = { ...stage, context };
  worldTransform(context, stage, wide);
  zoomAbout(smallStage, zoom);
  setting.paintBackdrop(smallStage);
  const soft = createCanvas(wide.pixelWidth, wide.pixelHeight);
  const softContext = soft.getContext('2d');
  const pixelsPerUnit = wide.pixelWidth / (wide.width * stage.width);
  softContext.filter = `blur(${Math.max(0.3, blur * pixelsPerUnit).toFixed(2)}px)`;
  softContext.drawImage(small, 0, 0);
  stage.context.save();
  stage.context.drawImage(
    soft,
    wide.left * stage.width,
    wide.top * stage.height,
    wide.width * stage.width,
    wide.height * stage.height,
  );
  stage.context.restore();
}

/** Paints what `view` shows of a job's world, without any text. */
export function paintPicture(job: StoryboardJob, view: View): Canvas {
  const canvas = createCanvas(view.pixelWidth, view.pixelHeight);
  const context = canvas.getContext('2d');
  const scene = readScene(job);
  const stage = buildStage(context, job, scene);
  worldTransform(context, stage, view);
  paintBackdrop(stage, view);
  paintSubjects(stage);
  const tight = scene.shotSize === 'close_up' || scene.shotSize === 'extreme_close_up';
  if (!tight && scene.shotSize !== 'medium') SETTINGS[scene.setting].paintForeground?.(stage);
  paintWeather(stage);
  finishPicture(stage, { canvas, context, scale: view.pixelWidth / (view.width * stage.width) });
  return canvas;
}
