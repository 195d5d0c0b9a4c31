/** Runs inside the page: loads and plays a film, and looks at its frames and at the storyboard's first picture. */
export async function playFilm({ film, still }) {
  const video = document.createElement('video');
  video.muted = true;
  video.src = film;
  await new Promise((resolve, reject) => {
    video.onloadeddata = resolve;
    video.onerror = () => reject(new Error(`the film does not load: ${video.error?.message}`));
  });
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [64, 36];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  const pixels = (source) => {
    context.drawImage(source, 0, 0, 64, 36);
    return [...context.getImageData(0, 0, 64, 36).data];
  };
  const frames = [];
  for (const share of [0, 0.1, 0.5, 0.9]) {
    const arrived = new Promise((resolve) => {
      video.onseeked = resolve;
    });
    video.currentTime = share * video.duration + 0.001;
    await arrived;
    frames.push(pixels(video));
  }
  await video.play();
  const before = video.currentTime;
  await new Promise((resolve) => setTimeout(resolve, 500));
  const image = new Image();
  image.src = still;
  await image.decode();
  return {
    duration: video.duration,
    size: [video.videoWidth, video.videoHeight],
    frames,
    still: pixels(image),
    played: video.currentTime - before,
  };
}
