import { relative } from 'node:path';
import { Argument, type Command } from 'commander';
import { type ExportFormat, ExportFormatSchema } from '../../src/types/exports.ts';
import { findProject } from '../find.ts';
import { writeExport } from '../output/export-file.ts';
import { prepareTarget } from '../output/target.ts';
import { type CommonOptions, withSession } from '../session.ts';
import { addCommonOptions } from './common.ts';

interface ExportOptions extends CommonOptions {
  output?: string;
}

async function exportProject(id: string, format: ExportFormat, options: ExportOptions): Promise<void> {
  const target = prepareTarget(options.output);
  await withSession(options, async (session) => {
    const { client, terminal } = session;
    const project = await findProject(session, id);
    const response = await client.openExport(project.id, format);
    const { path, sizeBytes } = await writeExport(response, target, `film.${format}`);
    terminal.print(relative(process.cwd(), path) || path);
    terminal.printJson({ projectId: project.id, format, path, sizeBytes });
  });
}

/** `p2v export`: a project in a form that editors, players and people expect. */
export function addExport(program: Command): void {
  const command = program
    .command('export')
    .summary('timelines, captions, storyboard, clips as files')
    .description('Writes a project in another form. Timelines name the clips as they are called in the zip.')
    .argument('<project>', 'id of the project, or its beginning')
    .addArgument(new Argument('<format>', 'what to write').choices(ExportFormatSchema.options))
    .option('-o, --output <file>', 'where it goes (default: out/, under the film’s title)');
  addCommonOptions(command).action(exportProject);
}
