import { describe, expect, test } from 'vitest';
import { linesOfResolution, resolutionFor } from '../../src/lib/resolutions.ts';

const HD = { width: 1280, height: 720 };
const FULL_HD = { width: 1920, height: 1080 };
const UPRIGHT = { width: 1080, height: 1920 };

describe('the resolution a model is asked for', () => {
  test.each([
    [['720p', '1080p'], '720p', '1080p'],
    [['1K', '2K', '4K'], '1K', '2K'],
    [['4K', '1K', '2K'], '1K', '2K'],
    [['512', '1K'], '1K', '1K'],
    [['768P', '2K'], '768P', '2K'],
    [['540p', '720p', '4k'], '720p', '4k'],
    [['854x480', '1920x1080'], '1920x1080', '1920x1080'],
    [['480p'], '480p', '480p'],
  ])('of %j is %s for 720 lines and %s for 1080', (names, small, large) => {
    expect([resolutionFor(names, HD), resolutionFor(names, FULL_HD), resolutionFor(names, UPRIGHT)]).toEqual([
      small,
      large,
      large,
    ]);
  });

  test('is none where nothing is said of a size', () => {
    expect([resolutionFor(undefined, HD), resolutionFor([], HD), resolutionFor(['auto'], HD)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(linesOfResolution('match_input_image')).toBeUndefined();
  });
});
