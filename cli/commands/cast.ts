import type { Command } from 'commander';
import type { Project } from '../../src/types/project.ts';
import { CliError } from '../errors.ts';
import { findProject } from '../find.ts';
import { mediaFile } from '../media-file.ts';
import { type CommonOptions, type Session, withSession } from '../session.ts';
import { oneLine, padEnd } from '../ui/text.ts';
import { addCommonOptions } from './common.ts';

type CastOptions = CommonOptions & { remove?: boolean };

async function cast(id: string, name: string | undefined, path: string | undefined, options: CastOptions) {
  if (name !== undefined && (path === undefined) === (options.remove !== true)) {
    throw CliError.usage('Give a picture of this member of the cast, or --remove.');
  }
  const file = path === undefined ? undefined : await mediaFile(path, 'picture');
  await withSession(options, async (session) => {
    const project = await findProject(session, id);
    const after =
      name === undefined
        ? project
        : file
          ? await session.client.addCastPicture(project.id, name, file)
          : await session.client.removeCastPictures(project.id, name);
    show(session, after);
  });
}

/** Who is in the film, and how many pictures there are of them; then those who have pictures and no part. */
function show({ terminal }: Session, project: Project): void {
  const members = project.direction?.cast ?? [];
  const pictures = project.castReferences;
  const line = (name: string, count: number, rest: string) =>
    terminal.print(
      `${padEnd(name, 24)}  ${padEnd(`${count} picture(s)`, 14)}  ${terminal.colors.dim(oneLine(rest))}`.trimEnd(),
    );
  const bare = (name: string) => name.replace(/^(the|a|an)\s+/i, '').toLowerCase();
  for (const { name, description } of members) {
    line(name, pictures.find((one) => bare(one.name) === bare(name))?.keys.length ?? 0, description);
  }
  for (const { name, keys } of pictures) {
    if (!members.some((member) => bare(member.name) === bare(name))) line(name, keys.length, 'not in this plan');
  }
  if (members.length + pictures.length === 0) terminal.print('Nobody is in the cast yet.');
  terminal.printJson({ projectId: project.id, cast: members, castReferences: pictures });
}

/** The command that gives image models pictures of the cast. */
export function addCast(program: Command): void {
  const summary = 'list the cast, or give a picture that one of it is drawn after';
  const command = program.command('cast').summary(summary);
  command.description(
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}. Needs an image model that takes references.`,
  );
  addCommonOptions(command)
    .argument('<project>', 'id, or the beginning of it')
    .argument('[name]', 'as the plan calls them')
    .argument('[file]', 'a JPEG, PNG or WebP; up to four for each')
    .option('--remove', 'forget all pictures of this member')
    .action(cast);
}
