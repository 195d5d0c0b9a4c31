import { Path2D } from '@napi-rs/canvas';
import { type Colour, css, darken, hex, lighten, mix } from '../colour.ts';
import { band, beam, glow } from '../paint/air.ts';
import { hills } from '../paint/nature.ts';
import { limb } from '../paint/shapes.ts';
import { FAR, inLayer, type Stage } from '../paint/stage.ts';
import type { Setting } from './setting.ts';

function kelp(stage: Stage, label: string, count: number, base: number, tall: number, colour: Colour): void {
  const { context } = stage;
  const random = stage.random.fork(label);
  for (let index = 0; index < count; index += 1) {
    const x = random.range(stage.left, stage.right);
    if (Math.abs(x - stage.focusX) < 0.18) continue;
    const height = tall * random.range(0.5, 1.1);
    const sway = Math.sin(x * 5 + stage.time * 1.3) * 0.04;
    context.fillStyle = css(mix(colour, darken(colour, 0.4), random.next()));
    context.fill(
      limb([
        [x, base + 0.03, 0.01],
        [x + sway, base - height * 0.35, 0.011],
        [x - sway * 0.6, base - height * 0.7, 0.009],
        [x + sway * 1.5, base - height, 0.002],
      ]),
    );
    for (let leaf = 0; leaf < 7; leaf += 1) {
      const share = leaf / 7;
      const leafY = base - height * share;
      const leafX = x + Math.sin(share * 4 + x) * 0.02;
      const side = leaf % 2 === 0 ? 1 : -1;
      context.fill(
        limb([
          [leafX, leafY, 0.004],
          [leafX + side * 0.03, leafY - 0.02, 0.007],
          [leafX + side * 0.055, leafY - 0.05 + sway * 0.5, 0.001],
        ]),
      );
    }
  }
}

function coral(stage: Stage, x: number, y: number, size: number, colour: Colour, label: string): void {
  const { context } = stage;
  const random = stage.random.fork(label);
  context.lineCap = 'round';
  const grow = (fromX: number, fromY: number, angle: number, length: number, width: number, depth: number): void => {
    const toX = fromX + Math.cos(angle) * length;
    const toY = fromY + Math.sin(angle) * length;
    context.strokeStyle = css(lighten(colour, (4 - depth) * 0.07));
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(fromX, fromY);
    context.quadraticCurveTo(
      fromX + Math.cos(angle - 0.4) * length * 0.5,
      fromY + Math.sin(angle - 0.4) * length * 0.5,
      toX,
      toY,
    );
    context.stroke();
    if (depth === 0) return;
    for (const turn of [-0.5, 0.42])
      grow(toX, toY, angle + turn * random.range(0.6, 1.2), length * random.range(0.66, 0.86), width * 0.74, depth - 1);
  };
  grow(x, y, -Math.PI / 2, size * 0.3, size * 0.09, 4);
}

function school(stage: Stage, colour: Colour): void {
  const { context } = stage;
  const random = stage.random.fork('school');
  const path = new Path2D();
  const centreX = stage.width * random.range(0.2, 0.8) + stage.time * 0.12;
  const centreY = stage.horizon * random.range(0.4, 0.7);
  for (let index = 0; index < 34; index += 1) {
    const x = centreX + (random.next() + random.next() - 1) * 0.3;
    const y = centreY + (random.next() + random.next() - 1) * 0.12;
    const size = random.range(0.008, 0.016);
    path.moveTo(x + size, y);
    path.quadraticCurveTo(x, y - size * 0.55, x - size * 0.8, y);
    path.lineTo(x - size * 1.35, y - size * 0.4);
    path.lineTo(x - size * 1.35, y + size * 0.4);
    path.lineTo(x - size * 0.8, y);
    path.quadraticCurveTo(x, y + size * 0.55, x + size, y);
  }
  context.fillStyle = css(colour, 0.8);
  context.fill(path);
}

