#!/bin/sh
# Starts workerd so that it cannot outlive the process that started it: an orphan would keep the port, go on firing
# alarms and share its database files with the next instance. The process id stays the same through exec.

# Ctrl-C reaches the whole foreground group; the parent decides when workerd ends.
trap '' INT
echo "$$" >"$P2V_WORKERD_PID_FILE"

if command -v setpriv >/dev/null 2>&1 && setpriv --pdeathsig KILL true 2>/dev/null; then
  exec setpriv --pdeathsig KILL "$P2V_WORKERD" "$@"
fi

# Elsewhere a watcher looks once a second whether the parent is still there.
parent=$PPID
(
  while kill -0 "$parent" 2>/dev/null && kill -0 "$$" 2>/dev/null; do sleep 1; done
  kill -9 "$$" 2>/dev/null
) </dev/null >/dev/null 2>&1 3>&- &
exec "$P2V_WORKERD" "$@"
