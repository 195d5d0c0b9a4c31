console.log(
  'p2v stub',
  process.version,
  process.argv.slice(2),
  process.env.P2V_COMMAND,
  process.env.npm_command,
  process.env.npm_lifecycle_event,
);
