import { bareName } from '../director/cast-names.ts';
import { AppError } from '../types/errors.ts';
import { type CastReference, MOST_CAST_PICTURES, type Project } from '../types/project.ts';
import type { ModelInfo } from '../types/providers.ts';

/** Most members of the cast that may have pictures. */
const MOST_MEMBERS = 30;

function isSame(name: string): (reference: CastReference) => boolean {
  return (reference) => bareName(reference.name) === bareName(name);
}

/**
 * Whether a picture of a member of the cast is of use.
 * @param model the row of the project's image model.
 * @throws AppError `unsupported` where the model would not be shown the picture, so that nobody counts on it; `conflict`
 *   where no further one can be kept.
 */
export function requireUse(project: Project, name: string, model: ModelInfo | undefined): void {
  requireRoom(project, name);
  const { config } = project;
  const who = model?.name ?? config.image.model ?? config.image.provider;
  const why = model?.imageToImage
    ? 'draws over the one picture it takes, so it would make a portrait of every frame'
    : model?.referenceImages === undefined
      ? 'is not known to take reference pictures'
      : undefined;
  if (why === undefined) return;
  throw new AppError(
    'unsupported',
    `${who} ${why}; pictures of the cast need another image model, such as flux-2 of fal-flux (GET /api/providers/image/models).`,
    { provider: config.image.provider },
  );
}

/** @throws AppError `conflict` where no further picture of this member can be kept. */
function requireRoom({ castReferences }: Pick<Project, 'castReferences'>, name: string): void {
  const known = castReferences.find(isSame(name));
  if ((known?.keys.length ?? 0) >= MOST_CAST_PICTURES) {
    throw new AppError('conflict', `${name} has ${MOST_CAST_PICTURES} pictures, which is the most; remove them first.`);
  }
  if (!known && castReferences.length >= MOST_MEMBERS) {
    throw new AppError('conflict', `${MOST_MEMBERS} members of the cast have pictures, which is the most.`);
  }
}

/** The project with one more picture of a member of its cast; the same picture twice is one picture. */
export function withCastPicture(project: Project, name: string, key: string): Project {
  requireRoom(project, name);
  const known = project.castReferences.find(isSame(name)) ?? { name, keys: [] };
  const reference = { ...known, keys: [...new Set([...known.keys, key])] };
  return { ...project, castReferences: [...withoutCastPictures(project, name).castReferences, reference] };
}

/** The project without any picture of a member of its cast. The media stay, as keyframes of earlier jobs may name them. */
export function withoutCastPictures(project: Project, name: string): Project {
  const is = isSame(name);
  return { ...project, castReferences: project.castReferences.filter((reference) => !is(reference)) };
}