/** Below the surface: shafts of light, a reef, kelp and a passing school. */
export const underwater: Setting = {
  horizon: 0.55,
  ground: 0.9,
  afloat: 'weightless',
  paintBackdrop(stage) {
    const { context, grade, height } = stage;
    const random = stage.random.fork('underwater');
    const light = 1 - grade.darkness * 0.55;
    const surface = grade.wear(mix(mix(hex('7fe0dc'), grade.key, 0.25), hex('0a3048'), 1 - light));
    const middle = grade.wear(mix(mix(hex('1f86a0'), grade.accentTwo, 0.15), hex('062338'), 1 - light));
    const deep = grade.wear(mix(hex('0c3a5c'), hex('03101f'), 1 - light));
    context.fillStyle = css(surface);
    context.fillRect(-FAR, -FAR, FAR * 3, FAR + 0.01);
    band(stage, -0.12, height + 0.2, [
      css(surface),
      css(mix(surface, middle, 0.6)),
      css(middle),
      css(mix(middle, deep, 0.7)),
      css(deep),
    ]);
    context.fillStyle = css(deep);
    context.fillRect(-FAR, height + 0.19, FAR * 3, FAR);
    const sunX = stage.lightX;
    glow(stage, sunX, -0.1, 0.95, lighten(surface, 0.6), 0.75);
    // Far layers take the water's colour, not the air's.
    const sea: Stage = {
      ...stage,
      grade: {
        ...grade,
        haze: middle,
        hazeAmount: 0.95,
        ambient: mix(hex('2a6a88'), deep, 0.3),
        key: mix(hex('bff4ee'), grade.key, 0.3),
      },
    };
    inLayer(stage, 0.1, () => {
      hills(sea, random, {
        baseline: height * 0.76,
        amplitude: 0.16,
        roughness: 0.55,
        colour: hex('2a6478'),
        distance: 0.8,
      });
      school(stage, mix(middle, deep, 0.6));
    });
    for (let index = 0; index < 8; index += 1) {
      const x = sunX + (index - 3.5) * 0.11;
      beam(
        stage,
        x,
        -0.12,
        Math.PI / 2 + (index - 3.5) * 0.07 + (stage.time - 0.5) * 0.05,
        height * 1.0,
        [0.025, 0.12 + (index % 3) * 0.05],
        lighten(surface, 0.35),
        0.26 + (index % 2) * 0.14,
      );
    }
    inLayer(stage, 0.35, () => {
      hills(sea, random, {
        baseline: height * 0.86,
        amplitude: 0.09,
        roughness: 0.5,
        colour: hex('2d5f6a'),
        distance: 0.4,
      });
      kelp(sea, 'far kelp', 15, height * 0.9, 0.34, mix(hex('2c7a68'), middle, 0.4));
    });
    inLayer(stage, 0.55, () => {
      hills(sea, random, {
        baseline: height * 0.96,
        amplitude: 0.06,
        roughness: 0.5,
        colour: hex('3a6a66'),
        distance: 0.1,
        lit: 0.7,
      });
      const corals = [
        mix(grade.wear(hex('e0685a')), middle, 0.18),
        mix(grade.wear(hex('d88a4a')), middle, 0.22),
        mix(grade.wear(hex('b06ab0')), middle, 0.2),
        mix(grade.accent, middle, 0.25),
      ] as const;
      for (let index = 0; index < 9; index += 1) {
        const x = stage.left + ((index + random.next()) / 9) * (stage.right - stage.left);
        if (Math.abs(x - stage.focusX) < 0.14) continue;
        coral(sea, x, height * 0.99, random.range(0.16, 0.3), random.pick(corals), `coral ${index}`);
      }
    });
    for (let index = 0; index < 46; index += 1) {
      const x = random.range(stage.left, stage.right) + Math.sin(index) * 0.01;
      const y = ((random.next() + 1 - stage.time * 0.14) % 1) * height;
      const radius = random.next() ** 3 * 0.01 + 0.0014;
      context.strokeStyle = css(lighten(surface, 0.4), 0.5);
      context.lineWidth = 0.0014;
      context.beginPath();
      context.arc(x, y, radius, 0, Math.PI * 2);
      context.stroke();
    }
  },
  paintForeground(stage) {
    const deep = stage.grade.wear(hex('04202f'));
    inLayer(stage, 1, () => {
      const x = stage.lightSide === 1 ? 0.02 : stage.width - 0.02;
      coral(stage, x, stage.height + 0.05, 0.62, deep, 'near coral');
      kelp(stage, 'near kelp', 7, stage.height + 0.08, 0.55, deep);
    });
  },
};
